import TestSupport
import Testing

/// The built tool as a user runs it.
enum Tool {
    /// The scenario that every example begins with: one user, seven deliveries.
    static let scenario = Repository.path("Scenarios/first-connection.json5")

    /// Leaves out what `scenario` asks the consumer itself: the one inside the process forgets when it ends.
    static let withoutProbes = [
        "the wallet is ready", "the portfolio is computed", "each event is taken once",
    ]
    .flatMap { ["--skip", $0] }

    /// Runs the tool to its end.
    static func run(
        _ words: [String],
        secret: String? = nil,
        input: ChildProcess.Input = .none,
        directory: String? = nil
    ) throws -> ChildResult {
        let environment = secret.map { ["PORTSIM_SECRET": $0] } ?? [:]
        return try ChildProcess.run(
            Repository.portsim,
            words,
            environment: environment,
            input: input,
            directory: directory
        )
    }

    /// Runs a shell script in which `$0` is the tool, `$1` and so on the words.
    static func shell(
        _ script: String,
        _ words: [String] = [],
        secret: String? = nil,
        directory: String? = nil
    ) throws -> ChildResult {
        let environment = secret.map { ["PORTSIM_SECRET": $0] } ?? [:]
        return try ChildProcess.run(
            "sh",
            ["-c", script, Repository.portsim] + words,
            environment: environment,
            directory: directory
        )
    }

    /// Expects an end with a code and with one sentence on stderr, which may be followed by help.
    static func expect(
        _ result: ChildResult,
        code: Int32,
        sentence: String,
        at location: SourceLocation = #_sourceLocation
    ) {
        #expect(result.ending == .exited(code: code), "\(result.error)", sourceLocation: location)
        let lines = result.error.split(separator: "\n").map(String.init)
        #expect(lines.first == "error: \(sentence)", sourceLocation: location)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("help: ") }, sourceLocation: location)
        expectNoTrace(result, at: location)
    }

    /// Expects that nothing of what a crashing Swift program prints is there.
    static func expectNoTrace(_ result: ChildResult, at location: SourceLocation = #_sourceLocation) {
        for mark in ["Fatal error", "Crash", "crashed", "Precondition", ".swift:", " 0x", "\n0x"] {
            #expect(!result.error.contains(mark), "\(result.error)", sourceLocation: location)
        }
    }

    /// Expects that a run file can be gone on with to a good end.
    static func expectUsable(
        _ runFile: String,
        of scenario: String = scenario,
        endpoint: [String] = [],
        skipping: [String]? = nil,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let skipped = skipping ?? (scenario == Self.scenario ? withoutProbes : [])
        let result = try run(
            ["run", scenario, "--db", runFile, "--resume", "--no-progress"] + endpoint + skipped,
            secret: "whsec_x"
        )
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)", sourceLocation: location)
    }
}
