import TestSupport
import WireKit

/// What a consumer saw of a run, one or several processes long.
struct DeliveryTrace {
    /// A webhook and a user: within it the order is certain.
    struct Lane: Hashable {
        let target: String
        let user: String
    }

    /// Every different request, byte for byte but for the port it was sent to.
    let attempts: Set<[UInt8]>
    /// Every delivery that was sent.
    let deliveries: Set<String>
    /// How many requests there were.
    let requestCount: Int
    /// The deliveries of each lane in the order in which they were first accepted.
    let firstSuccesses: [Lane: [String]]
    /// Requests of each lane that were a repetition; copies of one moment are such too.
    let repeats: [Lane: Int]
    /// Most different attempts of one lane.
    let attemptsInLaneMax: Int

    /// Whether a delivery was refused, and neither accepted since nor given up.
    let hasRetriesWaiting: Bool

    /// How many requests were the repetition of another.
    var repeatCount: Int { requestCount - attempts.count }

    /// By how many, at most, the repetitions of a lane are more than those of another trace.
    func repeatsInLaneMax(beyond other: DeliveryTrace) -> Int {
        repeats.map { $0.value - other.repeats[$0.key, default: 0] }.max() ?? 0
    }

    init(_ requests: [ScriptedRequest]) {
        var attempts: Set<[UInt8]> = []
        var deliveries: Set<String> = []
        var accepted: Set<String> = []
        var firstSuccesses: [Lane: [String]] = [:]
        var repeats: [Lane: Int] = [:]
        var attemptCounts: [Lane: Int] = [:]
        var refused: [String: Set<String>] = [:]
        for request in requests {
            let lane = Lane(target: request.request.target, user: Self.user(in: request.bodyText))
            let identifier = request.field("X-Webhook-Id") ?? ""
            deliveries.insert(identifier)
            if attempts.insert(Self.bytes(of: request)).inserted {
                attemptCounts[lane, default: 0] += 1
            } else {
                repeats[lane, default: 0] += 1
            }
            if PopulationRun.status(for: request) == 503 {
                refused[identifier, default: []].insert(request.field("X-Webhook-Timestamp") ?? "")
            }
            if PopulationRun.status(for: request) == 200, accepted.insert(identifier).inserted {
                firstSuccesses[lane, default: []].append(identifier)
            }
        }
        requestCount = requests.count
        hasRetriesWaiting = refused.contains { $0.value.count < 3 && !accepted.contains($0.key) }
        self.attempts = attempts
        self.deliveries = deliveries
        self.firstSuccesses = firstSuccesses
        self.repeats = repeats
        attemptsInLaneMax = attemptCounts.values.max() ?? 0
    }

    // Each run has a consumer, and so a port, of its own.
    private static func bytes(of request: ScriptedRequest) -> [UInt8] {
        let head = request.request.fields.headBytes.split(separator: UInt8(ascii: "\n"))
        let kept = head.filter { !$0.starts(with: "Host:".utf8) && !$0.starts(with: "host:".utf8) }
        return Array(kept.joined(separator: [UInt8(ascii: "\n")])) + request.body
    }

    private static func user(in body: String) -> String {
        guard let start = body.firstRange(of: "\"uid\":\"")?.upperBound else { return "" }
        return String(body[start...].prefix { $0 != "\"" })
    }
}
