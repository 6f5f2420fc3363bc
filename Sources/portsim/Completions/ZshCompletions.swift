/// Completions for zsh.
enum ZshCompletions {
    static var text: String {
        """
        #compdef portsim
        # Completions of portsim for zsh: save this as _portsim in a folder of $fpath.
        _portsim() {
            local -a commands
            commands=(
        \(descriptions)
            )
            if ((CURRENT == 2)); then
                _describe -t commands command commands
                return
            fi
            local command=$words[2]
            shift words
            ((CURRENT--))
            case $command in
        \(commands)
            esac
        }
        if [ "$funcstack[1]" = _portsim ]; then
            _portsim "$@"
        else
            compdef _portsim portsim
        fi

        """
    }

    private static var descriptions: String {
        Command.allCases.map { command in
            let summary = command.table.summary.replacing(":", with: #"\:"#)
            return "        \(CompletionWords.quoted("\(command.name):\(summary)"))"
        }
        .joined(separator: "\n")
    }

    private static var commands: String {
        let commands = Command.allCases.map { command in
            var words = CompletionWords.flags(of: command).map(specification)
            switch CompletionWords.arguments(of: command) {
            case .free: break
            case .files: words.append("'*:file:_files'")
            case .words(let known): words.append("'1:kind:(\(known.joined(separator: " ")))'")
            }
            let lines = words.joined(separator: " \\\n            ")
            return "    \(command.name))\n        _arguments \\\n            \(lines)\n        ;;"
        }
        return (commands + ["    help) _describe -t commands command commands ;;"]).joined(separator: "\n")
    }

    private static func specification(_ flag: Flag) -> String {
        let doc = flag.doc.replacing("[", with: #"\["#).replacing("]", with: #"\]"#)
        guard let placeholder = flag.placeholder else {
            return CompletionWords.quoted("\(flag.spelling)[\(doc)]")
        }
        let values =
            switch flag.values {
            case .free: ""
            case .files: "_files"
            case .words(let words): "(\(words.joined(separator: " ")))"
            }
        let repeated = flag.isRepeatable ? "*" : ""
        return CompletionWords.quoted("\(repeated)\(flag.spelling)=[\(doc)]:\(placeholder):\(values)")
    }
}
