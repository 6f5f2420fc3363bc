import TestSupport
import Testing

/// `validate` over several files.
@Suite struct ValidateTests {
    private let directory = TemporaryDirectory()

    @Test func `all problems of all files are told, and counted`() throws {
        let bad = directory.write("{ portsim: 1, sed: 1, population: { users: 0 } }", to: "bad.json5")
        let worse = directory.write("{ portsim: 2 ", to: "worse.json5")
        let result = try Tool.run(["validate", bad, Tool.scenario, worse])
        #expect(result.exitCode == 3)
        #expect(result.output == "\(Tool.scenario): valid (first-connection)\n3 files: 1 valid, 2 invalid\n")
        #expect(result.error.contains("bad.json5:1:15: error: unknown key 'sed'"))
        #expect(result.error.contains("bad.json5:1:44: error: 'users' is from 1 to 100000000, not 0"))
        #expect(result.error.contains("worse.json5:1:"))
    }

    @Test func `one that cannot be read is code 2, and the others are checked all the same`() throws {
        let bad = directory.write("{ portsim: 1 }", to: "bad.json5")
        let result = try Tool.run(["validate", directory.path("none"), bad, Tool.scenario])
        #expect(result.exitCode == 2)
        #expect(result.output.hasSuffix("3 files: 1 valid, 1 invalid, 1 not to be read\n"))
        #expect(
            result.error.contains("there is no such file") && result.error.contains("nothing would happen")
        )
    }

    @Test func `quiet says only what is wrong`() throws {
        let good = try Tool.run(["validate", "--quiet", Tool.scenario, Tool.scenario])
        #expect(good.exitCode == 0 && good.output == "" && good.error == "")
        let bad = directory.write("{ portsim: 1 }", to: "bad.json5")
        let result = try Tool.run(["validate", "--quiet", bad, Tool.scenario])
        #expect(result.exitCode == 3 && result.output == "" && result.error.contains("nothing would happen"))
    }

    @Test func `all valid is said once`() throws {
        let result = try Tool.run(["validate", Tool.scenario, Tool.scenario])
        #expect(result.exitCode == 0 && result.output.hasSuffix("2 files, all valid\n"))
    }
}
