import ContractKit
import ScenarioKit

/// Checks scenario files and sends nothing.
enum ValidateCommand {
    static func run(
        _ arguments: ValidateArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        var codes: [ExitCode] = []
        let isQuiet = console.settings.verbosity == .quiet
        for file in arguments.files {
            do {
                let scenario = try ScenarioLoading.load(file, arguments.common, environment)
                if let warnings = scenario.warnings {
                    try console.flush()
                    for text in warnings.texts { console.failRendered(text) }
                }
                if !isQuiet { try console.write("\(file): valid (\(scenario.name))\n") }
            } catch {
                // In their order, also where both streams end in one place.
                try console.flush()
                codes.append(try Failure.report(error, on: console))
            }
        }
        if !isQuiet, arguments.files.count > 1 { try console.write(summary(arguments, codes)) }
        return .worst(of: codes)
    }

    private static func summary(_ arguments: ValidateArguments, _ codes: [ExitCode]) -> String {
        let count = Int64(arguments.files.count)
        let files = Phrase.count(count, "file", "files")
        guard !codes.isEmpty else { return "\(files), all valid\n" }
        let unreadable = codes.count { $0 == .usage }
        let invalid = Int64(codes.count - unreadable)
        var parts = ["\(Phrase.number(count - Int64(codes.count))) valid"]
        if invalid > 0 { parts.append("\(Phrase.number(invalid)) invalid") }
        if unreadable > 0 { parts.append("\(Phrase.number(Int64(unreadable))) not to be read") }
        return "\(files): \(parts.joined(separator: ", "))\n"
    }
}
