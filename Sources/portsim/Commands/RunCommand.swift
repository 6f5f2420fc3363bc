import ContractKit
import DeliveryKit
import ReportKit
import ScenarioKit
import SimulationKit
import WireKit

/// Simulates, delivers and judges scenarios, one after the other.
struct RunCommand {
    private let arguments: RunArguments
    private let console: Console
    private let environment: ProcessEnvironment
    /// The earlier run that is sent again in place of scenario files.
    private let replay: Replay?
    private let stop: EngineStop
    private let heedsSignals: Bool
    /// What is typed to a run that somebody steps through; one for all runs, as it reads ahead.
    private let input: LineInput
    /// What may kill this process at a point, for the scenario that runs.
    private var crashHooks: [@Sendable (CrashPoint) -> Void] = []

    static func run(
        _ arguments: RunArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        if arguments.isWatching { return try WatchCommand.run(arguments, console, environment) }
        SignalWatch.block()
        var command = RunCommand(arguments, console, environment)
        return try command.run()
    }

    /// Makes a run of scenario files, or of an earlier run; signals are to be blocked.
    ///
    /// Where a stop is given, it is its owner who heeds signals.
    init(
        _ arguments: RunArguments,
        _ console: Console,
        _ environment: ProcessEnvironment,
        replay: Replay? = nil,
        stop given: EngineStop? = nil
    ) {
        self.replay = replay
        self.arguments = arguments
        self.console = console
        self.environment = environment
        let stop = given ?? EngineStop()
        heedsSignals = given == nil
        self.stop = stop
        input = LineInput(stop: stop)
    }

    /// Runs to the end and reports.
    mutating func run() throws -> ExitCode {
        let common = arguments.common
        if let warning = common.secretSource.warning { console.warn(warning) }
        if let warning = common.trustWarning { console.warn(warning) }
        let secret = try common.secretSource.resolve(environment: environment)
        // All are read before the first is run: a mistake in the last shows at once.
        let scenarios =
            try replay.map { [$0.scenario] }
            ?? arguments.files.map { try ScenarioLoading.load($0, common, environment) }
        let rules = try RunRules(arguments, environment)
        try rules.check(scenarios)
        let output = try ReportOutput(
            common.reports,
            sparing: arguments.files + common.inputPaths + (common.databasePath.map { [$0] } ?? [])
        )
        for warning in scenarios.compactMap(\.warnings) {
            for text in warning.texts { console.failRendered(text) }
        }
        let stop = stop
        let secrets =
            scenarios.flatMap(\.signingSecrets).map { Array($0.utf8) } + (secret.map { [$0.bytes] } ?? [])
        if let warning = Secret.warning(of: secrets) { console.warn(warning) }
        if heedsSignals { SignalWatch.begin { stop.request(.signal($0)) } }
        let targets = try scenarios.map { try $0.targets(endpoints: common.endpoints) }
        let consumer: ExecutedConsumer
        do {
            consumer = try ExecutedConsumer(
                common,
                targets: targets.flatMap(\.self),
                hiding: scenarios.flatMap(\.secrets).map { Array($0.utf8) } + [secret?.bytes ?? []]
            )
        } catch let failure as ExecutedConsumer.Failure {
            return tell(failure)
        }
        defer { consumer.stop() }
        var reports: [RunReport] = []
        var codes: [ExitCode] = []
        for (place, (path, scenario)) in zip(arguments.files, scenarios).enumerated() {
            do throws(ExecutedConsumer.Failure) {
                try consumer.wait(for: targets[place], stop: stop)
            } catch {
                codes.append(tell(error))
                break
            }
            let isLast = place == scenarios.count - 1
            var report = try run(scenario, path: path, secret: secret, rules, isLast: isLast)
            report.consumerLines = consumer.group?.lastLines
            if let ending = consumer.group?.ending {
                console.warn("the consumer \(ending.words) before the end")
            }
            reports.append(report)
            let code = ExitCode(rawValue: report.exitCode) ?? .invariantBroken
            codes.append(code)
            // What is wrong with stdout is told at its last flush: it must not cost the reports.
            try? output.show(report, isFirst: reports.count == 1, on: console)
            guard stop.reason == nil, rules.goesOn(after: code) else { break }
        }
        if reports.count < scenarios.count, codes.count == reports.count {
            // The last report need not be of a run that was stopped: the stop may have come right at its end.
            if let reason = stop.reason { codes.append(Self.code(reason)) }
            console.note("stopped before \(arguments.files[reports.count])")
        }
        for hook in crashHooks { hook(.report) }
        let step = GitHubStep(environment)
        step?.tell(reports, on: console, outputIsTaken: output.writesToStandardOutput)
        try output.write(reports, to: console)
        return .worst(of: codes)
    }

    private func tell(_ failure: ExecutedConsumer.Failure) -> ExitCode {
        console.fail(failure.message, help: failure.help)
        return failure.code
    }

    private mutating func run(
        _ scenario: Scenario,
        path: String,
        secret: Secret?,
        _ rules: RunRules,
        isLast: Bool
    ) throws -> RunReport {
        var options = RunOptions()
        options.endpoints = arguments.common.endpoints
        options.secret = secret.map { String(decoding: $0.bytes, as: UTF8.self) }
        options.concurrency = arguments.common.concurrency
        options.descriptorsMax = OpenFileLimit.raise()
        options.runFile = arguments.common.databasePath
        options.replay = replay
        options.resumes = arguments.common.isResuming
        if arguments.isStepping { options.speed = .instant }
        // Whoever steps has all the time there is.
        options.maxTimeMilliseconds = arguments.isStepping ? nil : rules.remainingMilliseconds()
        options.trust = arguments.common.trust
        // One that goes on has crashed already, if it was to crash at all.
        let goesOn = options.resumes && options.runFile.map(FileIdentity.exists) ?? false
        crashHooks = [environment.crashHook, goesOn ? nil : CrashHook.hook(scenario.faults)].compactMap(
            \.self
        )
        let crashes = crashHooks
        if !crashes.isEmpty {
            options.ledgerOptions.crash = { (point: CrashPoint) in
                for crash in crashes { crash(point) }
            }
        }
        let begun = MonotonicClock.nanoseconds()
        var hooks = EngineHooks()
        hooks.watch = rules.watch(for: scenario)
        hooks.until = arguments.until(of: scenario)
        let session = arguments.isStepping ? StepSession(arguments.common, input, console) : nil
        hooks.stepper = session
        // A limit of simulated time ends this run, and the next file has a time of its own.
        let stop = EngineStop(within: stop)
        defer {
            if let reason = stop.reason, reason != .asked || session != nil { self.stop.request(reason) }
        }
        let run = try ScenarioRun(scenario, options: options, stop: stop, hooks: hooks) { [console] figures in
            // A line that moves is in the way of whoever types.
            guard session?.isStepping != true else { return }
            let now = MonotonicClock.nanoseconds()
            console.progress(nowMilliseconds: now / 1_000_000) {
                ProgressText.text(figures, elapsedNanoseconds: now - begun, start: scenario.start)
            }
        }
        for sentence in run.movedEndpoints { console.warn(sentence) }
        session?.begin(run, secret: secret)
        do {
            let end = try run.deliver()
            console.eraseProgress()
            let report = try report(of: run, end: end, path: path, rules, isLast: isLast)
            try run.close()
            return report
        } catch {
            console.eraseProgress()
            // The first error is the one to tell; closing what is broken may well fail too.
            try? run.close()
            throw error
        }
    }

    private func report(
        of run: ScenarioRun,
        end: EngineReport,
        path: String,
        _ rules: RunRules,
        isLast: Bool
    ) throws -> RunReport {
        var tally = RunTally()
        var evidence = arguments.common.showsDeliveries ? RunEvidence() : nil
        let judged = try run.judge(end) {
            tally.observe($0)
            evidence?.observe($0)
        }
        let isComplete = judged.stopped == nil
        let checks = rules.apply(to: judged.findings, of: run.scenario.name, isLast: isLast && isComplete)
        if let missing = evidence?.missing(from: checks), !missing.isEmpty {
            // What findings point at lies outside the sample, which only a bad day of a large run brings.
            var wanting = RunEvidence(wanted: missing)
            try run.read { wanting.observe($0) }
            evidence = wanting
        }
        let judgement = RunJudgement(
            findings: checks,
            attemptCount: tally.attemptCount,
            answeredCount: tally.answeredCount,
            stopped: judged.stopped,
            isStrict: rules.isStrict
        )
        let scenario = run.scenario
        var report = RunReport(
            command: replay == nil ? "run" : "replay",
            version: Version.number,
            subject: RunReport.Subject(
                scenario: scenario.name,
                profile: scenario.profile.name,
                seed: scenario.seed
            ),
            verdict: judgement.verdict,
            explanation: judgement.explanation,
            exitCode: ExitCode.worst(of: judgement.causes.map(Self.code)).rawValue,
            digest: end.digest.hex,
            wallNanoseconds: end.wallNanoseconds,
            isResumed: arguments.common.isResuming,
            simulatedMilliseconds: end.simulatedMilliseconds,
            eventTypes: scenario.profile.eventTypes,
            eventCounts: end.eventCounts,
            tally: tally,
            checks: checks,
            reproduction: reproduction(of: scenario, path: path)
        )
        report.faults = RunReport.FaultCount.all(run.faults, tally.faults)
        report.file = path
        report.isStrict = rules.isStrict
        report.places = scenario.reportPlaces
        report.record = evidence.map {
            RunRecord($0, of: tally, start: scenario.start, webhooks: run.webhookNames, users: run.userNames)
        }
        report.record?.webhookURLs = run.webhookURLs
        report.record?.headers = scenario.delivery.headers
        report.record?.addProbeReads(judged.probes, afterMilliseconds: end.simulatedMilliseconds)
        report.record?.addSignatures(findings: checks, run.request(of:))
        return report
    }

    private func reproduction(of scenario: Scenario, path: String) -> Reproduction {
        let endpoints = arguments.common.endpoints.flatMap { ["--endpoint", $0] }
        if let replay {
            let only = replay.selection.words.flatMap { ["--only", $0] }
            return Reproduction(
                command: "replay",
                path: path,
                seed: nil,
                options: only + endpoints + arguments.common.trustWords
            )
        }
        return Reproduction(
            command: "run",
            path: path,
            seed: scenario.seed,
            options: arguments.common.assignments.flatMap { ["--set", $0] } + endpoints
                + arguments.common.trustWords + RunRules.words(arguments)
        )
    }

    private static func code(_ reason: EngineStop.Reason) -> ExitCode {
        switch reason {
        case .signal(let number): ExitCode(rawValue: 128 + number) ?? .terminated
        case .timeIsUp: .timeLimitReached
        case .decided: .checksFailed
        case .asked: .inconclusive
        }
    }

    /// The code that a cause ends the process with.
    static func code(_ cause: RunJudgement.Cause) -> ExitCode {
        switch cause {
        case .signal(let number): code(EngineStop.Reason.signal(number))
        case .neverAnswered, .gateShut, .undecided, .endedOnRequest: .inconclusive
        case .failed, .endedAtFailure: .checksFailed
        case .thresholdCrossed: .thresholdsCrossed
        case .timeIsUp: .timeLimitReached
        }
    }
}

extension ProcessEnvironment {
    /// The crash that the environment asks for, counted anew each time this is asked.
    fileprivate var crashHook: (@Sendable (CrashPoint) -> Void)? { CrashHook.hook(self) }
}
