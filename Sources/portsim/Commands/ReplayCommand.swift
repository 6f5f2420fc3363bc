import DeliveryKit
import ScenarioKit

/// Sends deliveries of an earlier run again, byte for byte.
enum ReplayCommand {
    static func run(
        _ arguments: ReplayArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        SignalWatch.block()
        let common = arguments.common
        if let path = common.databasePath, FileIdentity.areSame(path, arguments.file) {
            throw RecordedRunError.sameFile(path: path)
        }
        let replay = try Replay(
            path: arguments.file,
            selection: RecordedSelection(arguments.words),
            endpointCount: common.endpoints.count,
            speed: common.speed
        )
        defer { replay.run.close() }
        if replay.chosen.count == 0 {
            console.note("no delivery in \(arguments.file) failed: there is nothing to send")
        }
        let run = RunArguments(replaying: arguments.file, common: common)
        var command = RunCommand(run, console, environment, replay: replay)
        return try command.run()
    }
}
