import ContractKit
import JSONKit
import ScenarioKit
import Testing
import TestSupport

/// The scenarios that come with portsim.
struct ScenarioLibraryTests {
    private static let folder = LibraryRun.folder
    private static let names = LibraryRun.names

    @Test func `the library has what a consumer's engineer wants first`() {
        let wanted = [
            "account-signup-to-deletion", "cost-basis-fails", "duplicate-burst-after-an-outage",
            "failed-sync-and-recovery", "first-connection", "five-attempt-ladder",
            "limit-change-resyncs-a-hundred", "lost-acknowledgement", "monday-wave", "rename-resync-remove",
            "retry-storm", "secret-rotation", "several-integrations", "small-population",
            "started-after-completed", "transfer-detection-fails", "trigger-during-a-chain",
            "v1-to-v2-in-mid-run", "webhook-disabled-for-an-hour",
        ]
        #expect(Self.names.count >= 25)
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
            case .probe: kinds.insert("probe")
            case .forgeriesRefused, .attempts, .headers, .body, .sameBytes, .signature, .metric, .sometimes,
                .digest:
                continue
            }
        }
        #expect(kinds.isSuperset(of: ["accepted", "count", "order", "probe"]))
        #expect(!scenario.thresholds.isEmpty && scenario.probe?.reads.isEmpty == false)
    }

    @Test(arguments: names, [2, UInt64.max])
    func `the consumer inside satisfies all of it with other seeds too`(name: String, seed: UInt64) throws {
        for finding in try LibraryRun.findings(name, seed: seed) {
            #expect(finding.verdict == .pass, "\(finding.name): \(finding.message)")
        }
    }

    @Test(arguments: names.filter { !LibraryRun.isCrowd($0) })
    func `so does a consumer elsewhere that says where it is asked`(name: String) throws {
        for finding in try LibraryRun.findingsElsewhere(name) {
            #expect(finding.verdict == .pass, "\(finding.name): \(finding.message)")
        }
    }

    @Test func `a way in which it comes to nothing is known of each`() {
        let damaged = Set(LibraryDamage.all.map { "\($0.scenario).json5" })
        #expect(damaged == Set(Self.names))
    }

    @Test(arguments: LibraryDamage.all)
    func `what goes wrong with its story is noticed`(damage: LibraryDamage) throws {
        let findings = try LibraryRun.findings(damage)
        let noticed = findings.filter { $0.verdict == .fail }
        #expect(
            noticed.contains { $0.name == damage.noticed && $0.severity == .must },
            "what failed: \(noticed.map(\.name))"
        )
    }
}
