import SimulationKit
import TestSupport
import Testing

@testable import DeliveryKit

/// Two runs side by side.
@Suite struct RunComparisonTests {
    private let fixture = RecordedFixture()

    private func compare(
        _ one: String,
        _ other: String
    ) throws -> (counts: ComparisonCounts, differences: [DeliveryDifference]) {
        let first = try RecordedRun(path: one)
        defer { first.close() }
        let second = try RecordedRun(path: other)
        defer { second.close() }
        var differences: [DeliveryDifference] = []
        let counts = try RunComparison(first, second).run { differences.append($0) }
        return (counts, differences)
    }

    @Test func `equal runs have no difference, however long answers took`() throws {
        let one = try fixture.record("a.sqlite")
        let other = try fixture.record("b.sqlite") { _ in ScriptedAnswer.status(200).after(milliseconds: 3) }
        let result = try compare(one, other)
        #expect(result.counts.isEqual && result.counts.equal == 28 && result.differences.isEmpty)
    }

    @Test func `other answers are told with what follows from them`() throws {
        let one = try fixture.record("a.sqlite", users: 1)
        let other = try fixture.record("b.sqlite", users: 1) {
            .status($0.field("X-Webhook-Event") == "costbasis.completed" ? 404 : 200)
        }
        let result = try compare(one, other)
        #expect(result.counts.different == 1 && result.counts.equal == 6)
        let difference = try #require(result.differences.first)
        #expect(difference.type == .costBasisCompleted)
        #expect(difference.kinds == [.status(number: 1, 200, 404), .outcome(.delivered, .failed)])
    }

    @Test func `more attempts move what comes after them`() throws {
        let one = try fixture.record("a.sqlite", users: 1)
        let other = try fixture.record("b.sqlite", users: 1) { .status($0.number == 0 ? 503 : 200) }
        let kinds = try compare(one, other).differences.first?.kinds ?? []
        #expect(kinds == [.attempts(1, 2), .status(number: 1, 200, 503)])
    }

    @Test func `what one run has alone is missing or extra, and the rest still goes in pairs`() throws {
        let one = try fixture.record("a.sqlite", users: 4)
        let other = try fixture.record("b.sqlite", users: 3)
        let result = try compare(one, other)
        #expect(result.counts.missing == 7 && result.counts.extra == 0 && result.counts.equal == 21)
        let reversed = try compare(other, one)
        #expect(reversed.counts.missing == 0 && reversed.counts.extra == 7 && reversed.counts.equal == 21)
        #expect(reversed.differences.allSatisfy { $0.kinds == [.extra] })
    }

    @Test func `deliveries of one moment are the same ones in any order`() throws {
        let rows = (1...6).map { sequence in
            var row = DeliveryRow.sample(Int64(sequence))
            row.moment = 1_000
            row.lane = 0
            row.webhook = 0
            return row
        }
        let one = try write(rows, to: "a.sqlite")
        var others = Array(rows.reversed())
        others[2].body += [0]
        others.removeLast()
        let other = try write(others, to: "b.sqlite")
        let result = try compare(one, other)
        #expect(result.counts.equal == 4 && result.counts.different == 1 && result.counts.missing == 1)
        #expect(Set(result.differences.map { $0.kinds.first == .body }) == [true, false])
    }

    @Test func `runs of other seeds are not compared`() throws {
        let one = try fixture.record("a.sqlite", users: 1)
        let other = try fixture.record("b.sqlite", users: 1, seed: 2)
        #expect(throws: RecordedRunError.unlikeRuns(.init(field: .seed, recorded: "1", given: "2"))) {
            _ = try compare(one, other)
        }
    }

    /// Records rows as they are, numbered anew.
    private func write(_ rows: [DeliveryRow], to name: String) throws -> String {
        let path = fixture.directory.path(name)
        let harness = try LedgerHarness(at: path)
        var numbered = rows
        for place in numbered.indices { numbered[place].sequence = Int64(place + 1) }
        let token = harness.ledger.append(
            lanes: [LaneRow(lane: 0, webhook: 0, user: "user")],
            deliveries: numbered,
            watermark: .sample(Int64(numbered.count))
        )
        try harness.commit(token)
        try harness.ledger.close()
        return path
    }
}
