package import WireKit

/// Where a webhook's deliveries go, taken apart once so that it cannot be wrong later.
package struct WebhookURL: Hashable, Sendable {
    /// Why a text is no address to deliver to.
    package enum Problem: Error, Equatable, Sendable {
        case noScheme
        case unknownScheme(String)
        case noHost
        case badHost(String)
        case badPort(String)
        case credentials
        case fragment
        case badCharacter
        case tooLong
        /// Plain `http` beyond this machine, which is not allowed without asking for it.
        case insecureTarget(host: String)

        /// What is wrong and what to do about it.
        package var message: String {
            switch self {
            case .noScheme: "a webhook's URL begins with https:// or http://"
            case .unknownScheme(let scheme): "'\(scheme)' is no scheme to deliver by; use https or http"
            case .noHost: "the URL names no host"
            case .badHost(let host):
                "'\(host)' is no host; write a name, an IPv4 address, or an IPv6 address in brackets"
            case .badPort(let port): "'\(port)' is no port; ports go from 1 to 65535"
            case .credentials: "a webhook's URL carries no user name or password; remove what ends with @"
            case .fragment: "a webhook's URL carries no fragment; remove what begins with #"
            case .badCharacter: "the URL has a space or another character that must be percent-encoded"
            case .tooLong: "the URL has more than \(WebhookURL.bytesMax) bytes"
            case .insecureTarget(let host):
                "plain http goes to this machine only, and \(host) is another; use https, or allow it with delivery.allowInsecure"
            }
        }
    }

    /// Most bytes of a URL.
    package static let bytesMax = 2_048

    /// Whether the connection is encrypted.
    package let isSecure: Bool
    /// Host and port.
    package let endpoint: WireEndpoint
    /// Path and query as they stand in the request line.
    package let target: String
    /// The `Host` field: the port only where it is not the scheme's own.
    package let authority: String

    /// Reads a URL; `https` for any host, `http` for this machine unless insecure targets are allowed.
    package init(_ text: String, allowsInsecure: Bool = false) throws(Problem) {
        guard text.utf8.count <= Self.bytesMax else { throw .tooLong }
        guard let separator = text.firstRange(of: "://") else { throw .noScheme }
        let scheme = text[..<separator.lowerBound].lowercased()
        guard !scheme.isEmpty else { throw .noScheme }
        guard scheme == "http" || scheme == "https" else { throw .unknownScheme(scheme) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !Self.forbidden.contains($0) }) else {
            throw .badCharacter
        }
        let rest = text[separator.upperBound...]
        guard !rest.contains("#") else { throw .fragment }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .credentials }
        isSecure = scheme == "https"
        let standard: UInt16 = isSecure ? 443 : 80
        let place = try Self.endpoint(authority, standardPort: standard)
        endpoint = WireEndpoint(host: place.host, port: place.port, isSecure: isSecure)
        guard isSecure || allowsInsecure || Self.isLoopback(endpoint.host) else {
            throw .insecureTarget(host: endpoint.host)
        }
        let target = String(rest[end...])
        self.target = target.hasPrefix("/") ? target : "/" + target
        let bracketed = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        self.authority = endpoint.port == standard ? bracketed : "\(bracketed):\(endpoint.port)"
    }

    /// The URL in its normal form.
    package var text: String {
        "\(isSecure ? "https" : "http")://\(authority)\(target)"
    }

    /// Whether a host in its usual spelling is this machine; names are not resolved.
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        return host.hasPrefix("127.") && WireEndpoint(host: host, port: 0).canonical != nil
    }

    /// `"`, `<`, `>`, `\`, `^`, backtick, `{`, `|`, `}`: in no URI (RFC 3986, section 2).
    private static let forbidden = Set("\"<>\\^`{|}".utf8)

    /// Reads host and port; the host comes out in its usual spelling.
    private static func endpoint(
        _ authority: Substring,
        standardPort: UInt16
    ) throws(Problem) -> WireEndpoint {
        guard authority.hasPrefix("[") else {
            let colon = authority.firstIndex(of: ":") ?? authority.endIndex
            let host = authority[..<colon].lowercased()
            guard !host.isEmpty else { throw .noHost }
            let port = try port(authority[colon...].dropFirst()) ?? standardPort
            guard isName(host) else { throw .badHost(host) }
            return WireEndpoint(host: host, port: port)
        }
        guard let close = authority.firstIndex(of: "]") else { throw .badHost(String(authority)) }
        let host = authority[authority.index(after: authority.startIndex)..<close]
        let tail = authority[authority.index(after: close)...]
        guard tail.isEmpty || tail.hasPrefix(":") else { throw .badHost(String(authority)) }
        let port = try port(tail.dropFirst()) ?? standardPort
        // Brackets hold an IPv6 address and nothing else (RFC 3986, section 3.2.2).
        guard host.contains(":"), let endpoint = WireEndpoint(host: String(host), port: port).canonical else {
            throw .badHost("[\(host)]")
        }
        return endpoint
    }

    /// Reads a port; nil where it is left out, which RFC 3986 section 3.2.3 allows behind a colon too.
    private static func port(_ text: Substring) throws(Problem) -> UInt16? {
        guard !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = UInt16(text), number > 0 else {
            throw .badPort(String(text))
        }
        return number
    }

    /// Whether a lowercase text is a host name, or an IPv4 address in full.
    private static func isName(_ host: String) -> Bool {
        let isSpelled = host.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard isSpelled, !labels.dropLast().contains(where: \.isEmpty) else { return false }
        // What ends in a number can only be meant as an address: `127.1` is no name either.
        guard let last = labels.last(where: { !$0.isEmpty }), last.utf8.allSatisfy({ (48...57).contains($0) })
        else { return true }
        return WireEndpoint(host: host, port: 0).canonical != nil
    }
}
