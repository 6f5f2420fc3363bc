/// Prints the script that makes a shell complete command lines.
enum CompletionsCommand {
    static func run(_ arguments: CompletionsArguments, _ console: Console) throws -> ExitCode {
        switch arguments.shell {
        case .bash: try console.write(BashCompletions.text)
        case .zsh: try console.write(ZshCompletions.text)
        case .fish: try console.write(FishCompletions.text)
        }
        return .success
    }
}
