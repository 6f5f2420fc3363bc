import DeliveryKit
import SimulationKit
import Testing

/// Faults in pairs: whatever they do to the stream together stands in its marks.
@Suite struct FaultPairTests {
    private static let half = FaultChoice.probability(Probability(billionths: 500_000_000))
    private static let middle = Moment.sampleStart + 20_000

    /// Every fault of jobs and of the stream, hitting about half of what it can.
    static let kinds: [FaultKind] = [
        .jobFail(reason: "boom"), .jobStall, .statusVocabulary(.active), .unknownEvent, .unknownField,
        .dialect(toProfile: 1), .wire(.pretty), .wire(.sorted), .clockSkew(byMilliseconds: 60_000),
        .clockSkew(byMilliseconds: nil), .fanOut(count: 2), .drop, .duplicate(copies: 2, gapMilliseconds: 0),
        .duplicate(copies: 1, gapMilliseconds: 7_000), .reorder(span: 2),
        .delay(.uniform(1_000...30_000), overtakes: false), .delay(.uniform(1_000...30_000), overtakes: true),
        .burst(size: 2), .outage(Moment.sampleStart..<middle),
        .secret(.other), .tamper(nil), .stripHeader(name: "x-webhook-id"), .headerMismatch(.event),
        .staleReplay(ageMilliseconds: 1_000), .sever(.headers), .dribble(bytesPerSecond: 100),
        .giveUpEarly(afterMilliseconds: 1), .loseAnswer, .crash(.report),
    ]

    @Test(arguments: kinds.indices)
    func `whatever two faults do together is marked, and nothing else happens`(first: Int) throws {
        // The streams without what is not done to jobs: most pairs are judged against the same.
        var plains: [(jobs: [FaultKind?], stream: FaultStream)] = []
        for second in Self.kinds.indices {
            let kinds = [Self.kinds[first], Self.kinds[second]]
            let faults = kinds.map { Fault($0, choice: Self.half) }
            // What the jobs do is the world that the stream is judged against.
            let jobs = kinds.map { $0.name == .jobFail || $0.name == .jobStall ? $0 : nil }
            let known = plains.first { $0.jobs == jobs }?.stream
            let plain = try known ?? FaultStream(jobs.map(Self.fault), users: 3)
            if known == nil { plains.append((jobs, plain)) }
            let stream = try FaultStream(faults, users: 3)
            // Once for each pair, whichever of the two comes first.
            if second >= first {
                let again = try FaultStream(faults, users: 3)
                #expect(stream.deliveries.map(\.body) == again.deliveries.map(\.body))
            }
            let name = "\(kinds[0].name) with \(kinds[1].name)"
            for user in 0..<3 { check(stream.of(user), against: plain.of(user), name) }
        }
    }

    /// A fault of its pair, or one in its place that does nothing.
    private static func fault(_ kind: FaultKind?) -> Fault {
        kind.map { Fault($0, choice: half) } ?? Fault(.loseAnswer, choice: .probability(.never))
    }

    private func check(_ lane: [PlannedDelivery], against plain: [PlannedDelivery], _ name: String) {
        let added: Set<FaultName> = [.duplicate, .fanOut, .unknownEvent]
        let moved: Set<FaultName> = [.reorder, .delay, .burst]
        let originals = lane.filter { added.isDisjoint(with: $0.names) }
        // Nothing is lost: what is dropped stands in the record.
        #expect(originals.map(\.identifierText).sorted() == plain.map(\.identifierText).sorted(), "\(name)")
        let bodies = Dictionary(uniqueKeysWithValues: plain.map { ($0.identifierText, $0) })
        for delivery in originals {
            guard let meant = bodies[delivery.identifierText] else { continue }
            let changes = Set(delivery.names).subtracting([.jobFail, .jobStall, .drop]).subtracting(moved)
            #expect((delivery.body == meant.body) == changes.isEmpty, "\(name): \(delivery.names)")
            if moved.isDisjoint(with: delivery.names) { #expect(delivery.due == meant.due, "\(name)") }
        }
        // What was not moved keeps its order, and what was added has the marks that say so.
        let still = originals.filter { Set($0.names).isDisjoint(with: [.reorder, .delay, .drop]) }
        let order = plain.map(\.identifierText).filter { id in still.contains { $0.identifierText == id } }
        #expect(still.map(\.identifierText) == order, "\(name)")
        for copy in lane where copy.names.contains(.duplicate) {
            #expect(lane.contains { !$0.names.contains(.duplicate) && $0.body == copy.body }, "\(name)")
        }
        #expect(lane.flatMap(\.marks).allSatisfy { $0.fault < 2 }, "\(name)")
    }
}
