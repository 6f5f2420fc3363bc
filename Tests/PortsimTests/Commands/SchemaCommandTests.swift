import JSONKit
import ScenarioKit
import TestSupport
import Testing

/// `schema` and `list` from outside.
@Suite struct SchemaCommandTests {
    @Test func `the schema of scenarios is printed`() throws {
        let result = try Tool.run(["schema", "scenario"])
        #expect(result.exitCode == 0 && result.error == "")
        #expect(result.outputBytes == ScenarioSchema.bytes)
    }

    @Test func `what there is no schema of is code 2`() throws {
        let result = try Tool.run(["schema", "events"])
        Tool.expect(result, code: 2, sentence: "there is no schema of 'events'")
        #expect(result.error.contains("help: there is scenario\n"))
    }

    @Test func `scenarios are listed with what they are about`() throws {
        let result = try Tool.run(["list", "scenarios"], directory: Repository.root)
        #expect(result.exitCode == 0, "\(result.error)")
        for name in LibraryRunTests.library {
            let story = ScenarioStory(try ScenarioFile.load(path: Repository.path("Scenarios/\(name)")))
            let summary = try #require(story.summary)
            let line = result.output.split(separator: "\n").first { $0.hasPrefix("Scenarios/\(name) ") }
            #expect(line?.hasSuffix("  \(summary)") == true)
        }
    }
}
