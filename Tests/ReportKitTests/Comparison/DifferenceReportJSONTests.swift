import DeliveryKit
import JSONKit
import SimulationKit
import Testing

@testable import ReportKit

/// The comparison for programs.
@Suite struct DifferenceReportJSONTests {
    private let identity = LedgerIdentity(
        version: "1",
        scenario: "s",
        fingerprint: "f",
        seed: 7,
        profile: "kryptos-v1",
        secretFingerprint: ""
    )

    private func item(_ list: JSONValue?, _ place: Int) -> JSONValue? {
        guard case .array(let items) = list, items.indices.contains(place) else { return nil }
        return items[place]
    }

    private func difference(_ kinds: DeliveryDifference.Kind...) -> DeliveryDifference {
        DeliveryDifference(identifier: "whd_1", type: .costBasisStarted, user: "u", webhook: 0, kinds: kinds)
    }

    @Test func `a difference is an object with both sides`() throws {
        var report = DifferenceReportJSON(identity: identity, webhookNames: ["main"])
        report.add(difference(.status(number: 2, 200, 404), .outcome(.delivered, .failed)))
        var counts = ComparisonCounts()
        counts.different = 1
        let value = try JSONReader.read(
            report.bytes(counts: counts, version: "1", exitCode: 1),
            dialect: .json
        ).value
        #expect(value["seed"] == 7 && value["verdict"] == "failed" && value["exitCode"] == 1)
        let first = item(value["differences"], 0)
        #expect(
            first?["id"] == "whd_1" && first?["webhook"] == "main" && first?["event"] == "costbasis.started"
        )
        let status = item(first?["differs"], 0)
        #expect(status?["in"] == "status" && status?["attempt"] == 2 && status?["a"] == 200)
        #expect(item(first?["differs"], 1)?["b"] == "failed")
    }

    @Test func `differences beyond the limit are left out, which is said`() throws {
        var report = DifferenceReportJSON(identity: identity, webhookNames: [])
        for _ in 0...DifferenceReportJSON.differencesMax { report.add(difference(.missing)) }
        var counts = ComparisonCounts()
        counts.missing = Int64(DifferenceReportJSON.differencesMax) + 1
        let value = try JSONReader.read(
            report.bytes(counts: counts, version: "1", exitCode: 1),
            dialect: .json
        ).value
        #expect(value["truncated"] == .bool(true))
        guard case .array(let listed) = value["differences"] else {
            Issue.record("no differences")
            return
        }
        #expect(listed.count == DifferenceReportJSON.differencesMax)
    }
}
