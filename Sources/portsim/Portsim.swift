import Glibc

/// The process: words in, exit code out.
@main
enum Portsim {
    static func main() {
        // A reader that goes away is an answer of write(2), not a reason to die unheard.
        _ = signal(SIGPIPE, SIG_IGN)
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
            case .run, .listen, .validate, .generate, .list:
                console.fail("this build has no commands")
                return .usage
            }
            try console.flush()
            return .success
        } catch {
            if let message = error.message { console.fail(message) }
            return error.exitCode
        }
    }
}
