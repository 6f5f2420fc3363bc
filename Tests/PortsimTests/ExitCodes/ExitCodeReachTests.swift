import Glibc
import TestSupport
import Testing

@testable import portsim

/// Every exit code that a user can come to, reached from outside.
@Suite struct ExitCodeReachTests {
    /// A way to each code.
    private enum Way {
        /// A command line; `{consumer}` in it is the URL of one that answers as said.
        case words([String], answer: ScriptedAnswer = .status(200))
        /// A signal to a run that would stand still.
        case signal(Int32)
        /// No way yet, and why.
        case none(String)
    }

    // A switch, so that a code without a way does not compile.
    private static func way(to code: ExitCode) -> Way {
        switch code {
        case .success: .words(["run", Tool.scenario])
        case .checksFailed: .words(["run", Tool.scenario, "--endpoint", "{consumer}"], answer: .status(500))
        case .usage: .words(["run", Tool.scenario, "--no-such-flag"])
        case .invalidInput: .words(["run", Repository.path("README.md")])
        case .inconclusive: .words(["run", Tool.scenario, "--endpoint", "{consumer}"], answer: .hangUp)
        case .timeLimitReached:
            .words(["run", Tool.scenario, "--max-time", "50ms", "--endpoint", "{consumer}"], answer: .never)
        case .inputOutput: .words(["run", Tool.scenario, "--report", "json=/dev/full"])
        case .interrupted: .signal(SIGINT)
        case .terminated: .signal(SIGTERM)
        case .thresholdsCrossed: .none("scenarios have no thresholds, so none can be crossed")
        case .invariantBroken: .none("it takes a mistake in the simulator, which no input makes")
        }
    }

    @Test(arguments: ExitCode.allCases)
    func `the code is what the process ends with`(code: ExitCode) throws {
        switch Self.way(to: code) {
        case .words(let words, let answer):
            let consumer = try ScriptedConsumer { _ in answer }
            let result = try Tool.run(
                words.map { $0 == "{consumer}" ? consumer.url : $0 },
                secret: "whsec_x"
            )
            #expect(result.ending == .exited(code: code.rawValue), "\(result.error)")
            Tool.expectNoTrace(result)
        case .signal(let number):
            let consumer = try ScriptedConsumer { _ in .never }
            let child = ChildProcess(
                Repository.portsim,
                ["run", Tool.scenario, "--endpoint", consumer.url],
                environment: ["PORTSIM_SECRET": "whsec_x"]
            )
            _ = try consumer.requests(atLeast: 1)
            child.send(signal: number)
            #expect(try child.waitForEnd().ending == .exited(code: code.rawValue))
        case .none(let reason):
            // Said to the user as well: nothing of the interface promises it today.
            #expect(!reason.isEmpty && ExitCode.worst(of: [code, .success]) == code)
        }
    }

    @Test func `of several files the worst code counts`() throws {
        let consumer = try ScriptedConsumer { $0.number < 7 ? .status(200) : .status(500) }
        let words = ["run", Tool.scenario, Tool.scenario, "--endpoint", consumer.url]
        #expect(try Tool.run(words, secret: "whsec_x").exitCode == 1)
        #expect(try Tool.run(words, secret: "whsec_x").exitCode == 1)
    }

    @Test func `files that a signal keeps from running are no success`() throws {
        let signal = SignalAtRequest()
        // The signal comes with the very last delivery of the first file, which is answered in time.
        signal.arm(SIGTERM, afterRequests: 7)
        let consumer = try ScriptedConsumer { _ in
            signal.passes() ? .status(200).after(milliseconds: 100) : .status(200)
        }
        let child = ChildProcess(
            Repository.portsim,
            ["run", Tool.scenario, Tool.scenario, "--endpoint", consumer.url],
            environment: ["PORTSIM_SECRET": "whsec_x"]
        )
        signal.aim(at: child.processIdentifier)
        let result = try child.waitForEnd()
        #expect(result.ending == .exited(code: 143))
        #expect(result.output.hasPrefix("✓ passed"))
        #expect(result.error == "stopped before \(Tool.scenario)\n")
        #expect(consumer.requests.count == 7)
    }
}
