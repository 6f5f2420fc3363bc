import ContractKit
import DeliveryKit
import ReportKit
import ScenarioKit
import SimulationKit
import WireKit

/// Contract-tests a consumer and reports.
struct VerifyCommand {
    private let arguments: VerifyArguments
    private let console: Console
    private let environment: ProcessEnvironment
    private let stop = EngineStop()

    static func run(
        _ arguments: VerifyArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        let command = VerifyCommand(arguments: arguments, console: console, environment: environment)
        if arguments.isDryRun {
            try command.printChecks()
            return .success
        }
        SignalWatch.block()
        return try command.run()
    }

    private func run() throws -> ExitCode {
        let common = arguments.common
        if let warning = common.secretSource.warning { console.warn(warning) }
        if let warning = common.trustWarning { console.warn(warning) }
        guard let secret = try common.secretSource.resolve(environment: environment) else {
            console.failForSecret()
            return .usage
        }
        let probe = try probeFile()
        let baseline =
            try common.baselinePath.map { try BaselineReader.read(try ScenarioFile.load(path: $0)) }
            ?? Baseline([])
        let output = try ReportOutput(
            common.reports,
            sparing: common.inputPaths + (arguments.probePath.map { [$0] } ?? [])
        )
        let target = target(secret, probe)
        let secrets = [secret.bytes] + [target.previousSecret].compactMap(\.self)
        if let warning = Secret.warning(of: secrets) { console.warn(warning) }
        SignalWatch.begin { [stop] in stop.request(.signal($0)) }
        let consumer: ExecutedConsumer
        do {
            consumer = try ExecutedConsumer(common, targets: [target.url], hiding: secrets)
        } catch let failure as ExecutedConsumer.Failure {
            return tell(failure)
        }
        defer { consumer.stop() }
        do throws(ExecutedConsumer.Failure) {
            try consumer.wait(for: [target.url], stop: stop)
        } catch {
            return tell(error)
        }
        let hidden = secrets + (probe?.probe.fields.map { Array($0.value.utf8) } ?? [])
        var report = try report(on: target, baseline: baseline, mask: SecretMask(hiding: hidden))
        report.consumerLines = consumer.group?.lastLines
        if let ending = consumer.group?.ending {
            console.warn("the consumer \(ending.words) before the end")
        }
        // What is wrong with stdout is told at its last flush: it must not cost the reports.
        try? output.show(report, isFirst: true, on: console)
        let step = GitHubStep(environment)
        step?.tell([report], on: console, outputIsTaken: output.writesToStandardOutput)
        try output.write([report], to: console)
        return ExitCode(rawValue: report.exitCode) ?? .invariantBroken
    }

    private func tell(_ failure: ExecutedConsumer.Failure) -> ExitCode {
        console.fail(failure.message, help: failure.help)
        return failure.code
    }

    private func probeFile() throws -> ProbeFile? {
        guard let path = arguments.probePath else { return nil }
        return try ProbeFile.read(
            try ScenarioFile.load(path: path),
            allowsInsecure: arguments.ownsEndpoint
        ) { [environment] in environment[$0] }
    }

    private func target(_ secret: Secret, _ probe: ProbeFile?) -> CheckTarget {
        var target = CheckTarget(url: arguments.url, secret: secret.bytes, profile: arguments.profile)
        target.fields = arguments.fields
        target.probe = probe?.probe
        target.reset = probe?.reset
        target.failNext = probe?.failNext
        target.previousSecret = probe?.previousSecret.map { Array($0.utf8) }
        target.trust = arguments.common.trust
        return target
    }

    /// The seed where nobody gives one: rounds differ by the moment that they begin at.
    private var seed: UInt64 { arguments.common.seed ?? 1 }

    private func report(on target: CheckTarget, baseline: Baseline, mask: SecretMask) throws -> RunReport {
        var options = CheckOptions(seed: seed, now: Moment(milliseconds: WallClock.milliseconds()))
        if let patience = arguments.patienceMilliseconds { options.patienceMilliseconds = patience }
        options.measuresTiming = arguments.measuresTiming
        options.maxTimeMilliseconds = arguments.common.maxTimeMilliseconds
        let verification = Verification(arguments.checks, of: target, options: options, stop: stop)
        var done = 0
        let outcome = try verification.perform { check in
            done += 1
            console.progress(nowMilliseconds: MonotonicClock.nanoseconds() / 1_000_000) {
                "\(done) of \(arguments.checks.count)  \(check.id)  \(check.title)"
            }
        } ends: { result in
            !(arguments.common.failsFast && isFailure(result.finding))
        }
        console.eraseProgress()
        for remark in outcome.remarks { console.note(remark) }
        let subject = target.url.withoutQuery
        var bodies = BodyFolder(environment)
        let told = outcome.results.map { result in
            let isFailure = result.finding.verdict == .fail
            let curl = isFailure ? bodies.curl(result.decisive, result.check.id, to: target.url) : nil
            return CheckStory(result, reproduction: reproduction(of: result.check), curl: curl).finding
                .masked(by: mask)
        }
        var judge = BaselineJudge(baseline, today: environment.today)
        let findings = judge.apply(to: told, of: subject) + judge.staleEntries()
        let tally = outcome.tally
        let judgement = RunJudgement(
            findings: findings,
            attemptCount: tally.requestCount,
            answeredCount: tally.answeredCount,
            stopped: outcome.stopped,
            isStrict: arguments.common.isStrict,
            isGateShut: outcome.isGateShut
        )
        var report = RunReport(
            command: "verify",
            version: Version.number,
            subject: RunReport.Subject(scenario: subject, profile: target.profile.name, seed: seed),
            verdict: judgement.verdict,
            explanation: judgement.explanation,
            exitCode: ExitCode.worst(of: judgement.causes.map(RunCommand.code)).rawValue,
            digest: outcome.digest.hex,
            wallNanoseconds: outcome.wallNanoseconds,
            simulatedMilliseconds: 0,
            eventTypes: target.profile.eventTypes,
            eventCounts: tally.eventCounts,
            tally: RunTally(),
            checks: findings,
            reproduction: reproduction(of: nil)
        )
        report.deliveries = DeliveryCounts(
            total: tally.requestCount,
            delivered: tally.acceptedCount,
            failed: tally.requestCount - tally.acceptedCount
        )
        report.attemptCount = tally.requestCount
        report.ack = AckSummary(tally.histogram)
        report.isStrict = arguments.common.isStrict
        return report
    }

    private func isFailure(_ finding: Finding) -> Bool {
        guard finding.verdict == .fail else { return false }
        return switch finding.severity {
        case .must: true
        case .should: arguments.common.isStrict
        case .info: false
        }
    }

    /// The command line that performs one check again, or all that were chosen.
    private func reproduction(of check: ContractCheck?) -> Reproduction {
        let selection = check.map { [Flag.onlyContract.spelling, $0.id] } ?? arguments.selectionWords
        let profile =
            arguments.profile.name == Profile.kryptosV1.name ? [] : ["--profile", arguments.profile.name]
        return Reproduction(
            command: "verify",
            path: arguments.url.text,
            seed: seed,
            options: selection + profile
                + (arguments.probePath.map { [Flag.probe.spelling, $0] } ?? [])
                + (arguments.ownsEndpoint ? [Flag.ownEndpoint.spelling] : [])
                + arguments.common.trustWords
        )
    }

    private func printChecks() throws {
        for check in arguments.checks {
            let probe = check.effects == .some ? ", with a probe for its whole verdict" : ""
            let severity = check.severity(in: arguments.profile).rawValue
            try console.write("\(check.id)  \(check.title) (\(severity)\(probe))\n    \(check.sends)\n")
        }
    }
}

extension WebhookURL {
    /// The URL as reports show it: what follows the mark of a query may be a token.
    var withoutQuery: String {
        guard let mark = text.firstIndex(of: "?") else { return text }
        return text[...mark] + "(secret)"
    }
}
