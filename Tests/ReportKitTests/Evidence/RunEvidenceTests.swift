import ContractKit
import DeliveryKit
import ReportKit
import Testing

/// A run of several users, one delivery each in turn, and what becomes of each.
private struct Record {
    var users: Int
    var deliveries: Int64
    var bodyByteCount = 10
    /// Outcomes of a delivery's attempts; one that is accepted unless said otherwise.
    var outcomes: [Int64: [AttemptOutcome]] = [:]
    var faulted: Set<Int64> = []

    func row(_ sequence: Int64) -> DeliveryRow {
        DeliveryRow(
            sequence: sequence,
            lane: Int32(sequence % Int64(users)),
            moment: sequence * 1_000,
            webhook: 0,
            eventType: 0,
            ordinal: sequence,
            id: [],
            body: [UInt8](repeating: UInt8(ascii: "x"), count: bodyByteCount)
        )
    }

    func attempts(_ sequence: Int64) -> [AttemptRow] {
        (outcomes[sequence] ?? [.delivered]).enumerated().map { place, outcome in
            AttemptRow(
                delivery: sequence,
                number: Int32(place + 1),
                moment: 0,
                settled: 0,
                status: outcome == .delivered ? 200 : 500,
                tookMicroseconds: 1,
                outcome: outcome,
                fault: faulted.contains(sequence) ? [1] : nil
            )
        }
    }

    /// The evidence of the record, outcomes taken in by sequence or the other way round.
    func evidence(
        _ limits: EvidenceLimits = EvidenceLimits(),
        wanted: Set<Int64> = [],
        backwards: Bool = false
    ) -> RunEvidence {
        var evidence = RunEvidence(limits: limits, wanted: wanted)
        for lane in 0..<users {
            evidence.observe(.lane(LaneRow(lane: Int32(lane), webhook: 0, user: "user\(lane)")))
        }
        let sequences = Array(1...deliveries)
        for sequence in sequences { evidence.observe(.delivery(row(sequence))) }
        var place: Int64 = 0
        for sequence in backwards ? sequences.reversed() : sequences {
            for attempt in attempts(sequence) {
                place += 1
                let entry = AttemptEntry(sequence: place, attempt: attempt, delivery: row(sequence))
                evidence.observe(.attempt(entry))
            }
        }
        return evidence
    }
}

private func limits(head: Int, sample: Int, striking: Int = 100) -> EvidenceLimits {
    var limits = EvidenceLimits()
    limits.headMax = head
    limits.sampleMax = sample
    limits.strikingMax = striking
    return limits
}

struct RunEvidenceTests {
    @Test func `a small run is kept whole, with users and attempts`() {
        let record = Record(users: 2, deliveries: 4, outcomes: [3: [.retry, .failed]])
        let kept = record.evidence().deliveries
        #expect(kept.map(\.delivery.sequence) == [1, 2, 3, 4])
        #expect(kept.map(\.user) == ["user1", "user0", "user1", "user0"])
        #expect(kept.map(\.outcome) == [.delivered, .delivered, .failed, .delivered])
        #expect(kept[2].attempts.map(\.row) == record.attempts(3))
        #expect(kept[2].attempts.map(\.sequence) == [3, 4])
        #expect(kept.allSatisfy { $0.hasWholeBody })
    }

    @Test func `a delivery without an attempt has no outcome`() {
        let kept = Record(users: 1, deliveries: 1, outcomes: [1: []]).evidence().deliveries
        #expect(kept.map(\.outcome) == [nil])
    }

    @Test func `of a large run the head is kept and whole users beyond it`() {
        let record = Record(users: 50, deliveries: 5_000)
        let evidence = record.evidence(limits(head: 100, sample: 1_000))
        let kept = evidence.deliveries
        #expect(evidence.deliveryCount == 5_000)
        #expect(kept.prefix(100).map(\.delivery.sequence) == Array(1...100))
        let counts = Dictionary(grouping: kept.dropFirst(100), by: \.user).mapValues(\.count)
        // Each user has 98 deliveries beyond the head; ten such users fit into a thousand.
        #expect(counts.count == 10)
        #expect(counts.values.allSatisfy { $0 == 98 })
    }

    @Test func `the first deliveries of a user that alone is too much are kept`() {
        let kept = Record(users: 1, deliveries: 500).evidence(limits(head: 10, sample: 20)).deliveries
        #expect(kept.map(\.delivery.sequence) == Array(1...30))
    }

    @Test func `the order of outcomes changes nothing`() {
        var record = Record(users: 30, deliveries: 3_000)
        for sequence in stride(from: Int64(7), to: 3_000, by: 7) {
            record.outcomes[sequence] = [.retry, .failed]
        }
        for sequence in stride(from: Int64(5), to: 3_000, by: 5) { record.faulted.insert(sequence) }
        let limits = limits(head: 100, sample: 300, striking: 20)
        let forwards = record.evidence(limits).deliveries
        let backwards = record.evidence(limits, backwards: true).deliveries
        #expect(forwards.map(\.delivery) == backwards.map(\.delivery))
        #expect(forwards.map { $0.attempts.map(\.row) } == backwards.map { $0.attempts.map(\.row) })
    }

    @Test func `failures beyond the sample are kept with all attempts, the first so many`() {
        var record = Record(users: 10, deliveries: 1_000)
        for sequence in Int64(500)...600 { record.outcomes[sequence] = [.retry, .retry, .failed] }
        let kept = record.evidence(limits(head: 10, sample: 0, striking: 30)).deliveries.dropFirst(10)
        #expect(kept.map(\.delivery.sequence) == Array(500...529))
        #expect(kept.allSatisfy { $0.attempts.map(\.row.number) == [1, 2, 3] && $0.outcome == .failed })
    }

    @Test func `accepted deliveries that a fault hit are kept, the first so many`() {
        let record = Record(users: 10, deliveries: 1_000, faulted: Set(700...900))
        let kept = record.evidence(limits(head: 10, sample: 0, striking: 30)).deliveries.dropFirst(10)
        #expect(kept.map(\.delivery.sequence) == Array(700...729))
    }

    @Test func `more open deliveries than are remembered lose their first attempts, and it shows`() {
        var limits = limits(head: 0, sample: 0)
        limits.openMax = 1
        var evidence = RunEvidence(limits: limits)
        let record = Record(
            users: 1,
            deliveries: 2,
            outcomes: [1: [.retry, .failed], 2: [.retry, .failed]]
        )
        for number in 0..<2 {
            for sequence in Int64(1)...2 {
                let entry = AttemptEntry(
                    sequence: 1,
                    attempt: record.attempts(sequence)[number],
                    delivery: record.row(sequence)
                )
                evidence.observe(.attempt(entry))
            }
        }
        #expect(evidence.deliveries.map { $0.attempts.map(\.row.number) } == [[1, 2], [2]])
    }

    @Test func `what is kept of bodies and attempts is bounded, and the rest counted`() {
        var limits = EvidenceLimits()
        limits.attemptsMax = 2
        limits.bodyBytesMax = 6
        limits.bodiesBytesMax = 12
        let outcomes: [AttemptOutcome] = [.retry, .retry, .retry, .delivered]
        let kept = Record(users: 1, deliveries: 3, outcomes: [1: outcomes]).evidence(limits).deliveries
        #expect(kept[0].attempts.count == 2)
        #expect(kept[0].omittedAttemptCount == 2)
        #expect(kept[0].outcome == .delivered)
        #expect(kept.map(\.delivery.body.count) == [6, 6, 0])
        #expect(kept.map(\.bodyByteCount) == [10, 10, 10])
        #expect(!kept[0].hasWholeBody)
    }

    @Test func `what findings point at is found missing, and kept by a fold that wants it`() {
        let record = Record(users: 3, deliveries: 100)
        let finding = Finding(
            id: "expect[0]",
            name: "",
            severity: .must,
            verdict: .fail,
            message: "",
            evidence: FindingEvidence(items: [
                .init(.delivery(2), ""), .init(.attempt(delivery: 77, number: 1), ""), .init(.probe(1), ""),
            ])
        )
        let limits = limits(head: 5, sample: 0)
        #expect(record.evidence(limits).missing(from: [finding]) == [77])
        let evidence = record.evidence(limits, wanted: [77])
        #expect(evidence.deliveries.map(\.delivery.sequence) == [1, 2, 3, 4, 5, 77])
        #expect(evidence.missing(from: [finding]).isEmpty)
    }

    @Test func `the limits that reports have are reached and held`() {
        var record = Record(users: 400, deliveries: 24_000)
        for sequence in Int64(20_000)...23_000 { record.outcomes[sequence] = [.failed] }
        let limits = EvidenceLimits()
        let kept = record.evidence(limits).deliveries
        #expect(kept.count <= limits.headMax + limits.sampleMax + limits.strikingMax)
        #expect(kept.count > limits.headMax + limits.sampleMax)
        #expect(Set(kept.map(\.delivery.sequence)).count == kept.count)
    }
}
