import ContractKit
import ReportKit
import SimulationKit
import Testing

struct ProbeReadTests {
    private let end = Moment(milliseconds: 90_000)

    private func report() -> ProbeReport {
        var report = ProbeReport()
        report.reads = [
            .init(
                subject: "costbasis of alice",
                elapsedMilliseconds: 0,
                value: nil,
                failure: "it answers 503"
            ),
            .init(subject: "costbasis of alice", elapsedMilliseconds: 5, value: "null", failure: nil),
            .init(
                subject: "costbasis of alice",
                elapsedMilliseconds: 9,
                value: "\"completed\"",
                failure: nil
            ),
            .init(subject: "processed", elapsedMilliseconds: 9, value: "7", failure: nil),
        ]
        report.outcomes[1] = .held(
            ProbedValue(text: "\"completed\"", elapsedMilliseconds: 9, read: 2)
        )
        report.outcomes[3] = .differed(ProbedValue(text: "7", elapsedMilliseconds: 9, read: 3))
        return report
    }

    @Test func `a read tells what it came to, and stands at the end of the run`() {
        let reads = ProbeRead.all(report(), at: end)
        #expect(reads.map(\.outcome) == [.unreadable, .undecided, .held, .differed])
        #expect(reads.map(\.text) == ["it answers 503", "null", "\"completed\"", "7"])
        #expect(reads.map(\.elapsedMilliseconds) == [0, 5, 9, 9])
        #expect(reads.allSatisfy { $0.moment == end })
    }

    @Test func `a record has the reads of its run at its end`() {
        var record = SampleRecord.record(
            SampleRecord.entries(deliveries: 1, users: 1) { _ in Array("{}".utf8) }
        )
        record.addProbeReads(report(), afterMilliseconds: 90_000)
        #expect(record.probeReads.count == 4)
        #expect(record.probeReads[0].moment == Moment(milliseconds: SampleRecord.start + 90_000))
    }
}
