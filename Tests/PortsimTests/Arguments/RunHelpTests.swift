import Testing

@testable import portsim

/// The help of the main job, letter for letter.
@Suite struct RunHelpTests {
    @Test func `the help of run`() {
        #expect(Help.text(.run) == Self.text)
    }

    private static let text = """
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
          --step                Debug a handler: deliver one attempt for each Enter, and
                                print the request, the answer and what the probe says
                                now. Commands are read from stdin; ? lists them.
          --until DURATION      Deliver what is due up to this long after the start, as
                                in 90s or 5m, then end; with --step, begin to step
                                there.
          --watch               Run again whenever a scenario file, one that it extends,
                                or the baseline changes.
          --seed N              Seed of everything drawn; replaces the file's.
          --speed SPEED         How simulated time passes: instant, realtime, or a
                                factor such as 100x. Changes when requests are sent,
                                never what they say.
          --set PATH=VALUE      Put a value in place of the file's, as in
                                delivery.attempts=5 or webhooks.0.url=URL; JSON5 where
                                it can be read as that, else text. A backslash takes a
                                dot into a key.
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
                                Formats: json, junit, tap, sarif, markdown, jsonl, html,
                                har. The path - is stdout; jsonl is appended.
          --only CHECK          Judge this check only, by its id, as in 'expect[2]', or
                                its name; each adds to the others.
          --skip CHECK          Leave this check out, by its id or its name.
          --strict              What should hold must: its failure ends with code 1 too.
          --fail-fast           End at the first thing that must hold and can hold no
                                more; --resume goes on from there.
          --baseline FILE       Failures that are known, with reasons and expiry dates:
                                they are warnings and decide nothing.
          --concurrency N       Requests under way at once, at most; replaces the
                                file's.
          --max-time DURATION   Stop after this much real time, as in 90s or 5m; the run
                                ends with code 6.
          --wait DURATION       Wait until the targets accept connections, so long at
                                most; with --exec 30s unless said.
          --exec 'COMMAND'      Start the consumer with this shell command, wait for its
                                port, and end it afterwards; its last lines on stderr
                                stand beside each failure.
          --ca-file FILE        Trust the certificates in this PEM file too, beside
                                those that the system trusts.
          --insecure            Deliver to https whatever its certificate says. Anybody
                                on the way can read and change it.
          --quiet               Print the result, warnings and errors, nothing else.
          --verbose             Print more about what happens.
          --color WHEN          auto, always or never. auto heeds NO_COLOR, CI and
                                whether it is a terminal.
          --no-progress         Show no progress.
          --help                Print this help.

        Examples:
          portsim run Scenarios/first-connection.json5
          portsim run --endpoint http://127.0.0.1:3000/webhooks --db run.sqlite FILE
          portsim run --step --until 5m --endpoint http://127.0.0.1:3000/webhooks FILE
          portsim run --report json=- --quiet FILE

        """
}
