import ContractKit
import DeliveryKit
import JSONKit
import ReportKit
import SimulationKit
import Testing

struct RunReportJSONTests {
    private static let promised = """
        {
          "portsim": 1,
          "command": "run",
          "version": "1.2.3",
          "scenario": "the whole language",
          "profile": "kryptos-v1",
          "seed": 42,
          "verdict": "passed",
          "exitCode": 0,
          "digest": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "wallSeconds": 0.21,
          "simulatedSeconds": 1200,
          "events": {
            "total": 14,
            "byType": {
              "integration.created": 2,
              "integration.updated": 11,
              "integration.deleted": 0,
              "integration.failed": 0,
              "transfer_detection.started": 0,
              "transfer_detection.completed": 0,
              "transfer_detection.failed": 0,
              "costbasis.started": 1,
              "costbasis.completed": 0,
              "costbasis.failed": 0
            }
          },
          "deliveries": {
            "total": 14,
            "delivered": 14,
            "failed": 0,
            "pending": 0,
            "cancelled": 0,
            "dropped": 0
          },
          "attempts": 15,
          "retries": 1,
          "resent": 0,
          "faults": [],
          "ack": {
            "p50Milliseconds": 0.412,
            "p95Milliseconds": 1.1,
            "p99Milliseconds": 2,
            "maxMilliseconds": 3.917
          },
          "checks": [
            {
              "id": "expect[0]",
              "name": "every delivery is accepted",
              "severity": "must",
              "verdict": "pass",
              "message": "14 deliveries, all accepted"
            }
          ],
          "reproduction": {
            "text": "portsim run 'Scenarios/my first.json5' --seed 42",
            "arguments": [
              "run",
              "Scenarios/my first.json5",
              "--seed",
              "42"
            ]
          }
        }

        """

    private func value(_ reports: RunReport...) throws -> JSONValue {
        try JSONReader.read(RunReportJSON.bytes(of: reports), dialect: .json).value
    }

    @Test func `keys and their order are those that are promised`() throws {
        let text = String(decoding: RunReportJSON.bytes(of: [.passing()]), as: UTF8.self)
        #expect(text == Self.promised)
    }

    @Test func `without answers the figures of ack are null`() throws {
        var report = RunReport.passing()
        report.ack = nil
        let ack = try #require(try value(report)["ack"]?.object)
        #expect(ack.keys == ["p50Milliseconds", "p95Milliseconds", "p99Milliseconds", "maxMilliseconds"])
        #expect(ack.members.allSatisfy { $0.value.isNull })
    }

    @Test func `several runs stand in one object`() throws {
        var second = RunReport.passing()
        second.subject.scenario = "another"
        let value = try value(.passing(), second)
        #expect(value.object?.keys == ["portsim", "runs"])
        #expect(value["runs"]?.array?.map { $0["scenario"]?.string } == ["the whole language", "another"])
        #expect(value["runs"]?.array?.allSatisfy { $0["portsim"]?.int64 == 1 } == true)
        #expect(try self.value()["runs"] == [])
    }

    @Test func `every seed, verdict and text survives`() throws {
        var report = RunReport.failing()
        report.subject.seed = .max
        report.exitCode = 130
        report.wallNanoseconds = 3_600_000_999_999
        report.simulatedMilliseconds = 86_400_001
        let value = try value(report)
        #expect(value["seed"]?.number?.text == "18446744073709551615")
        #expect(value["scenario"]?.string == report.subject.scenario)
        #expect(value["exitCode"]?.int64 == 130)
        #expect(value["wallSeconds"]?.number?.text == "3600")
        #expect(value["simulatedSeconds"]?.number?.text == "86400.001")
        let checks = try #require(value["checks"]?.array)
        #expect(checks.map { $0["verdict"]?.string } == report.checks.map(\.verdict.rawValue))
        #expect(checks.map { $0["message"]?.string } == report.checks.map(\.message))
        for verdict in RunVerdict.allCases {
            report.verdict = verdict
            #expect(try self.value(report)["verdict"]?.string == verdict.rawValue)
        }
    }

    @Test func `nothing of bodies, answers or faults gets into a report`() {
        let tally = tally([(500, 7, .retry), (401, 9, .failed)])
        let report = RunReport(
            command: "run",
            version: "1",
            subject: RunReport.Subject(scenario: "s", profile: "p", seed: 1),
            verdict: .failed,
            exitCode: 1,
            digest: "",
            wallNanoseconds: 0,
            simulatedMilliseconds: 0,
            eventTypes: EventType.allCases,
            eventCounts: [],
            tally: tally,
            checks: [],
            reproduction: Reproduction(
                command: "run",
                path: "a",
                seed: 1,
                options: ["--secret", "whsec_given"]
            )
        )
        let json = String(decoding: RunReportJSON.bytes(of: [report]), as: UTF8.self)
        #expect(json.contains(#""failed": 1"#))
        #expect(!json.contains("whsec"))
        #expect(!RunReportText.text(of: report, style: .plain).contains("whsec"))
    }
}
