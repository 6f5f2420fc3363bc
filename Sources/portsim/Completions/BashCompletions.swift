/// Completions for bash 4 and later.
enum BashCompletions {
    static var text: String {
        """
        # Completions of portsim for bash: source <(portsim completions bash)
        _portsim() {
            local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} flags= values=
            COMPREPLY=()
            # --flag=value comes as three words.
            if [[ $word == = ]]; then
                word=
            elif [[ $previous == = ]]; then
                previous=${COMP_WORDS[COMP_CWORD-2]}
            fi
            if ((COMP_CWORD == 1)); then
                mapfile -t COMPREPLY < <(compgen -W '\(CompletionWords.beginnings.joined(separator: " "))' -- "$word")
                return
            fi
            case $previous in
        \(values)
            esac
            case ${COMP_WORDS[1]} in
        \(commands)
            *) return ;;
            esac
            if [[ $word == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
            elif [[ $values == '<files>' ]]; then
                compopt -o filenames 2> /dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
            else
                mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
            fi
        }
        complete -F _portsim portsim

        """
    }

    private static var values: String {
        CompletionWords.flagsWithValues.map { flag in
            switch flag.values {
            case .free: "    \(flag.spelling)) return ;;"
            case .files:
                """
                    \(flag.spelling))
                        compopt -o filenames 2> /dev/null
                        mapfile -t COMPREPLY < <(compgen -f -- "$word")
                        return ;;
                """
            case .words(let words):
                """
                    \(flag.spelling))
                        mapfile -t COMPREPLY < <(compgen -W '\(words.joined(separator: " "))' -- "$word")
                        return ;;
                """
            }
        }
        .joined(separator: "\n")
    }

    private static var commands: String {
        let commands = Command.allCases.map { command in
            let flags = CompletionWords.flags(of: command).map(\.spelling).joined(separator: " ")
            let values =
                switch CompletionWords.arguments(of: command) {
                case .free: ""
                case .files: "<files>"
                case .words(let words): words.joined(separator: " ")
                }
            return "    \(command.name)) flags='\(flags)' values='\(values)' ;;"
        }
        let names = Command.allCases.map(\.name).joined(separator: " ")
        return (commands + ["    help) values='\(names)' ;;"]).joined(separator: "\n")
    }
}
