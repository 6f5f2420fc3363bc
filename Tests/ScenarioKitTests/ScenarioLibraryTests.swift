import ContractKit
import DeliveryKit
import JSONKit
import ScenarioKit
import SimulationKit
import Testing
import TestSupport

/// The scenarios that come with portsim.
struct ScenarioLibraryTests {
    private static let folder = Repository.path("Scenarios")
    private static let names = FileTree.names(in: folder).filter { $0.hasSuffix(".json5") }.sorted()

    @Test func `the library has what a consumer's engineer wants first`() {
        let wanted = [
            "cost-basis-fails", "failed-sync-and-recovery", "first-connection", "rename-resync-remove",
            "secret-rotation", "several-integrations", "small-population", "transfer-detection-fails",
            "trigger-during-a-chain", "webhook-disabled-for-an-hour",
        ]
        #expect(wanted.allSatisfy { Self.names.contains("\($0).json5") })
    }

    @Test(arguments: names)
    func `it opens with what it shows and is called what its file is called`(name: String) throws {
        let source = try ScenarioFile.load(path: "\(Self.folder)/\(name)")
        #expect(source.line(1).hasPrefix("// "))
        #expect(source.line(1).hasSuffix("."))
        let scenario = try ScenarioReader.read(source)
        #expect(name == "\(scenario.name).json5")
        // Usable as it is: the reference consumer is started where nobody is named.
        #expect(scenario.webhooks.allSatisfy { $0.url == nil && $0.secret == nil })
    }

    @Test(arguments: names)
    func `it expects something of every kind`(name: String) throws {
        let scenario = try ScenarioReader.read(ScenarioFile.load(path: "\(Self.folder)/\(name)"))
        var kinds: Set<String> = []
        for expectation in scenario.expectations {
            switch expectation.kind {
            case .accepted: kinds.insert("accepted")
            case .count: kinds.insert("count")
            case .never: kinds.insert("never")
            case .order: kinds.insert("order")
            case .forgeriesRefused, .attempts, .headers, .body, .sameBytes, .signature, .probe, .metric,
                .sometimes, .digest:
                continue
            }
        }
        #expect(kinds.isSuperset(of: ["accepted", "count", "order"]))
    }

    @Test(arguments: names, [nil, 2, 77, UInt64.max])
    func `a consumer that accepts everything satisfies it, with other seeds too`(
        name: String,
        seed: UInt64?
    ) throws {
        let source = try ScenarioFile.load(path: "\(Self.folder)/\(name)")
        let scenario = try ScenarioReader.read(source, overrides: ScenarioOverrides(seed: seed))
        var judge = ExpectationJudge(
            scenario.expectations,
            webhookNames: scenario.webhooks.isEmpty ? ["embedded"] : scenario.webhooks.map(\.name)
        )
        for entry in try AcceptedHistory.entries(of: scenario) { judge.observe(entry) }
        for finding in judge.finish() {
            #expect(finding.verdict == .pass, "\(finding.name): \(finding.message)")
        }
    }
}
