import JSONKit
import ScenarioKit
import TestSupport
import Testing

/// The schema of scenarios as an implementation sees it that is not ours.
enum SchemaCheck {
    /// What is wrong with each scenario by the schema, empty where nothing is; nil where it is no JSON5.
    ///
    /// Python reads what our own reader makes of JSON5.
    static func problems(_ scenarios: [String]) throws -> [String?] {
        let python = try #require(Repository.python, "Tests/run makes .build/venv, with jsonschema in it")
        let instances = scenarios.map { text in
            (try? JSONReader.read(Array(text.utf8), dialect: .json5, loneSurrogates: .keep))
                .map { JSONWriter.bytes(of: $0.value) }
        }
        let lines = [JSONWriter.bytes(of: ScenarioSchema.value)] + instances.compactMap { $0 }
        let result = try ChildProcess.run(
            python,
            [Repository.path("Tests/ScenarioKitTests/Schema/schema_check.py")],
            input: .bytes(Array(lines.joined(separator: [0x0A])))
        )
        try #require(result.exitCode == 0, "\(result.error)")
        var answers = result.output.split(separator: "\n", omittingEmptySubsequences: false)[...]
        return instances.map { $0 == nil ? nil : answers.popFirst().map(String.init) ?? "no answer" }
    }
}
