import TestSupport
import Testing

@testable import portsim_bench

@Suite struct PythonGeneratorTests {
    private let directory = TemporaryDirectory()

    @Test(arguments: [1, 42, 9_007_199_254_740_991])
    func `it writes the stream that generate prints, byte for byte`(seed: Int) throws {
        let users = 60
        let scenario = directory.write(ScenarioText.population(users: users, seed: seed), to: "crowd.json5")
        let script = directory.write(PythonGenerator.script, to: "generator.py")
        let ours = try ChildProcess.run(Repository.portsim, ["generate", scenario])
        let python = try ChildProcess.run("python3", [script, String(users), String(seed)])
        #expect(ours.exitCode == 0, "\(ours.error)")
        #expect(python.exitCode == 0, "\(python.error)")
        #expect(ours.output.split(separator: "\n").count > 1_000)
        #expect(ours.outputBytes == python.outputBytes, "seed \(seed)")
    }

    @Test func `the crowd compared with it fits what is kept of an output`() throws {
        let users = BenchSize.full.comparedUsers
        let scenario = directory.write(ScenarioText.population(users: users), to: "crowd.json5")
        let ours = try ChildProcess.run(Repository.portsim, ["generate", scenario])
        #expect((1..<CapturedOutput.bytesKeptMax).contains(ours.outputBytes.count))
    }

    @Test func `its figures are read`() {
        #expect(PythonGenerator.eventsPerSecond(in: "114924 2.0") == 57_462)
    }

    @Test(arguments: ["", "114924", "114924 0", "ModuleNotFoundError: No module named 'orjson'"])
    func `a line without figures has none`(line: String) {
        #expect(PythonGenerator.eventsPerSecond(in: line) == nil)
    }
}
