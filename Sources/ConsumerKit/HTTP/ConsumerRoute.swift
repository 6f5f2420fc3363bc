/// What a request's target names.
enum ConsumerRoute: Hashable, Sendable {
    /// Where deliveries are taken: `/webhooks`, anything below it, and any path that ends in `/webhooks`.
    case deliveries
    /// Where the state is shown: `/debug/state`.
    case state
    /// Where it is told to forget everything: `/debug/reset`.
    case reset
    /// Where it is told to fail the next delivery: `/debug/fail-next`.
    case failNext
    /// Anything else.
    case nowhere

    /// Sorts a target in origin or absolute form, whatever its query (RFC 9112, section 3.2).
    init(target: String) {
        let path = Self.path(of: target)
        if path.elementsEqual("/debug/state".utf8) {
            self = .state
        } else if path.elementsEqual("/debug/reset".utf8) {
            self = .reset
        } else if path.elementsEqual("/debug/fail-next".utf8) {
            self = .failNext
        } else if Self.ends(path, with: "/webhooks") || path.starts(with: "/webhooks/".utf8) {
            self = .deliveries
        } else {
            self = .nowhere
        }
    }

    private static func path(of target: String) -> Substring.UTF8View {
        var path = target.utf8[...]
        if let end = path.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
            path = path[..<end]
        }
        guard path.first != UInt8(ascii: "/") else { return path }
        // The absolute form, which a server must understand though only proxies are sent it.
        guard let colon = path.firstIndex(of: UInt8(ascii: ":")),
            path[colon...].starts(with: "://".utf8)
        else { return path }
        let authority = path[path.index(colon, offsetBy: 3)...]
        return authority[(authority.firstIndex(of: UInt8(ascii: "/")) ?? authority.endIndex)...]
    }

    private static func ends(_ path: Substring.UTF8View, with ending: String) -> Bool {
        path.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
}
