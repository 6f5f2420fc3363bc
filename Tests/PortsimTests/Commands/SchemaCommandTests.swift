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

    @Test func `a file that is no scenario hides no other from the list`() throws {
        let directory = TemporaryDirectory()
        let script = """
            mkdir -p Scenarios/folder.json5; cd Scenarios; touch empty.json5
            printf '// Cut off.\\n{ portsim: 1, na' > cut.json5
            printf '// Good.\\n{ portsim: 1 }' > good.json5
            printf "{ portsim: 1, extends: './no.json5' }" > part.json5
            cd ..; "$0" list scenarios
            """
        let result = try Tool.shell("cd \(directory.path); \(script)")
        let expected = """
            Scenarios/cut.json5     Cut off
            Scenarios/empty.json5   (the file is empty; a scenario begins with { portsim: 1)
            Scenarios/folder.json5  (this is a folder; name a scenario file in it)
            Scenarios/good.json5    Good
            Scenarios/part.json5

            """
        #expect(result.exitCode == 0 && result.error == "")
        #expect(result.output == expected)
    }
}
