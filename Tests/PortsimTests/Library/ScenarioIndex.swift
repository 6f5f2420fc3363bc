import JSONKit
import ScenarioKit
import SimulationKit
import TestSupport

/// The index of the library, made from the files themselves.
enum ScenarioIndex {
    /// Where it stands in the working tree.
    static let path = Repository.path("Scenarios/README.md")

    /// The chapters of the library, in reading order.
    static let chapters = [
        "First steps", "Recalculations and other contracts", "Webhooks and what is done to them", "Crowds",
        "When deliveries go wrong", "Strangers and wrong clocks",
    ]

    /// Where a scenario stands in the library.
    struct Place: Comparable {
        /// The chapter, from 1.
        let chapter: Int
        /// The place in it, from 1.
        let number: Int

        /// The place that the last line of a story gives, as in `Reading order: 1.2.`; nil where there is none.
        init?(_ story: ScenarioStory) {
            guard let last = story.paragraphs.last, last.hasPrefix("Reading order: "), last.hasSuffix(".")
            else { return nil }
            let parts = last.dropFirst("Reading order: ".count).dropLast().split(separator: ".").map {
                Int($0)
            }
            guard parts.count == 2, let chapter = parts[0], let number = parts[1],
                ScenarioIndex.chapters.indices.contains(chapter - 1)
            else { return nil }
            self.chapter = chapter
            self.number = number
        }

        static func < (left: Place, right: Place) -> Bool {
            (left.chapter, left.number) < (right.chapter, right.number)
        }
    }

    /// Where a file of the library stands; nil where it does not say so.
    static func place(of name: String) throws -> Place? {
        Place(ScenarioStory(try ScenarioFile.load(path: Repository.path("Scenarios/\(name)"))))
    }

    /// The index of these files, as it should be.
    static func text(of names: [String]) throws -> String {
        let placed = try names.compactMap { name in try place(of: name).map { (name: name, place: $0) } }
            .sorted { $0.place < $1.place }
        let parts = try chapters.enumerated().map { index, title in
            let rows = try placed.filter { $0.place.chapter == index + 1 }.map { try row($0.name) }
            return """
                ## \(title)

                | scenario | what it is about | profile | what happens in it | events |
                | --- | --- | --- | --- | --- |
                \(rows.joined(separator: "\n"))

                """
        }
        return """
            # Scenarios

            Each runs as it stands: `portsim run Scenarios/NAME.json5` delivers to a consumer inside the process,
            `--endpoint URL` to yours. The file tells its story at its head: who suffers, what happens, and what a
            right consumer does. What your consumer believes is asked where `--set probe.url=URL` says; a file's
            `probe` names what is read there, and `--set probe.read.processed=/your/pointer` reads it elsewhere.

            This index is made from the files: `PORTSIM_WRITE_INDEX=1 Tests/run --filter ScenarioIndex` writes it
            anew.

            \(parts.joined(separator: "\n"))
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
        for fault in root["faults"]?.array ?? [] {
            if let name = fault["fault"]?.string, !parts.contains(name) { parts.append(name) }
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
