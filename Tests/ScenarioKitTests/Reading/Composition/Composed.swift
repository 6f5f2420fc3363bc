import JSONKit
import ScenarioKit

/// Reads scenarios together with other files, variables and assignments of a test's own.
struct Composed {
    var files: [String: String] = [:]
    var environment: [String: String] = [:]
    var assignments: [String] = []

    var surroundings: ScenarioSurroundings {
        ScenarioSurroundings(
            variable: { [environment] in environment[$0] },
            assignments: assignments,
            load: { [files] path throws(ScenarioFileError) in
                guard let text = files[path] else { throw .missing(path: path) }
                return SourceText(name: path, bytes: Array(text.utf8))
            }
        )
    }

    func read(_ text: String, name: String = "demo.json5") throws(ScenarioProblems) -> Scenario {
        try Samples.read(text, name: name, surroundings: surroundings)
    }

    /// All that is said about a scenario that is refused; empty where it is accepted.
    func problems(_ text: String, name: String = "demo.json5") -> String {
        do throws(ScenarioProblems) {
            _ = try read(text, name: name)
            return ""
        } catch {
            return error.text
        }
    }
}
