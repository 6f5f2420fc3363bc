import ScenarioKit

/// Checks scenario files and sends nothing.
enum ValidateCommand {
    static func run(
        _ arguments: ValidateArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        var codes: [ExitCode] = []
        for file in arguments.files {
            do {
                let scenario = try ScenarioLoading.load(file, arguments.common, environment)
                try console.write("\(file): valid (\(scenario.name))\n")
            } catch {
                codes.append(try Failure.report(error, on: console))
            }
        }
        return .worst(of: codes)
    }
}
