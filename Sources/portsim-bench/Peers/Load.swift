/// What a load generator managed.
struct Load: Equatable {
    let requests: Int
    let requestsPerSecond: Double

    /// The body that load generators post: 480 bytes, as many as a delivery has.
    static let body: String = {
        let start = #"{"id":"static","padding":""#
        let end = #""}"#
        return start + String(repeating: "x", count: bodyBytes - start.utf8.count - end.utf8.count) + end
    }()

    /// The length of that body.
    static let bodyBytes = 480
    /// Connections of load generators, and deliveries that `run` has under way.
    static let connections = 64
}
