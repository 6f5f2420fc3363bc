import DeliveryKit
import Synchronization

/// Runs scenarios again and again, whenever one of their files changes, until somebody ends it.
///
/// A consumer of `--exec` is started anew with each run, so that none works with what an earlier one left.
enum WatchCommand {
    static func run(
        _ arguments: RunArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        SignalWatch.block()
        let ending = Ending()
        SignalWatch.begin { ending.come($0) }
        while true {
            let stop = ending.nextStop()
            if clearsScreen(environment) { try console.write("\u{1b}[2J\u{1b}[3J\u{1b}[H") }
            // Seen before they are read: what changes meanwhile is run again.
            var files = WatchedFiles(arguments, environment)
            do {
                var command = RunCommand(arguments, console, environment, stop: stop)
                _ = try command.run()
            } catch {
                // A mistake in a file is what the next change is for.
                _ = try Failure.report(error, on: console)
            }
            try console.flush()
            if let signal = ending.signal { return code(signal) }
            let count = files.paths.count
            console.note("\nwatching \(count == 1 ? "1 file" : "\(count) files"); Ctrl-C ends")
            var changed: String?
            while changed == nil {
                Pause.milliseconds(WatchedFiles.lookMilliseconds)
                if let signal = ending.signal { return code(signal) }
                changed = files.changed()
            }
            files.settle { Pause.milliseconds(WatchedFiles.lookMilliseconds) }
            if let changed { console.note("\(Printable.escaped(changed)) has changed\n") }
        }
    }

    private static func code(_ signal: Int32) -> ExitCode {
        ExitCode(rawValue: 128 + signal) ?? .terminated
    }

    /// A pipe keeps what was written, and so does a terminal that knows no better.
    private static func clearsScreen(_ environment: ProcessEnvironment) -> Bool {
        FileDescriptor.standardOutput.isTerminal && environment["TERM"] ?? "dumb" != "dumb"
    }

    /// The end of the whole, which ends the run that is on as well.
    private final class Ending: Sendable {
        private let state = Mutex<(stop: EngineStop, signal: Int32?)>((EngineStop(), nil))

        var signal: Int32? { state.withLock { $0.signal } }

        /// What stops the run that is about to begin.
        func nextStop() -> EngineStop {
            let stop = EngineStop()
            let signal = state.withLock { state in
                state.stop = stop
                return state.signal
            }
            if let signal { stop.request(.signal(signal)) }
            return stop
        }

        func come(_ signal: Int32) {
            let stop = state.withLock { state in
                state.signal = signal
                return state.stop
            }
            stop.request(.signal(signal))
        }
    }
}
