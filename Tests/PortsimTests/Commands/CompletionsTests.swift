import TestSupport
import Testing

@testable import portsim

/// The completions, asked for in the shells that they are for.
@Suite struct CompletionsTests {
    private let directory = TemporaryDirectory()

    /// What bash offers behind these words, the last of which is being typed.
    private func bash(_ words: [String]) throws -> [String] {
        let script = directory.write(BashCompletions.text, to: "portsim.bash")
        let asks = """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _portsim
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try ChildProcess.run(
            "bash",
            ["-c", asks, "bash", script, "portsim"] + words,
            directory: directory.path
        )
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test func `bash offers commands, flags, values and files`() throws {
        directory.write("", to: "a b.json5")
        #expect(try bash(["gen"]) == ["generate"])
        #expect(try bash([""]) == CompletionWords.beginnings)
        #expect(try bash(["generate", "--form"]) == ["--format"])
        #expect(try bash(["generate", "--format", ""]) == GenerateFormat.allCases.map(\.rawValue))
        #expect(try bash(["generate", "--format", "=", "js"]) == ["json"])
        #expect(try bash(["generate", "--format", "="]) == GenerateFormat.allCases.map(\.rawValue))
        #expect(try bash(["generate", "--seed", ""]) == [])
        #expect(try bash(["list", "prof"]) == ["profiles"])
        #expect(try bash(["completions", ""]) == ["bash", "zsh", "fish"])
        #expect(try bash(["run", "--db", "a"]) == ["a b.json5"])
        #expect(try bash(["validate", "a"]) == ["a b.json5"])
        #expect(try bash(["help", "val"]) == ["validate"])
        #expect(try bash(["nothing", ""]) == [])
    }

    @Test(arguments: Command.allCases)
    func `bash offers every flag of a command`(command: Command) throws {
        let offered = try bash([command.name, "--"])
        #expect(offered == CompletionWords.flags(of: command).map(\.spelling))
    }

    @Test func `fish offers commands, flags, values and files`() throws {
        let script = directory.write(FishCompletions.text, to: "portsim.fish")
        func fish(_ line: String) throws -> [String] {
            let result = try ChildProcess.run(
                "fish",
                ["--no-config", "-c", "source \(script); complete -C '\(line)'"],
                environment: ["HOME": directory.path],
                directory: directory.path
            )
            #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
            return result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
        }
        directory.write("", to: "x.json5")
        #expect(try fish("portsim gen") == ["generate"])
        #expect(try fish("portsim generate --form") == ["--format"])
        #expect(try Set(fish("portsim generate --format ")) == ["ndjson", "json", "curl", "headers"])
        #expect(try Set(fish("portsim completions ")) == ["bash", "zsh", "fish"])
        #expect(try fish("portsim run x") == ["x.json5"])
        #expect(try fish("portsim generate --seed x") == [])
    }

    @Test func `zsh offers commands, flags, values and files`() throws {
        let script = directory.write(ZshCompletions.text, to: "_portsim")
        let check = try ChildProcess.run("zsh", ["-f", "-n", script])
        #expect(check.exitCode == 0 && check.error == "", "\(check.error)")
        // The functions of the completion system are replaced by ones that print what they are asked.
        let stub = """
            compdef() { : }; _describe() { print -rl -- "${(@P)4}" }; _arguments() { print -rl -- "$@" }
            source "$1"; shift
            words=("$@"); CURRENT=$#
            _portsim
            """
        func zsh(_ words: [String]) throws -> [String] {
            let result = try ChildProcess.run("zsh", ["-f", "-c", stub, "zsh", script, "portsim"] + words)
            #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
            return result.output.split(separator: "\n").map(String.init)
        }
        #expect(try zsh([""]).map { String($0.prefix { $0 != ":" }) } == Command.allCases.map(\.name))
        let generate = try zsh(["generate", ""])
        #expect(
            generate.contains {
                $0.hasPrefix("--format=[") && $0.hasSuffix("]:FORMAT:(ndjson json curl headers)")
            }
        )
        #expect(generate.contains { $0.hasPrefix("*--endpoint=[") && $0.hasSuffix("]:URL:") })
        #expect(generate.contains("*:file:_files"))
        #expect(try zsh(["list", ""]).contains { $0.hasPrefix("1:kind:(checks events ") })
    }
}
