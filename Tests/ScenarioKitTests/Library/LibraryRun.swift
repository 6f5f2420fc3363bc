import ContractKit
import DeliveryKit
import JSONKit
import ScenarioKit
import TestSupport

/// A scenario of the library, run within the test, perhaps damaged.
enum LibraryRun {
    static let folder = Repository.path("Scenarios")
    /// The files, sorted.
    static let names = FileTree.names(in: folder).filter { $0.hasSuffix(".json5") }.sorted()

    /// Whether a population lives in it, whose runs take longer.
    static func isCrowd(_ name: String) -> Bool {
        FileTree.text("\(folder)/\(name)").contains("\n  population: {")
    }

    /// Something that a damage is to be done to, and that is not there.
    struct NotThere: Error {
        let text: String
    }

    private static let secrets = ["whsec_of_before", "whsec_of_today"]

    /// Runs it against the consumer inside the process.
    static func findings(_ name: String, seed: UInt64?) throws -> [Finding] {
        let source = try ScenarioFile.load(path: "\(folder)/\(name)")
        let scenario = try ScenarioReader.read(source, overrides: ScenarioOverrides(seed: seed))
        return try findings(of: scenario, options: RunOptions())
    }

    /// Runs it with what is wrong with it.
    static func findings(_ damage: LibraryDamage) throws -> [Finding] {
        var text = String(
            decoding: try ScenarioFile.load(path: "\(folder)/\(damage.scenario).json5").bytes,
            as: UTF8.self
        )
        switch damage.kind {
        case .noFaults:
            let head = text.firstRange(of: "\n  faults: [")
            guard let head, let tail = text[head.upperBound...].firstRange(of: "],\n  probe:") else {
                throw NotThere(text: "faults")
            }
            text.replaceSubrange(head.upperBound..<tail.lowerBound, with: "")
            return try findings(of: try scenario(text), options: RunOptions())
        case .replaced(let old, by: let new):
            guard text.contains(old) else { throw NotThere(text: old) }
            return try findings(of: try scenario(text.replacing(old, with: new)), options: RunOptions())
        case .consumer(let flaw):
            return try findings(text, flaw, secrets: Array(secrets.prefix(1)))
        }
    }

    /// Runs it against a consumer elsewhere that does all it should.
    static func findingsElsewhere(_ name: String) throws -> [Finding] {
        let text = String(decoding: try ScenarioFile.load(path: "\(folder)/\(name)").bytes, as: UTF8.self)
        return try findings(text, .none, secrets: secrets)
    }

    private static func findings(_ text: String, _ flaw: Flaw, secrets known: [String]) throws -> [Finding] {
        let consumer = try FlawedConsumer(flaw, secrets: known)
        defer { consumer.stop() }
        guard text.contains("\n  probe: {") else { throw NotThere(text: "probe") }
        let scenario = try scenario(
            text.replacing("\n  probe: {", with: "\n  probe: { url: '\(consumer.probeURL)',")
                // A consumer elsewhere has to be told of both secrets.
                .replacing(
                    "webhooks: [{ name: 'main' }]",
                    with:
                        "webhooks: [{ name: 'main', secret: '\(secrets[1])', secretPrevious: '\(secrets[0])' }]"
                )
        )
        var options = RunOptions()
        options.endpoints = Array(repeating: consumer.url, count: max(1, scenario.webhooks.count))
        options.secret = secrets[0]
        // One look decides what stays wrong however long it is looked at.
        options.patienceMilliseconds = 100
        return try findings(of: scenario, options: options)
    }

    private static func scenario(_ text: String) throws -> Scenario {
        try ScenarioReader.read(SourceText(name: "damaged.json5", bytes: Array(text.utf8)))
    }

    private static func findings(of scenario: Scenario, options: RunOptions) throws -> [Finding] {
        let run = try ScenarioRun(scenario, options: options, stop: EngineStop())
        do {
            let findings = try run.judge(try run.deliver()) { _ in }.findings
            try run.close()
            return findings
        } catch {
            try? run.close()
            throw error
        }
    }
}
