package import DeliveryKit
package import JSONKit
import SimulationKit

/// What a command line sets in place of what a file says.
package struct ScenarioOverrides: Sendable {
    /// Where every draw begins.
    package var seed: UInt64?
    /// How fast simulated time may pass.
    package var speed: Speed?
    /// How many users the population has, where there is one.
    package var users: Int64?

    /// Sets what is given and leaves the rest to the file.
    package init(seed: UInt64? = nil, speed: Speed? = nil, users: Int64? = nil) {
        self.seed = seed
        self.users = users
        self.speed = speed
    }
}

/// Why a text is no scenario: everything that is wrong with it, as far as one reading can tell.
package struct ScenarioProblems: Error, Sendable {
    /// The first problems by their place, at least one and at most 20.
    package let diagnostics: [Diagnostic]
    /// How many more there are.
    package let omittedCount: Int
    /// The text, which hides its secrets when a line of it is shown.
    package let source: SourceText

    /// All of them for people: each with its place, its line, a caret and a suggestion, blank lines between.
    package var text: String {
        var parts = diagnostics.map { $0.render(in: source) }
        if omittedCount > 0 {
            let things = omittedCount == 1 ? "problem" : "problems"
            parts.append("and \(omittedCount) more \(things) further down")
        }
        return parts.joined(separator: "\n\n")
    }
}

/// What a scenario may say and most likely does not mean.
package struct ScenarioWarnings: Sendable {
    /// The first of them by their place, at least one and at most 20.
    package let diagnostics: [Diagnostic]
    /// How many more there are.
    package let omittedCount: Int
    /// The text, which hides its secrets when a line of it is shown.
    package let source: SourceText

    /// Each for people, with its place, its line and a caret.
    package var texts: [String] {
        var texts = diagnostics.map { $0.render(in: source, as: "warning") }
        if omittedCount > 0 { texts.append("and \(omittedCount) more warnings further down") }
        return texts
    }
}

/// Reads scenario files.
package enum ScenarioReader {
    /// Reads a scenario and checks all that can be known without running it.
    ///
    /// Validity never depends on the seed. Throws everything that is wrong, a syntax error alone.
    package static func read(
        _ source: SourceText,
        overrides: ScenarioOverrides = ScenarioOverrides(),
        surroundings: ScenarioSurroundings = ScenarioSurroundings()
    ) throws(ScenarioProblems) -> Scenario {
        let reading = Reading()
        var composer = ScenarioComposer(source, surroundings, reading)
        var scenario: Scenario?
        do throws(Diagnostic) {
            if let root = try composer.compose() {
                var decoder = ScenarioDecoder(reading: reading, overrides: overrides)
                decoder.isBase = isBase(source)
                scenario = decoder.decode(root, standardName: standardName(of: source))
                scenario?.places = ScenarioPlaces(root, in: composer.source)
            }
        } catch {
            throw ScenarioProblems(diagnostics: [error], omittedCount: 0, source: composer.source)
        }
        if reading.problemCount > 0 {
            var source = composer.source
            for range in reading.hidden { source.hide(range) }
            throw ScenarioProblems(
                diagnostics: reading.diagnostics,
                omittedCount: reading.problemCount - reading.diagnostics.count,
                source: source
            )
        }
        guard var scenario else {
            preconditionFailure("a scenario was not read, and nothing was wrong with it")
        }
        if !reading.warnings.isEmpty {
            var source = composer.source
            for range in reading.hidden { source.hide(range) }
            scenario.warnings = ScenarioWarnings(
                diagnostics: reading.warnings,
                omittedCount: reading.warningCount - reading.warnings.count,
                source: source
            )
        }
        return scenario
    }

    /// Whether a file is named as one that only serves others to extend.
    private static func isBase(_ source: SourceText) -> Bool {
        source.name.hasSuffix(".base.json5") || source.name.hasSuffix(".base.json")
    }

    /// The name of a scenario that gives none: the file's, without folders and extension.
    private static func standardName(of source: SourceText) -> String {
        let file = source.name.split(separator: "/").last ?? ""
        let stem = file.split(separator: ".").first.map(String.init) ?? ""
        return stem.isEmpty ? "scenario" : stem
    }
}
