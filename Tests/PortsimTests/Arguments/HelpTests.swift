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
                  run FILE…       Simulate, deliver, judge: the main job
                  listen          A reference consumer: checks signatures, deduplicates, prints
                  validate FILE…  Check scenario files, send nothing
                  generate FILE   Print the event stream, deliver nothing
                  list KIND       What there is: events, profiles, scenarios, distributions

                Flags:
                  --help     Print this help.
                  --version  Print the version.

                Exit codes:
                  0    everything that must hold held
                  1    an expectation failed
                  2    unknown flag or argument, unreadable file, missing secret
                  3    invalid scenario, or a run file of another run
                  4    inconclusive: no attempt ever reached the target
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

    @Test func `the help of run`() {
        #expect(
            Help.text(.run) == """
                Simulate, deliver, judge: the main job.

                Usage: portsim run [FLAGS] FILE…

                Simulates what the scenario says, signs every event and delivers it over HTTP
                with the provider's retries, then judges the outcome by the scenario's
                expectations.

                Without --endpoint and without webhooks in the file, a reference consumer is
                started inside the process and delivered to. A target outside the process needs
                a secret.

                Arguments:
                  FILE…  Scenario files, run one after the other.

                Flags:
                  --seed N              Seed of everything drawn; replaces the file's.
                  --speed SPEED         How simulated time passes: instant, realtime, or a
                                        factor such as 100x. Changes when requests are sent,
                                        never what they say.
                  --endpoint URL        Deliver here. Replaces the URLs of the file's webhooks
                                        in order; a surplus one becomes a webhook for every
                                        event.
                  --secret SECRET       Signing secret. Shows in process lists: prefer the next
                                        two.
                  --secret-env NAME     Environment variable with the signing secret (default:
                                        PORTSIM_SECRET).
                  --secret-file FILE    File with the signing secret on one line.
                  --db FILE             Keep the run in this file, which must not exist yet
                                        unless --resume is given.
                  --resume              Continue the run in --db, or start it where there is
                                        none yet.
                  --report FORMAT=PATH  Write a report; several are separated by commas.
                                        Formats: json. The path - is stdout.
                  --concurrency N       Requests under way at once, at most; replaces the
                                        file's.
                  --max-time DURATION   Stop after this much real time, as in 90s or 5m; the run
                                        ends with code 6.
                  --quiet               Print the result, warnings and errors, nothing else.
                  --verbose             Print more about what happens.
                  --color WHEN          auto, always or never. auto heeds NO_COLOR, CI and
                                        whether it is a terminal.
                  --no-progress         Show no progress.
                  --help                Print this help.

                Examples:
                  portsim run Scenarios/first-connection.json5
                  portsim run --endpoint http://127.0.0.1:3000/webhooks --db run.sqlite FILE
                  portsim run --report json=- --quiet FILE

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

                Flags:
                  --port N            Port to listen on (default: 8080); 0 picks a free one.
                  --host ADDRESS      Address to listen on (default: 127.0.0.1).
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
                  portsim listen --port 8080 --secret-env WEBHOOK_SECRET

                """
        )
    }

    @Test func `the help of validate`() {
        #expect(
            Help.text(.validate) == """
                Check scenario files, send nothing.

                Usage: portsim validate [FLAGS] FILE…

                Prints every mistake with file, line and column, the line itself and what was
                probably meant.

                Arguments:
                  FILE…  Scenario files.

                Flags:
                  --quiet       Print the result, warnings and errors, nothing else.
                  --verbose     Print more about what happens.
                  --color WHEN  auto, always or never. auto heeds NO_COLOR, CI and whether it is
                                a terminal.
                  --help        Print this help.

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

                Usage: portsim generate [FLAGS] FILE

                Prints the provider's whole lawful stream on stdout, one event body a line, byte
                for byte as a webhook would be sent it.

                Arguments:
                  FILE  The scenario file.

                Flags:
                  --seed N       Seed of everything drawn; replaces the file's.
                  --limit N      Print the first N events only.
                  --quiet        Print the result, warnings and errors, nothing else.
                  --verbose      Print more about what happens.
                  --color WHEN   auto, always or never. auto heeds NO_COLOR, CI and whether it
                                 is a terminal.
                  --no-progress  Show no progress.
                  --help         Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim generate --limit 3 Scenarios/first-connection.json5

                """
        )
    }

    @Test func `the help of list`() {
        #expect(
            Help.text(.list) == """
                What there is: events, profiles, scenarios, distributions.

                Usage: portsim list [FLAGS] KIND

                Arguments:
                  KIND  One of: events, profiles, scenarios, distributions.

                Flags:
                  --quiet       Print the result, warnings and errors, nothing else.
                  --verbose     Print more about what happens.
                  --color WHEN  auto, always or never. auto heeds NO_COLOR, CI and whether it is
                                a terminal.
                  --help        Print this help.

                The other flags of 'portsim run' are accepted here and mean nothing.

                Examples:
                  portsim list events

                """
        )
    }
}
