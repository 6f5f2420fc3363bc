import ConsumerKit
import ContractKit
import DeliveryKit
import ReportKit
import SimulationKit

/// The flags there are, each declared once.
extension Flag {
    // MARK: For every command

    static let help = Flag("help", doc: "Print this help.")
    static let version = Flag("version", doc: "Print the version.")

    // MARK: Common: every command takes them, those without a meaning for it are ignored

    static let seed = Flag("seed", "N", doc: "Seed of everything drawn; replaces the file's.")
    static let speed = Flag(
        "speed",
        "SPEED",
        doc: """
            How simulated time passes: instant, realtime, or a factor such as 100x. Changes when \
            requests are sent, never what they say.
            """,
        values: .words(["instant", "realtime", "100x"])
    )
    static let set = Flag(
        "set",
        "PATH=VALUE",
        isRepeatable: true,
        doc: """
            Put a value in place of the file's, as in delivery.attempts=5 or webhooks.0.url=URL; JSON5 \
            where it can be read as that, else text. A backslash takes a dot into a key.
            """
    )
    static let endpoint = Flag(
        "endpoint",
        "URL",
        isRepeatable: true,
        doc: """
            Deliver here. Replaces the URLs of the file's webhooks in order; a surplus one becomes a \
            webhook for every event.
            """
    )
    static let secret = Flag(
        "secret",
        "SECRET",
        doc: "Signing secret. Shows in process lists: prefer the next two."
    )
    static let secretEnv = Flag(
        "secret-env",
        "NAME",
        doc: "Environment variable with the signing secret (default: \(SecretSource.defaultVariableName))."
    )
    static let secretFile = Flag(
        "secret-file",
        "FILE",
        doc: "File with the signing secret on one line.",
        values: .files
    )
    static let database = Flag(
        "db",
        "FILE",
        doc: "Keep the run in this file, which must not exist yet unless --resume is given.",
        values: .files
    )
    static let resume = Flag(
        "resume",
        doc: "Continue the run in --db, or start it where there is none yet."
    )
    static let report = Flag(
        "report",
        "FORMAT=PATH",
        isRepeatable: true,
        doc: """
            Write a report; several are separated by commas. Formats: \
            \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")). The path - is stdout; jsonl is \
            appended.
            """
    )
    static let onlyChecks = Flag(
        "only",
        "CHECK",
        isRepeatable: true,
        doc: "Judge this check only, by its id, as in 'expect[2]', or its name; each adds to the others."
    )
    static let skip = Flag(
        "skip",
        "CHECK",
        isRepeatable: true,
        doc: "Leave this check out, by its id or its name."
    )
    static let strict = Flag("strict", doc: "What should hold must: its failure ends with code 1 too.")
    static let failFast = Flag(
        "fail-fast",
        doc: "End at the first thing that must hold and can hold no more; --resume goes on from there."
    )
    static let baseline = Flag(
        "baseline",
        "FILE",
        doc: "Failures that are known, with reasons and expiry dates: they are warnings and decide nothing.",
        values: .files
    )
    static let concurrency = Flag(
        "concurrency",
        "N",
        doc: "Requests under way at once, at most; replaces the file's."
    )
    static let maxTime = Flag(
        "max-time",
        "DURATION",
        doc: "Stop after this much real time, as in 90s or 5m; the run ends with code 6."
    )
    static let wait = Flag(
        "wait",
        "DURATION",
        doc: "Wait until the targets accept connections, so long at most; with --exec 30s unless said."
    )
    static let exec = Flag(
        "exec",
        "'COMMAND'",
        doc: """
            Start the consumer with this shell command, wait for its port, and end it afterwards; its last \
            lines on stderr stand beside each failure.
            """
    )
    static let authorities = Flag(
        "ca-file",
        "FILE",
        doc: "Trust the certificates in this PEM file too, beside those that the system trusts.",
        values: .files
    )
    static let insecure = Flag(
        "insecure",
        doc: "Deliver to https whatever its certificate says. Anybody on the way can read and change it."
    )
    static let quiet = Flag("quiet", doc: "Print the result, warnings and errors, nothing else.")
    static let verbose = Flag("verbose", doc: "Print more about what happens.")
    static let color = Flag(
        "color",
        "WHEN",
        doc: "auto, always or never. auto heeds NO_COLOR, CI and whether it is a terminal.",
        values: .words(ColorChoice.allCases.map(\.rawValue))
    )
    static let noProgress = Flag("no-progress", doc: "Show no progress.")

    static let common: [Flag] = [
        seed, speed, set, endpoint, secret, secretEnv, secretFile, database, resume, report,
        onlyChecks, skip, strict, failFast, baseline, concurrency, maxTime, wait, exec, authorities, insecure,
        quiet, verbose, color, noProgress,
    ]

    // MARK: Of single commands

    static let only = Flag(
        "only",
        "WORD",
        isRepeatable: true,
        doc: """
            Send these only: failed, an id, an event or a user, by its uid or its name; several are separated by \
            commas, and each adds to the others.
            """,
        values: .words([RecordedSelection.Term.failedWord] + EventType.allCases.map(\.name))
    )
    static let step = Flag(
        "step",
        doc: """
            Debug a handler: deliver one attempt for each Enter, and print the request, the answer and what the \
            probe says now. Commands are read from stdin; ? lists them.
            """
    )
    static let until = Flag(
        "until",
        "DURATION",
        doc: """
            Deliver what is due up to this long after the start, as in 90s or 5m, then end; with --step, begin \
            to step there.
            """
    )
    static let watch = Flag(
        "watch",
        doc: "Run again whenever a scenario file, one that it extends, or the baseline changes."
    )
    static let limit = Flag("limit", "N", doc: "Print the first N bodies only.")
    static let users = Flag(
        "users",
        "N",
        doc: "A population of N users instead of a file, or of the population in the file."
    )
    static let profile = Flag(
        "profile",
        "NAME",
        doc: "The provider of --users without a file (default: \(Profile.kryptosV1.name)).",
        values: .words(Profile.all.map(\.name))
    )
    static let webhook = Flag("webhook", "NAME", doc: "Print what this webhook of the file would be sent.")
    static let format = Flag(
        "format",
        "FORMAT",
        doc: "\(GenerateFormat.allCases.map(\.rawValue).joined(separator: ", ")) (default: ndjson).",
        values: .words(GenerateFormat.allCases.map(\.rawValue))
    )
    static let from = Flag(
        "from",
        "DURATION",
        doc: "Print what is emitted this long after the start or later, as in 90s or 5m."
    )
    static let to = Flag("to", "DURATION", doc: "Print what is emitted earlier than this after the start.")
    static let header = Flag("header", doc: "Print the whole header line.")
    static let data = Flag(
        "data",
        "JSON",
        doc: "The event's data, an object; without it they are drawn as the provider has them."
    )
    static let eventProfile = Flag(
        "profile",
        "NAME",
        doc: "The provider that announces it (default: the first that has the event).",
        values: .words(Profile.all.map(\.name))
    )
    static let extraHeader = Flag(
        "header",
        "'NAME: VALUE'",
        isRepeatable: true,
        doc: "A further header; those that portsim makes itself cannot be given."
    )
    static let times = Flag(
        "times",
        "N",
        doc: "Send so many events, each with an id and a user of its own (default: 1)."
    )
    static let dryRun = Flag(
        "dry-run",
        doc: "Print the lines of openssl and curl that would do the same; they read the secret themselves."
    )
    static let probe = Flag(
        "probe",
        "FILE",
        doc: "Where the consumer tells what it believes, as 'probe' in a scenario: judge effects too.",
        values: .files
    )
    static let setOf = Flag(
        "set-of",
        "SET",
        doc: "core, full or security (default: full with --probe or --only, else core).",
        values: .words(CheckSet.allCases.map(\.rawValue))
    )
    static let checkProfile = Flag(
        "profile",
        "NAME",
        doc: "The provider that the consumer listens to (default: \(Profile.kryptosV1.name)).",
        values: .words(Profile.all.map(\.name))
    )
    static let onlyContract = Flag(
        "only",
        "CHECK",
        isRepeatable: true,
        doc: "Perform these only: ids and families, separated by commas, as in SIG,ORD-02."
    )
    static let skipContract = Flag(
        "skip",
        "CHECK",
        isRepeatable: true,
        doc: "Leave these out: ids and families, separated by commas."
    )
    static let timing = Flag("timing", doc: "Time thousands of answers to forgeries too (SEC-10); minutes.")
    static let patience = Flag(
        "patience",
        "DURATION",
        doc: "The measure of all waiting (default: 1s): an effect is awaited five times as long."
    )
    static let dryRunChecks = Flag("dry-run", doc: "Print what each check would send, and send nothing.")
    static let ownEndpoint = Flag(
        "i-own-this-endpoint",
        doc: "Test an endpoint beyond this machine, which is yours or whose owner has agreed."
    )
    static let timestamp = Flag(
        "timestamp",
        "TEXT",
        doc: "What the sender's timestamp header said: schemes that sign it are tried too."
    )
    static let showExpected = Flag(
        "show-expected",
        doc: "Print the right signature as well; whoever has it can send this body."
    )
    static let language = Flag(
        "lang",
        "LANGUAGE",
        isRepeatable: true,
        doc: """
            Show the remedy in these only, separated by commas: \
            \(CodeLanguage.allCases.map(\.rawValue).joined(separator: ", ")).
            """,
        values: .words(CodeLanguage.allCases.map(\.rawValue))
    )
    static let port = Flag("port", "N", doc: "Port to listen on (default: 8080); 0 picks a free one.")
    static let fault = Flag(
        "fault",
        "NAME[=ARG]",
        doc: "Misbehave in this way towards deliveries; 'portsim list faults' shows the ways.",
        values: .words(ConsumerFaultName.allCases.map(\.rawValue))
    )
    static let persona = Flag(
        "persona",
        "NAME",
        doc: "Be this consumer, the good one or one with a defect; 'portsim list personas' shows them.",
        values: .words(Persona.all.map(\.name))
    )
    static let secretPreviousEnv = Flag(
        "secret-previous-env",
        "NAME",
        doc: "Environment variable with the secret of before a rotation, which is taken too."
    )
    static let secretPreviousFile = Flag(
        "secret-previous-file",
        "FILE",
        doc: "File with the secret of before a rotation, which is taken too.",
        values: .files
    )
    static let host = Flag("host", "ADDRESS", doc: "Address to listen on (default: 127.0.0.1).")
}
