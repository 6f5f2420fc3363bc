import ConsumerKit
import ContractKit
import DeliveryKit
import ReportKit
import ScenarioKit
import SimulationKit

/// Prints what there is of a kind, a line each.
enum ListCommand {
    static func run(_ arguments: ListArguments, _ console: Console) throws -> ExitCode {
        switch arguments.kind {
        case .checks:
            try table(CheckListText.rows(of: ContractCheck.all).map { ($0.id, $0.text) }, console)
        case .events:
            try table(EventType.allCases.map { ($0.name, "\(profiles(of: $0)): \($0.summary)") }, console)
        case .faults:
            try table(senderFaults + consumerFaults, console)
        case .personas:
            try table(Persona.all.map { ($0.name, persona($0)) }, console)
        case .profiles:
            try table(Profile.all.map { ($0.name, $0.summary) }, console)
        case .scenarios:
            try table(try scenarios(), console)
        case .distributions:
            try table(DistributionKind.allCases.map { ($0.rawValue, $0.summary) }, console)
        }
        return .success
    }

    /// What a scenario's `faults` can have done to a consumer, by their stages.
    private static var senderFaults: [(String, String)] {
        FaultName.allCases.map { name in
            ("\(name.rawValue)\(name.parameters ?? "")", "\(name.standing): \(name.summary)")
        }
    }

    /// What a consumer can be told to do wrong.
    private static var consumerFaults: [(String, String)] {
        ConsumerFaultName.allCases.map { ($0.usage, "consumer: \($0.summary)") }
    }

    /// What is wrong with a persona, and what finds it.
    private static func persona(_ persona: Persona) -> String {
        persona.isGood
            ? "good: \(persona.summary)" : "\(persona.intended.joined(separator: " ")): \(persona.summary)"
    }

    /// The profiles that announce an event, as in `kryptos-v1, kryptos-v2`.
    private static func profiles(of type: EventType) -> String {
        Profile.all.filter { $0.eventTypes.contains(type) }.map(\.name).joined(separator: ", ")
    }

    /// The scenario files of the folder `Scenarios` below this one, each with what it is about.
    ///
    /// One that cannot be read says so in its place: the others are still there to be found.
    private static func scenarios() throws -> [(String, String)] {
        let folder = "Scenarios"
        return try Directory.names(in: folder).filter { $0.hasSuffix(".json5") || $0.hasSuffix(".json") }
            .map { name in
                let path = "\(folder)/\(name)"
                do throws(ScenarioFileError) {
                    return (path, ScenarioStory(try ScenarioFile.load(path: path)).summary ?? "")
                } catch {
                    return (path, "(\(error.message.dropFirst(path.count + 2)))")
                }
            }
    }

    private static func table(_ rows: [(String, String)], _ console: Console) throws {
        let width = rows.map { $0.0.count }.max() ?? 0
        for (name, summary) in rows {
            let padding = String(repeating: " ", count: width - name.count + 2)
            try console.write(summary.isEmpty ? "\(name)\n" : "\(name)\(padding)\(summary)\n")
        }
    }
}
