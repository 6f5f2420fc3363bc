import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import ReportKit

/// What a page's script is told, and what it makes of it.
struct RunPageTests {
    private let directory = TemporaryDirectory()

    private func data(_ report: RunReport) throws -> JSONValue {
        let bytes = RunPageData.bytes(of: [report], bytesMax: HTMLReport.dataBytesMax)
        return try #require(try JSONReader.read(bytes, dialect: .json).value["runs"]?.array?.first)
    }

    private func report(_ deliveries: Int, body: String = "{}", profile: Profile = .kryptosV1) -> RunReport {
        var report = RunReport.passing()
        report.subject.profile = profile.name
        report.record = SampleRecord.record(
            SampleRecord.entries(deliveries: deliveries, users: 1) { _ in Array(body.utf8) }
        )
        return report
    }

    private func text(_ value: JSONValue?) throws -> String {
        String(decoding: JSONWriter.bytes(of: try #require(value)), as: UTF8.self)
    }

    @Test func `an event that no catalogue has is called what its body says`() throws {
        var report = report(3, body: #"{"event":"integration.merged"}"#)
        report.record?.deliveries[1].delivery.fault = FaultMark.encoded([FaultMark(.unknownEvent, fault: 0)])
        report.record?.deliveries[2].delivery.fault = FaultMark.encoded([FaultMark(.unknownEvent, fault: 0)])
        report.record?.deliveries[2].cutBody(to: 12)
        let record = try #require(try data(report)["record"])
        let names = try #require(record["types"]?.array).map(\.string)
        let types = try #require(record["rows"]?["type"]?.array).map { names[Int($0.int64 ?? 0)] }
        #expect(types == ["integration.updated", "integration.merged", "unknown event"])
        let archive = String(decoding: HARReport.bytes(of: [report]), as: UTF8.self)
        #expect(archive.contains("\"integration.merged\""))
        #expect(archive.ranges(of: "\"X-Webhook-Event\"").count == 2)
    }

    @Test(arguments: [
        (Profile.kryptosV1, DeliverySettings.Headers.documented, true), (.account, .documented, false),
        (.account, .all, true),
    ])
    func `heads name event, id and time where the requests did`(
        _ profile: Profile,
        _ headers: DeliverySettings.Headers,
        _ namesAll: Bool
    ) throws {
        var report = report(1, profile: profile)
        report.record?.headers = headers
        #expect(try data(report)["record"]?["namesAll"]?.bool == namesAll)
        let archive = String(decoding: HARReport.bytes(of: [report]), as: UTF8.self)
        #expect(archive.contains("X-Webhook-Timestamp") == namesAll)
    }

    @Test func `signatures stand beside their attempts, and nothing else of a request does`() throws {
        var report = report(3)
        report.record?.deliveries[0].attempts[0].row.outcome = .failed
        report.record?.deliveries[0].attempts[0].row.status = 0
        report.record?.deliveries[0].attempts[0].row.error = WireFailure.refused.message
        report.record?.addSignatures(findings: []) { entry in
            guard entry.sequence > 1 else { return nil }
            let fields = [("Host", "hidden.example"), ("X-Webhook-Signature", "5ec0")]
            return SentRequest(fields: fields.map { (name: $0.0, value: $0.1) }, isSigned: true)
        }
        let record = try #require(try data(report)["record"])
        #expect(try text(record["signatures"]) == #"["5ec0"]"#)
        #expect(try text(record["signed"]) == "[1,0,2,0]")
        #expect(try text(record["unsent"]) == "[0]")
        #expect(!(try text(record)).contains("hidden"))
    }

    @Test func `of many reads of the probe those are told that decided something, in their order`() throws {
        var report = report(1)
        let outcomes = (0..<400).map { place -> ProbeRead.Outcome in
            place == 390 ? .differed : place == 395 ? .held : .undecided
        }
        report.record?.probeReads = outcomes.map {
            ProbeRead(
                moment: Moment(milliseconds: SampleRecord.start + 5_000),
                elapsedMilliseconds: 3,
                subject: "processed",
                text: String(repeating: "9", count: 500),
                outcome: $0
            )
        }
        let run = try data(report)
        let probes = try #require(run["probes"]?.array)
        #expect(run["probeReads"]?.int64 == 400 && probes.count == RunPageData.probeReadsMax)
        let places = probes.map { $0["place"]?.int64 }
        #expect(
            places.prefix(298) == Array(0..<298).map { Int64($0) }[...] && places.suffix(2) == [390, 395]
        )
        #expect(probes[298]["outcome"]?.string == "differed" && probes[298]["at"]?.int64 == 5_000)
        #expect(probes[0]["text"]?.string?.hasSuffix("… [100 bytes left out]") == true)
    }

    @Test func `evidence points at deliveries and at reads of the probe`() throws {
        var report = RunReport.failing()
        report.checks[0].evidence = FindingEvidence(
            items: [
                .init(.delivery(7), "a"), .init(.attempt(delivery: 8, number: 2), "b"), .init(.probe(0), "c"),
            ]
        )
        let items = try #require(try data(report)["checks"]?.array?.first?["evidence"]?.array)
        #expect(items.map { $0.array?.first?.int64 } == [7, 8, -1])
    }

    @Test func `the page's model tells each stage once, and forged requests are no attempts`() throws {
        let model = FileTree.text(Repository.path("Sources/CAssets/report/model.js"))
        let check = FileTree.text(Repository.path("Tests/ReportKitTests/HTML/model_check.js"))
        let script = directory.write("\(model)\n\(check)", to: "model_check.mjs")
        let result = try ChildProcess.run("node", [script])
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(result.output.hasSuffix("checked\n"))
    }
}
