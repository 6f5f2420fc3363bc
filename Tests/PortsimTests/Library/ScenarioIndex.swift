import JSONKit
import ScenarioKit
import SimulationKit
import TestSupport

/// The index of the library, made from the files themselves.
enum ScenarioIndex {
    /// Where it stands in the working tree.
    static let path = Repository.path("Scenarios/README.md")

    /// The index of these files, as it should be.
    static func text(of names: [String]) throws -> String {
        let rows = try names.map(row)
        return """
            # Scenarios

            Each runs as it stands: `portsim run Scenarios/NAME.json5` delivers to a consumer inside the process,
            `--endpoint URL` to yours. The file tells its story at its head.

            This index is made from the files: `PORTSIM_WRITE_INDEX=1 Tests/run --filter ScenarioIndex` writes it
            anew.

            | scenario | what it is about | profile | what happens in it | events |
            | --- | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    private static func row(_ name: String) throws -> String {
        let source = try ScenarioFile.load(path: Repository.path("Scenarios/\(name)"))
        let scenario = try ScenarioReader.read(source)
        let root = try JSONReader.read(source.bytes, dialect: .json5)
        let cells = [
            "[\(scenario.name)](\(name))",
            ScenarioStory(source).summary ?? "",
            "`\(scenario.profile.name)`",
            parts(root).map { "`\($0)`" }.joined(separator: ", "),
            String(try eventCount(scenario)),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// The verbs of the timeline in the order of their first use, and the sections that make things happen.
    private static func parts(_ root: JSONNode) -> [String] {
        let verbs = Shape.stepVerbs
        var parts: [String] = []
        for step in root["timeline"]?.array ?? [] {
            for member in step.object ?? [] where verbs.contains(member.key) && !parts.contains(member.key) {
                parts.append(member.key)
            }
        }
        return parts + ["population", "webhooks", "provider"].filter { root[$0] != nil }
    }

    private static func eventCount(_ scenario: Scenario) throws -> Int {
        var world = try scenario.world()
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events.count
    }
}

extension Shape {
    /// What a step of a timeline may do.
    fileprivate static var stepVerbs: [String] {
        let timeline = Shape.scenario.fields.first { $0.key == "timeline" }
        guard case .list(.object(let step), _)? = timeline?.kind else { return [] }
        return step.variants.map(\.discriminator.key)
    }
}
