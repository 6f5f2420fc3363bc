import TestSupport
import Testing

/// Run files that are not the one that is wanted, and places where none can be kept.
@Suite struct BadRunFileTests {
    private let directory = TemporaryDirectory()

    private func makeRunFile() throws -> String {
        let path = directory.path("run.sqlite")
        #expect(try Tool.run(["run", Tool.scenario, "--db", path, "--quiet"]).exitCode == 0)
        return path
    }

    @Test(arguments: ["a run file", "something else", ""])
    func `a file in the way of a new run is code 2 and stays as it is`(content: String) throws {
        let path =
            content == "a run file" ? try makeRunFile() : directory.write(content, to: "notes.txt")
        let before = FileTree.read(path)
        let result = try Tool.run(["run", Tool.scenario, "--db", path])
        Tool.expect(
            result,
            code: 2,
            sentence:
                "\(path) already exists; give --resume to go on with it, or another --db to start a new run"
        )
        #expect(FileTree.read(path) == before && result.output == "")
        if content == "a run file" { try Tool.expectUsable(path) }
    }

    @Test func `the run file of another seed is code 3 and stays usable`() throws {
        let path = try makeRunFile()
        let result = try Tool.run(["run", Tool.scenario, "--db", path, "--resume", "--seed", "2"])
        Tool.expect(
            result,
            code: 3,
            sentence: "\(path) is the record of another run: "
                + "its seed is 1, not 2; give --seed 1, or another --db"
        )
        try Tool.expectUsable(path)
    }

    @Test func `the run file of another scenario is code 3 and stays usable`() throws {
        let path = try makeRunFile()
        let other = Repository.path("Scenarios/small-population.json5")
        let result = try Tool.run(["run", other, "--db", path, "--resume"])
        Tool.expect(
            result,
            code: 3,
            sentence: "\(path) is the record of another run: it is of the scenario 'first-connection', "
                + "not 'small-population'; give that file, or another --db"
        )
        try Tool.expectUsable(path)
    }

    @Test func `the run file of a scenario that was changed since is code 3 and stays usable`() throws {
        let path = try makeRunFile()
        let text = FileTree.text(Tool.scenario).replacing("takes: '30s'", with: "takes: '31s'")
        let changed = directory.write(text, to: "first-connection.json5")
        let result = try Tool.run(["run", changed, "--db", path, "--resume"])
        Tool.expect(
            result,
            code: 3,
            sentence: "\(path) is the record of another run: "
                + "the scenario has been changed since; restore the file, or give another --db"
        )
        try Tool.expectUsable(path)
    }

    @Test func `the run file of other webhooks is code 3 and stays usable`() throws {
        let path = directory.path("run.sqlite")
        let consumer = try ScriptedConsumer()
        let words = ["run", Tool.scenario, "--db", path, "--quiet", "--endpoint", consumer.url]
        #expect(try Tool.run(words, secret: "whsec_x").exitCode == 0)
        let sent = consumer.requests.count
        let result = try Tool.run(
            words + ["--resume", "--endpoint", consumer.url + "/too"],
            secret: "whsec_x"
        )
        Tool.expect(
            result,
            code: 3,
            sentence: "the run file holds other bodies than this scenario and seed give; "
                + "it was left as it is, give another --db"
        )
        #expect(consumer.requests.count == sent)
        try Tool.expectUsable(path, endpoint: ["--endpoint", consumer.url])
    }

    @Test func `what is not a run file is code 2 and stays as it is`() throws {
        let path = directory.write("a shopping list", to: "list.txt")
        let result = try Tool.run(["run", Tool.scenario, "--db", path, "--resume"])
        Tool.expect(
            result,
            code: 2,
            sentence: "\(path) is not a run file of portsim; it was left as it is, give another --db"
        )
        #expect(FileTree.text(path) == "a shopping list")
    }

    @Test func `a folder is code 2`() throws {
        let result = try Tool.run(["run", Tool.scenario, "--db", directory.path])
        Tool.expect(result, code: 2, sentence: "\(directory.path) is a folder; give --db the name of a file")
    }

    @Test func `a folder that is not there is code 74`() throws {
        let path = directory.path("none/run.sqlite")
        let result = try Tool.run(["run", Tool.scenario, "--db", path])
        Tool.expect(
            result,
            code: 74,
            sentence: "cannot create the run file \(path): No such file or directory"
        )
    }

    @Test func `a run file that another run has open is code 2 and that run goes on`() throws {
        let path = directory.path("run.sqlite")
        let consumer = try ScriptedConsumer {
            $0.number == 0 ? .status(200).after(milliseconds: 1_500) : .status(200)
        }
        let words = ["run", Tool.scenario, "--db", path, "--quiet", "--endpoint", consumer.url]
        let first = ChildProcess(
            Repository.portsim,
            words,
            environment: ["PORTSIM_SECRET": "whsec_x"]
        )
        _ = try consumer.requests(atLeast: 1)
        let second = try Tool.run(words + ["--resume"], secret: "whsec_x")
        Tool.expect(
            second,
            code: 2,
            sentence: "the run file \(path) is in use by another run; wait until that has ended, "
                + "or give another --db"
        )
        #expect(try first.waitForEnd().exitCode == 0)
        #expect(consumer.requests.count == 7)
    }

    @Test func `several files with one run file are code 2`() throws {
        let path = directory.path("run.sqlite")
        let result = try Tool.run(["run", Tool.scenario, Tool.scenario, "--db", path])
        Tool.expect(
            result,
            code: 2,
            sentence: "--db keeps one run, but several scenario files are given"
        )
        #expect(FileTree.kind(of: path) == nil)
    }
}
