package import WireKit

/// Where a webhook's deliveries go, taken apart once so that it cannot be wrong later.
package struct WebhookURL: Hashable, Sendable {
    /// Why a text is no address to deliver to.
    package enum Problem: Error, Equatable, Sendable {
        case noScheme
        case unknownScheme(String)
        case noHost
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
            case .badPort(let port): "'\(port)' is no port; ports go from 1 to 65535"
            case .credentials: "a webhook's URL has no user name or password"
            case .fragment: "a webhook's URL has no fragment; remove what begins with #"
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
        guard scheme == "http" || scheme == "https" else { throw .unknownScheme(scheme) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !Self.forbidden.contains($0) }) else {
            throw .badCharacter
        }
        let rest = text[separator.upperBound...]
        guard !rest.contains("#") else { throw .fragment }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .credentials }
        let (host, port) = try Self.split(authority)
        guard !host.isEmpty else { throw .noHost }
        isSecure = scheme == "https"
        let standard: UInt16 = isSecure ? 443 : 80
        endpoint = WireEndpoint(host: host, port: port ?? standard)
        guard isSecure || allowsInsecure || Self.isLoopback(host) else {
            throw .insecureTarget(host: host)
        }
        let target = String(rest[end...])
        self.target = target.hasPrefix("/") ? target : "/" + target
        let bracketed = host.contains(":") ? "[\(host)]" : host
        self.authority = endpoint.port == standard ? bracketed : "\(bracketed):\(endpoint.port)"
    }

    /// The URL in its normal form.
    package var text: String {
        "\(isSecure ? "https" : "http")://\(authority)\(target)"
    }

    /// Whether a host is this machine by its spelling alone; names are not resolved.
    package static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// `"`, `<`, `>`, `\`, `^`, backtick, `{`, `|`, `}`: in no URI (RFC 3986, section 2).
    private static let forbidden = Set("\"<>\\^`{|}".utf8)

    private static func split(_ authority: Substring) throws(Problem) -> (host: String, port: UInt16?) {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw .noHost }
            host = authority[authority.index(after: authority.startIndex)..<close]
            let tail = authority[authority.index(after: close)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { throw .noHost }
            port = tail.isEmpty ? nil : tail.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        guard let port, !port.isEmpty else { return (String(host), nil) }
        guard port.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = UInt16(port), number > 0 else {
            throw .badPort(String(port))
        }
        return (String(host), number)
    }
}
