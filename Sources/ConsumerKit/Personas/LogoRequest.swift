import JSONKit
import WireKit

/// The request for a logo that a delivery names, as a careless consumer makes it.
///
/// Only to this machine: a persona shows the mistake, and sends nothing to others.
enum LogoRequest {
    private static let timeoutMilliseconds = 1_000
    private static let hosts: Set<String> = ["127.0.0.1", "localhost"]

    /// The step that asks for it; none where the body names none on this machine.
    static func steps(for body: [UInt8]) -> [ConsumerStep] {
        let node = try? JSONReader.read(
            body,
            dialect: .json,
            duplicateKeys: .lastWins,
            loneSurrogates: .replace
        )
        guard let url = node?["data"]?["logoUrl"]?.string, let request = request(url) else { return [] }
        return [.fetch(request)]
    }

    private static func request(_ url: String) -> WireRequest? {
        let scheme = "http://"
        guard url.hasPrefix(scheme), url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        let target = rest.dropFirst(authority.count)
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), hosts.contains(String(parts[0])),
            let port = parts.count == 2 ? UInt16(parts[1]) : 80, port > 0
        else { return nil }
        let bytes = HTTPSerializer.request(
            method: "GET",
            target: target.isEmpty ? "/" : String(target.prefix { $0 != "#" }),
            host: String(authority),
            keepAlive: false
        )
        return WireRequest(
            endpoint: WireEndpoint(host: String(parts[0]), port: port),
            bytes: bytes,
            timeoutMilliseconds: timeoutMilliseconds
        )
    }
}
