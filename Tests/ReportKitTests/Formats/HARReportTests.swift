import DeliveryKit
import JSONKit
import ReportKit
import SimulationKit
import Testing

struct HARReportTests {
    /// A report with a record of these attempts.
    private func report(
        _ outcomes: [(status: Int32, microseconds: Int64, outcome: AttemptOutcome)],
        urls: [String?] = ["https://consumer.example/hooks?"]
    ) -> RunReport {
        var report = RunReport.passing()
        var tally = RunTally()
        var evidence = RunEvidence()
        for entry in entries(outcomes) {
            tally.observe(entry)
            evidence.observe(entry)
        }
        report.attemptCount = tally.attemptCount
        report.record = RunRecord(
            evidence,
            of: tally,
            start: Moment(milliseconds: 0),
            webhooks: ["main"],
            users: [:]
        )
        report.record?.webhookURLs = urls
        return report
    }

    private func log(_ reports: [RunReport]) throws -> JSONValue {
        let limits = JSONLimits(bytesMax: 64 << 20)
        return try #require(
            try JSONReader.read(HARReport.bytes(of: reports), dialect: .json, limits: limits).value["log"]
        )
    }

    @Test func `archives have what the format requires`() throws {
        let some = report([(500, 7_250, .retry), (0, 0, .failed), (204, 900, .delivered)])
        var random = ReportSamples.drawn(seed: 5)
        random[0].record = some.record
        let problems = try ForeignReader.problems(
            [[some], [], [.passing(), some], random].map { HARReport.bytes(of: $0) },
            schema: "har-1.2.json"
        )
        #expect(problems == ["", "", "", ""])
    }

    @Test func `the schema refuses what is none`() throws {
        let text = String(decoding: HARReport.bytes(of: [report([(200, 1, .delivered)])]), as: UTF8.self)
        let bad = text.replacing("\"redirectURL\"", with: "\"redirect\"")
        #expect(try ForeignReader.problems([Array(bad.utf8)], schema: "har-1.2.json") != [""])
    }

    @Test func `an attempt is an entry with its time, its head and its answer`() throws {
        let log = try log([report([(500, 7_250, .retry), (204, 900, .delivered)])])
        let entries = try #require(log["entries"]?.array)
        #expect(entries.map { $0["response"]?["status"]?.int64 } == [500, 204])
        #expect(entries[0]["time"]?.number?.text == "7.25")
        #expect(entries[0]["request"]?["url"]?.string == "https://consumer.example/hooks?")
        let names = entries[0]["request"]?["headers"]?.array?.map { $0["name"]?.string }
        #expect(
            names == [
                "User-Agent", "Content-Type", "X-Webhook-Event", "X-Webhook-Id", "X-Webhook-Timestamp",
            ]
        )
        #expect(log["comment"]?.string?.hasPrefix("2 of 2 attempts, ") == true)
        let embedded = try self.log([report([(200, 1, .delivered)], urls: [nil])])
        #expect(
            embedded["entries"]?.array?.first?["request"]?["url"]?.string == "http://127.0.0.1/webhooks"
        )
    }

    @Test func `beyond the limit failures stay, and the log says how many are left out`() throws {
        let good = Array(repeating: (Int32(200), Int64(1), AttemptOutcome.delivered), count: 7_000)
        let report = report(good + [(500, 1, .failed), (500, 2, .failed)])
        let log = try log([report])
        let entries = try #require(log["entries"]?.array)
        #expect(entries.count == HARReport.entriesMax)
        #expect(entries.suffix(2).map { $0["response"]?["status"]?.int64 } == [500, 500])
        #expect(log["comment"]?.string?.hasPrefix("5000 of 7002 attempts, ") == true)
    }

    @Test func `a run without a record has a page and no entries`() throws {
        let log = try log([.passing()])
        #expect(log["pages"]?.array?.count == 1 && log["entries"] == [])
    }
}
