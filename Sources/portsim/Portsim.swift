import Glibc

/// The process: words in, exit code out.
@main
enum Portsim {
    static func main() {
        // A reader that goes away is an answer of write(2), not a reason to die unheard.
        _ = signal(SIGPIPE, SIG_IGN)
        // Nor is a file that may not grow any further (setrlimit(2), RLIMIT_FSIZE).
        _ = signal(SIGXFSZ, SIG_IGN)
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func run(_ words: [String]) -> ExitCode {
        let surroundings = ConsoleSettings.Surroundings.ofThisProcess
        let invocation: Invocation
        do {
            invocation = try Invocation(words)
        } catch {
            let console = Console.ofThisProcess(settings: ConsoleSettings(surroundings: surroundings))
            console.fail(error.message, help: error.help)
            return .usage
        }
        return run(invocation, surroundings)
    }

    private static func run(
        _ invocation: Invocation,
        _ surroundings: ConsoleSettings.Surroundings
    ) -> ExitCode {
        let common = invocation.common
        let settings = ConsoleSettings(
            color: common?.color ?? .auto,
            showsProgress: common?.showsProgress ?? true,
            verbosity: common?.verbosity ?? .normal,
            surroundings: surroundings
        )
        let console = Console.ofThisProcess(settings: settings)
        do {
            switch invocation {
            case .help(let command): try console.write(Help.text(command))
            case .version: try console.write(Version.line + "\n")
            case .run, .verify, .listen, .send, .replay, .report, .diff, .validate, .generate, .explain,
                .list, .schema,
                .sign,
                .signature, .completions:
                let code = try carryOut(invocation, console, surroundings.environment)
                return .worst(of: [code, flush(console)])
            }
            try console.flush()
            return .success
        } catch {
            if let message = error.message { console.fail(message) }
            return error.exitCode
        }
    }

    /// Writes what is left of the result; a reader that has gone changes nothing about the code.
    private static func flush(_ console: Console) -> ExitCode {
        do {
            try console.flush()
            return .success
        } catch {
            if let message = error.message { console.fail(message) }
            return error.exitCode
        }
    }

    private static func carryOut(
        _ invocation: Invocation,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws(ConsoleError) -> ExitCode {
        do {
            return switch invocation {
            case .help, .version: .success
            case .run(let arguments): try RunCommand.run(arguments, console, environment)
            case .verify(let arguments): try VerifyCommand.run(arguments, console, environment)
            case .listen(let arguments): try ListenCommand.run(arguments, console, environment)
            case .send(let arguments): try SendCommand.run(arguments, console, environment)
            case .replay(let arguments): try ReplayCommand.run(arguments, console, environment)
            case .report(let arguments): try ReportCommand.run(arguments, console, environment)
            case .diff(let arguments): try DiffCommand.run(arguments, console)
            case .validate(let arguments): try ValidateCommand.run(arguments, console, environment)
            case .generate(let arguments): try GenerateCommand.run(arguments, console, environment)
            case .explain(let arguments): try ExplainCommand.run(arguments, console)
            case .list(let arguments): try ListCommand.run(arguments, console)
            case .schema(let arguments): try SchemaCommand.run(arguments, console)
            case .sign(let arguments): try SignCommand.run(arguments, console, environment)
            case .signature(let arguments): try SignatureCommand.run(arguments, console, environment)
            case .completions(let arguments): try CompletionsCommand.run(arguments, console)
            }
        } catch {
            return try Failure.report(error, on: console)
        }
    }
}
