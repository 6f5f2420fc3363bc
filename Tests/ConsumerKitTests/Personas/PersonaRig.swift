import JSONKit
import WireKit

@testable import ConsumerKit

/// A persona without sockets and clock: what it does over time is done on a time of the rig's own.
struct PersonaRig {
    /// What came of one request.
    struct Reply {
        /// The answer's status; nil where the process ended instead.
        var status: Int?
        var body = ""
        var retryAfter: String?
        /// How long it took.
        var milliseconds = 0
    }

    static let patienceMilliseconds = 1_000

    private(set) var handler: ConsumerHandler
    private(set) var crashes: [ConsumerCrash] = []
    private(set) var fetches: [WireRequest] = []
    private var nowMilliseconds = 0

    init(_ persona: Persona) {
        handler = ConsumerHandler(
            secrets: [ConsumerSecret(Parcel.secret), ConsumerSecret(Parcel.previousSecret)],
            limits: ConsumerLimits(keepsDetails: true),
            persona: persona,
            patienceMilliseconds: Self.patienceMilliseconds
        )
    }

    /// Sends one after the other, each when all about the one before is over; the statuses.
    mutating func send(_ parcels: Parcel...) throws -> [Int?] {
        try parcels.map { try replies([$0])[0].status }
    }

    /// Sends at once; the statuses.
    mutating func sendTogether(_ parcels: [Parcel]) throws -> [Int?] {
        try replies(parcels).map(\.status)
    }

    /// Sends at once, and waits for all that follows.
    mutating func replies(_ parcels: [Parcel]) throws -> [Reply] {
        var replies = parcels.map { _ in Reply() }
        var agenda: [(due: Int, place: Int, steps: ArraySlice<ConsumerStep>)] = []
        let start = nowMilliseconds
        for (place, parcel) in parcels.enumerated() {
            let steps = handler.meet(
                try parcel.request(),
                connection: parcel.connection,
                nowNanoseconds: Int64(nowMilliseconds) * 1_000_000
            )
            agenda.append((nowMilliseconds, place, steps[...]))
        }
        while let next = agenda.indices.min(by: { agenda[$0].due < agenda[$1].due }) {
            let entry = agenda.remove(at: next)
            let place = entry.place
            var steps = entry.steps
            nowMilliseconds = max(nowMilliseconds, entry.due)
            var due = nowMilliseconds
            guard let step = steps.popFirst() else { continue }
            switch step {
            case .wait(let milliseconds): due += milliseconds
            case .answer(let answer, _):
                replies[place].status = answer.status.code
                replies[place].body = String(decoding: answer.body, as: UTF8.self)
                replies[place].retryAfter = answer.fields["Retry-After"]
                replies[place].milliseconds = nowMilliseconds - start
            case .show: break
            case .work(let work): if let following = handler.resume(work) { steps = [following] + steps }
            case .fetch(let request): fetches.append(request)
            case .crash(let crash):
                crashes.append(crash)
                handler.forget()
                return replies
            }
            agenda.append((due, place, steps))
        }
        return replies
    }

    /// What the probe says at a pointer, as compact JSON; nil where it says nothing.
    func probe(_ pointer: String...) throws -> String? {
        var node: JSONNode? = try JSONReader.read(handler.state.beliefs.probe, dialect: .json)
        for key in pointer { node = node?[key] }
        return node.map { String(decoding: JSONWriter.bytes(of: $0.value), as: UTF8.self) }
    }

    var processed: Int64 { handler.state.beliefs.processed }

    func detection() throws -> String? { try probe("users", "alice", "transfer_detection") }
    func costBasis() throws -> String? { try probe("users", "alice", "costbasis") }
    func integration(_ wallet: String = "w1") throws -> String? {
        try probe("users", "alice", "integrations", wallet)
    }
}
