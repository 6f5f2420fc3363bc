import Testing

@testable import portsim

/// The help texts, letter for letter: whoever changes one looks at it here.
@Suite struct HelpTests {
    @Test(arguments: [nil] + Command.allCases)
    func `no line is wider than eighty columns or ends in a space`(command: Command?) {
        for line in Help.text(command).split(separator: "\n", omittingEmptySubsequences: false) {
            #expect(line.count <= Help.columnsMax)
            #expect(line.last != " ")
        }
    }

    @Test(arguments: Command.allCases)
    func `every flag of a command is in its help`(command: Command) {
        for flag in command.table.flags {
            #expect(Help.text(command).contains("  \(flag.usage)  "))
        }
    }

    @Test(arguments: Command.allCases)
    func `every example is understood`(command: Command) throws {
        for example in command.table.examples {
            let words = example.split(separator: " ").map(String.init)
            #expect(words.first == "portsim" && words[1] == command.name)
            _ = try Invocation(Array(words.dropFirst()))
        }
    }

    @Test func `the help of the tool`() {
        #expect(
            Help.text(nil) == """
                portsim simulates the webhook provider of a crypto portfolio service: a scenario
                becomes an ordered, signed and durable stream of deliveries to your consumer.

                Usage: portsim COMMAND [FLAGS] [ARGUMENTS]

                Commands:
                  run FILE…                 Simulate, deliver, judge: the main job
                  verify URL                Contract-test a consumer endpoint
                  listen                    A reference consumer: checks signatures,
                                            deduplicates, prints
                  send EVENT URL            One signed delivery
                  replay RUN.sqlite         Send deliveries of an earlier run again, byte for
                                            byte
                  report FILE…              Rebuild or merge reports from run files or JSON
                                            reports
                  diff A.sqlite B.sqlite    Two runs of one scenario, delivery by delivery
                  validate FILE…            Check scenario files, send nothing
                  generate [FILE]           Print the event stream, deliver nothing
                  explain [ID]              What a contract check means, and how to mend a
                                            consumer
                  list KIND                 What there is: checks, events, faults, personas,
                                            profiles, scenarios, distributions
                  schema KIND               The JSON Schema of: scenario
                  sign FILE                 Compute the signature of a body
                  signature FILE SIGNATURE  Say whether a signature is a body's, and why it is
                                            not
                  completions SHELL         Completions for: bash, zsh, fish

                Flags:
                  --help     Print this help.
                  --version  Print the version.

                Exit codes:
                  0    everything that must hold held
                  1    an expectation or a contract check failed
                  2    unknown flag or argument, unreadable file, missing secret
                  3    invalid scenario, or a run file of another run
                  4    inconclusive: no attempt ever reached the target, or the gate was shut
                  5    only thresholds were crossed
                  6    stopped by --max-time before the end
                  70   an invariant of the simulator itself is broken
                  74   disk full, or the run file or a report cannot be written
                  130  stopped by SIGINT; partial report, run file resumable
                  143  stopped by SIGTERM; partial report, run file resumable

                'portsim COMMAND --help' explains a command and its flags.

                """
        )
    }

    @Test func `the help of listen`() {
        #expect(
            Help.text(.listen) == """
                A reference consumer: checks signatures, deduplicates, prints.

                Usage: portsim listen [FLAGS]

                Takes deliveries on /webhooks and answers GET /debug/state with what it
                believes. Prints 'listening on http://HOST:PORT' on stdout once requests are
                accepted; ends with SIGINT or SIGTERM.

                With --fault it does one thing wrong, always in the same way for the same
                delivery and attempt, to see what a sender makes of it. With --persona it has
                the defect of that persona, to see what finds it.

                POST /debug/reset makes it forget everything; POST /debug/fail-next makes the
                next signed delivery fail with 500 before any work.

                Flags:
                  --port N                     Port to listen on (default: 8080); 0 picks a free
                                               one.
                  --host ADDRESS               Address to listen on (default: 127.0.0.1).
                  --fault NAME[=ARG]           Misbehave in this way towards deliveries;
                                               'portsim list faults' shows the ways.
                  --persona NAME               Be this consumer, the good one or one with a
                                               defect; 'portsim list personas' shows them.
                  --secret SECRET              Signing secret. Shows in process lists: prefer
                                               the next two.
                  --secret-env NAME            Environment variable with the signing secret
                                               (default: PORTSIM_SECRET).
                  --secret-file FILE           File with the signing secret on one line.
                  --secret-previous-env NAME   Environment variable with the secret of before a
                                               rotation, which is taken too.
                  --secret-previous-file FILE  File with the secret of before a rotation, which
                                               is taken too.
                  --quiet                      Print the result, warnings and errors, nothing
                                               else.
                  --verbose                    Print more about what happens.
                  --color WHEN                 auto, always or never. auto heeds NO_COLOR, CI
                                               and whether it is a terminal.
                  --no-progress                Show no progress.
                  --help                       Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim listen --port 8080 --secret-env WEBHOOK_SECRET
                  portsim listen --fault status=500,503,200 --secret-env WEBHOOK_SECRET
                  portsim listen --persona no-dedupe --secret-env WEBHOOK_SECRET

                """
        )
    }

    @Test func `the help of validate`() {
        #expect(
            Help.text(.validate) == """
                Check scenario files, send nothing.

                Usage: portsim validate [FLAGS] FILE…

                Prints every mistake of every file with its line and column, the line itself and
                what was probably meant. Ends with 3 when a file is invalid, with 2 when one
                cannot be read.

                Arguments:
                  FILE…  Scenario files.

                Flags:
                  --set PATH=VALUE  Put a value in place of the file's, as in
                                    delivery.attempts=5 or webhooks.0.url=URL; JSON5 where it
                                    can be read as that, else text. A backslash takes a dot into
                                    a key.
                  --quiet           Print the result, warnings and errors, nothing else.
                  --verbose         Print more about what happens.
                  --color WHEN      auto, always or never. auto heeds NO_COLOR, CI and whether
                                    it is a terminal.
                  --help            Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim validate Scenarios/*.json5

                """
        )
    }

    @Test func `the help of generate`() {
        #expect(
            Help.text(.generate) == """
                Print the event stream, deliver nothing.

                Usage: portsim generate [FLAGS] [FILE]

                Prints the provider's whole lawful stream on stdout, one event body a line, byte
                for byte as a webhook would be sent it: with the ids of the file's first
                webhook, before filters, disabling and faults. --webhook prints exactly what
                that webhook would be sent instead.

                The formats headers and curl show whole signed requests. They take the webhook's
                URL and secret, or --endpoint and the flags for the secret.

                Arguments:
                  [FILE]  The scenario file; --users N does without one.

                Flags:
                  --users N           A population of N users instead of a file, or of the
                                      population in the file.
                  --profile NAME      The provider of --users without a file (default:
                                      kryptos-v1).
                  --webhook NAME      Print what this webhook of the file would be sent.
                  --format FORMAT     ndjson, json, curl, headers (default: ndjson).
                  --limit N           Print the first N bodies only.
                  --from DURATION     Print what is emitted this long after the start or later,
                                      as in 90s or 5m.
                  --to DURATION       Print what is emitted earlier than this after the start.
                  --seed N            Seed of everything drawn; replaces the file's.
                  --set PATH=VALUE    Put a value in place of the file's, as in
                                      delivery.attempts=5 or webhooks.0.url=URL; JSON5 where it
                                      can be read as that, else text. A backslash takes a dot
                                      into a key.
                  --endpoint URL      Deliver here. Replaces the URLs of the file's webhooks in
                                      order; a surplus one becomes a webhook for every event.
                  --secret SECRET     Signing secret. Shows in process lists: prefer the next
                                      two.
                  --secret-env NAME   Environment variable with the signing secret (default:
                                      PORTSIM_SECRET).
                  --secret-file FILE  File with the signing secret on one line.
                  --quiet             Print the result, warnings and errors, nothing else.
                  --verbose           Print more about what happens.
                  --color WHEN        auto, always or never. auto heeds NO_COLOR, CI and whether
                                      it is a terminal.
                  --no-progress       Show no progress.
                  --help              Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim generate --limit 3 Scenarios/first-connection.json5
                  portsim generate --users 1000 --seed 7 --format json
                  portsim generate --webhook main --format curl --from 5m --to 10m FILE

                """
        )
    }

    @Test func `the help of explain`() {
        #expect(
            Help.text(.explain) == """
                What a contract check means, and how to mend a consumer.

                Usage: portsim explain [FLAGS] [ID]

                Tells what is sent, why it matters, by which rule, and what mends a consumer
                that fails: a small function in seven languages. Those for Node and Python are
                run by the tests of portsim, on right and on wrong input; the others are not,
                and say so.

                Arguments:
                  [ID]  A check, as in SIG-03, or a family of them, as in SIG; all families
                        without one.

                Flags:
                  --lang LANGUAGE  Show the remedy in these only, separated by commas: node,
                                   python, go, php, ruby, java, swift.
                  --quiet          Print the result, warnings and errors, nothing else.
                  --verbose        Print more about what happens.
                  --color WHEN     auto, always or never. auto heeds NO_COLOR, CI and whether it
                                   is a terminal.
                  --help           Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim explain
                  portsim explain SIG
                  portsim explain SIG-03 --lang python

                """
        )
    }

    @Test func `the help of list`() {
        #expect(
            Help.text(.list) == """
                What there is: checks, events, faults, personas, profiles, scenarios,
                distributions.

                Usage: portsim list [FLAGS] KIND

                Arguments:
                  KIND  One of: checks, events, faults, personas, profiles, scenarios,
                        distributions.

                Flags:
                  --quiet       Print the result, warnings and errors, nothing else.
                  --verbose     Print more about what happens.
                  --color WHEN  auto, always or never. auto heeds NO_COLOR, CI and whether it is
                                a terminal.
                  --help        Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim list checks
                  portsim list faults
                  portsim list scenarios

                """
        )
    }

    @Test func `the help of schema`() {
        #expect(
            Help.text(.schema) == """
                The JSON Schema of: scenario.

                Usage: portsim schema [FLAGS] KIND

                Prints a JSON Schema (draft 2020-12) with all keys, defaults and limits, made
                from what the reader of scenario files reads by. Editors that know JSON5
                complete and check files by it.

                Arguments:
                  KIND  One of: scenario.

                Flags:
                  --quiet       Print the result, warnings and errors, nothing else.
                  --verbose     Print more about what happens.
                  --color WHEN  auto, always or never. auto heeds NO_COLOR, CI and whether it is
                                a terminal.
                  --help        Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim schema scenario

                """
        )
    }

    @Test func `the help of sign`() {
        #expect(
            Help.text(.sign) == """
                Compute the signature of a body.

                Usage: portsim sign [FLAGS] FILE

                Prints the 64 hex digits of the body's HMAC-SHA256, keyed with the whole secret.
                Every byte counts, a line break at the end too.

                Arguments:
                  FILE  The body; - is stdin.

                Flags:
                  --header            Print the whole header line.
                  --secret SECRET     Signing secret. Shows in process lists: prefer the next
                                      two.
                  --secret-env NAME   Environment variable with the signing secret (default:
                                      PORTSIM_SECRET).
                  --secret-file FILE  File with the signing secret on one line.
                  --quiet             Print the result, warnings and errors, nothing else.
                  --verbose           Print more about what happens.
                  --color WHEN        auto, always or never. auto heeds NO_COLOR, CI and whether
                                      it is a terminal.
                  --help              Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim sign --secret-env WEBHOOK_SECRET body.json

                """
        )
    }

    @Test func `the help of signature`() {
        #expect(
            Help.text(.signature) == """
                Say whether a signature is a body's, and why it is not.

                Usage: portsim signature [FLAGS] FILE SIGNATURE

                Ends with 0 when the signature matches. Else it ends with 1 and says what was
                probably done otherwise: the signature is made in every known wrong way until
                one fits.

                Arguments:
                  FILE SIGNATURE  The body as it was sent, - is stdin; and the value of its
                                  header.

                Flags:
                  --timestamp TEXT    What the sender's timestamp header said: schemes that sign
                                      it are tried too.
                  --show-expected     Print the right signature as well; whoever has it can send
                                      this body.
                  --secret SECRET     Signing secret. Shows in process lists: prefer the next
                                      two.
                  --secret-env NAME   Environment variable with the signing secret (default:
                                      PORTSIM_SECRET).
                  --secret-file FILE  File with the signing secret on one line.
                  --quiet             Print the result, warnings and errors, nothing else.
                  --verbose           Print more about what happens.
                  --color WHEN        auto, always or never. auto heeds NO_COLOR, CI and whether
                                      it is a terminal.
                  --help              Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim signature --secret-env WEBHOOK_SECRET body.json sha256=51fd0c…

                """
        )
    }

    @Test func `the help of completions`() {
        #expect(
            Help.text(.completions) == """
                Completions for: bash, zsh, fish.

                Usage: portsim completions [FLAGS] SHELL

                Prints a script that makes the shell complete commands, flags and their values.
                For bash, add to ~/.bashrc: source <(portsim completions bash). For zsh, save it
                as _portsim in a folder of $fpath. For fish, save it as
                ~/.config/fish/completions/portsim.fish.

                Arguments:
                  SHELL  One of: bash, zsh, fish.

                Flags:
                  --quiet       Print the result, warnings and errors, nothing else.
                  --verbose     Print more about what happens.
                  --color WHEN  auto, always or never. auto heeds NO_COLOR, CI and whether it is
                                a terminal.
                  --help        Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim completions bash

                """
        )
    }
}
