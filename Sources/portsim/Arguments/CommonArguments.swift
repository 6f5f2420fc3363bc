package import DeliveryKit
package import WireKit

/// What the common flags ask for; nil where the scenario file or a default decides.
package struct CommonArguments: Sendable {
    /// The seed, any 64-bit number.
    package let seed: UInt64?
    /// How simulated time passes.
    package let speed: Speed?
    /// What is put in place of what scenario files say, each `path=value`.
    package let assignments: [String]
    /// URLs to deliver to, each beginning with `http://` or `https://`, not looked at further.
    package let endpoints: [String]
    /// Where the signing secret comes from.
    package let secretSource: SecretSource
    /// The run file.
    package let databasePath: String?
    /// Whether to continue the run in the run file.
    package let isResuming: Bool
    /// The reports to write, no two to one path.
    package let reports: [ReportRequest]
    /// Whether what should hold must.
    package let isStrict: Bool
    /// Whether to end at the first failure.
    package let failsFast: Bool
    /// The file of known failures.
    package let baselinePath: String?
    /// Requests under way at once.
    package let concurrency: Int?
    /// Real time after which to stop.
    package let maxTimeMilliseconds: Int64?
    /// Real time to wait for the targets; nil for none, or for the time that a started consumer has.
    package let waitMilliseconds: Int64?
    /// The command that starts the consumer.
    package let exec: String?
    /// Whom encrypted connections believe.
    package let trust: TLSTrust
    /// How much to say.
    package let verbosity: Verbosity
    /// When to use colours.
    package let color: ColorChoice
    /// Whether to show progress.
    package let showsProgress: Bool

    /// More requests under way than this need more open files than a process usually may have.
    package static let concurrencyMax = DeliverySettings.concurrencyMax

    init(_ scanned: ScannedArguments) throws(UsageError) {
        try CommonArguments.refuse([.secret, .secretEnv, .secretFile], in: scanned)
        try CommonArguments.refuse([.quiet, .verbose], in: scanned)
        seed = try ArgumentValue.integer(.seed, in: scanned, range: 0...UInt64.max)
        speed = try ArgumentValue.speed(in: scanned)
        assignments = try ArgumentValue.assignments(in: scanned)
        endpoints = try ArgumentValue.endpoints(in: scanned)
        secretSource = try SecretSource(scanned)
        databasePath = scanned.value(.database)
        isResuming = scanned.has(.resume)
        reports = try ArgumentValue.reports(in: scanned)
        isStrict = scanned.has(.strict)
        failsFast = scanned.has(.failFast)
        baselinePath = scanned.value(.baseline)
        concurrency = try ArgumentValue.integer(
            .concurrency,
            in: scanned,
            range: 1...CommonArguments.concurrencyMax
        )
        maxTimeMilliseconds = try ArgumentValue.duration(.maxTime, in: scanned)
        waitMilliseconds = try ArgumentValue.duration(.wait, in: scanned, canBeZero: true)
        exec = scanned.value(.exec)
        trust = CommonArguments.trust(scanned)
        verbosity = scanned.has(.quiet) ? .quiet : scanned.has(.verbose) ? .verbose : .normal
        color = try ArgumentValue.choice(.color, in: scanned, of: ColorChoice.self) ?? .auto
        showsProgress = !scanned.has(.noProgress)
    }

    /// Whether a report that was asked for shows single deliveries.
    package var showsDeliveries: Bool { reports.contains { $0.format.showsDeliveries } }

    /// The files that are read beside those of the command itself.
    package var inputPaths: [String] {
        let secretPath: String? = if case .file(let path) = secretSource { path } else { nil }
        return [baselinePath, secretPath, trust.authoritiesPath].compactMap(\.self)
    }

    /// What --insecure gives up, for whoever has not thought of it; nil without it.
    package var trustWarning: String? {
        guard !trust.isVerifying else { return nil }
        return "\(Flag.insecure.spelling): certificates are not checked, so deliveries may reach anybody"
    }

    /// The flags that say the same of trust.
    package var trustWords: [String] {
        (trust.authoritiesPath.map { [Flag.authorities.spelling, $0] } ?? [])
            + (trust.isVerifying ? [] : [Flag.insecure.spelling])
    }

    private static func trust(_ scanned: ScannedArguments) -> TLSTrust {
        var trust = TLSTrust()
        trust.authoritiesPath = scanned.value(.authorities)
        trust.isVerifying = !scanned.has(.insecure)
        return trust
    }

    // Which of two contradicting flags was meant cannot be known.
    private static func refuse(_ exclusive: [Flag], in scanned: ScannedArguments) throws(UsageError) {
        guard exclusive.count(where: scanned.has) < 2 else { throw .flagsExclusive(exclusive) }
    }
}

/// A report that was asked for.
package struct ReportRequest: Sendable, Equatable {
    /// The format.
    package let format: ReportFormat
    /// Where to write it; `-` is stdout.
    package let path: String

    /// A report of a format to a path.
    package init(format: ReportFormat, path: String) {
        self.format = format
        self.path = path
    }

    /// Whether the report is the result on stdout, which then carries nothing else.
    package var goesToStandardOutput: Bool { path == "-" }
}
