import ContractKit
import DeliveryKit
import JSONKit
import ReportKit
import ScenarioKit
import SimulationKit
import WireKit

/// Sends one event, once or a few times, and says what came back.
struct SendCommand {
    private let arguments: SendArguments
    private let console: Console
    private let environment: ProcessEnvironment

    static func run(
        _ arguments: SendArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        let command = SendCommand(arguments: arguments, console: console, environment: environment)
        do {
            return try command.run()
        } catch let problems as ScenarioProblems {
            // What is wrong is a flag, so that it is no scenario that is invalid.
            console.failRendered(problems.text)
            return .usage
        }
    }

    private func run() throws -> ExitCode {
        let common = arguments.common
        if let warning = common.secretSource.warning { console.warn(warning) }
        if let warning = common.trustWarning { console.warn(warning) }
        let scenario = try scenario()
        if arguments.isDryRun {
            try printScripts(of: scenario)
            return .success
        }
        guard let secret = try common.secretSource.resolve(environment: environment) else {
            console.failForSecret()
            return .usage
        }
        if let warning = Secret.warning(of: [secret.bytes]) { console.warn(warning) }
        SignalWatch.block()
        let stop = EngineStop()
        SignalWatch.begin { stop.request(.signal($0)) }
        var options = RunOptions()
        options.secret = String(decoding: secret.bytes, as: UTF8.self)
        options.concurrency = common.concurrency
        options.descriptorsMax = OpenFileLimit.raise()
        options.maxTimeMilliseconds = common.maxTimeMilliseconds
        options.trust = common.trust
        let run = try ScenarioRun(scenario, options: options, stop: stop)
        do {
            let code = try deliver(run, hiding: secret)
            try run.close()
            return code
        } catch {
            // The first error is the one to tell; closing what is broken may well fail too.
            try? run.close()
            throw error
        }
    }

    private func deliver(_ run: ScenarioRun, hiding secret: Secret) throws -> ExitCode {
        let end = try run.deliver()
        var tally = RunTally()
        var entries: [AttemptEntry] = []
        let judged = try run.judge(end) { entry in
            tally.observe(entry)
            if case .attempt(let entry) = entry { entries.append(entry) }
        }
        entries.sort { $0.delivery.sequence < $1.delivery.sequence }
        for entry in entries {
            let answer = run.answers[entry.delivery.sequence] ?? []
            try show(entry, answer: SecretMask(hiding: [secret.bytes]).masked(answer))
        }
        if arguments.times > 1 { try console.write(summary(tally) + "\n") }
        let judgement = RunJudgement(
            findings: judged.findings,
            attemptCount: tally.attemptCount,
            answeredCount: tally.answeredCount,
            stopped: judged.stopped
        )
        return .worst(of: judgement.causes.map(RunCommand.code))
    }

    private func scenario() throws -> Scenario {
        let now = WallClock.nanoseconds()
        var event = SingleEvent(
            arguments.event,
            arguments.profile,
            seed: arguments.common.seed ?? UInt64(bitPattern: now),
            times: arguments.times,
            data: try arguments.data.map { text in
                try SingleEvent.data(SourceText(flag: Flag.data.spelling, value: text))
            }
        )
        event.extraFields = arguments.fields
        let end = arguments.common.seed == nil ? Moment(milliseconds: now / 1_000_000) : nil
        return try event.scenario(to: arguments.url, endingAt: end)
    }

    private func printScripts(of scenario: Scenario) throws {
        var source = try scenario.source()
        let writer = RequestWriter(
            source.histories[0].versions[0],
            profile: scenario.profile,
            extraFields: arguments.fields
        )
        var deliveries: [PlannedDelivery] = []
        var isFirst = true
        while source.nextMoment != nil {
            deliveries.removeAll(keepingCapacity: true)
            try source.advance(into: &deliveries)
            for delivery in deliveries {
                let request = writer.request(
                    body: delivery.body,
                    identifier: delivery.identifier,
                    type: delivery.type,
                    attemptAt: delivery.moment
                )
                if isFirst { try console.write(SendScript.opening(arguments.common.secretSource)) }
                isFirst = false
                try console.write(bytes: SendScript.bytes(of: request, to: arguments.url))
            }
        }
    }

    /// Prints what became of a delivery, and the beginning of what was answered.
    private func show(_ entry: AttemptEntry, answer: [UInt8]) throws {
        guard console.settings.verbosity != .quiet || entry.attempt.outcome != .delivered else { return }
        let style: Style = console.settings.outputPaint.isOn ? .colored : .plain
        let isAccepted = entry.attempt.outcome == .delivered
        let mark = isAccepted ? style.green("✓") : style.red("✗")
        let id = String(decoding: entry.delivery.id, as: UTF8.self)
        let took = ReportKit.DurationText.text(microseconds: entry.attempt.tookMicroseconds)
        let outcome =
            entry.attempt.status > 0
            ? "\(entry.attempt.status) in \(took)"
            : "no answer: \(entry.attempt.error ?? "nothing is known of why")"
        var text = "\(mark) \(arguments.event.name)  \(style.dim(DisplayText.printable(id)))  "
        text += DisplayText.printable(outcome) + "\n"
        for line in Self.excerpt(answer) { text += "    \(style.dim(line))\n" }
        try console.write(text)
    }

    /// Most lines, and most characters of one, that are shown of an answer.
    private static let excerptLinesMax = 5
    private static let excerptCharactersMax = 200

    /// The beginning of an answer's body, made harmless for a terminal.
    private static func excerpt(_ body: [UInt8]) -> [String] {
        let lines = body.split(separator: 0x0A).map { line in
            let text = DisplayText.printable(String(decoding: line, as: UTF8.self))
            return text.count > excerptCharactersMax ? text.prefix(excerptCharactersMax) + "…" : text
        }
        return lines.count > excerptLinesMax ? lines.prefix(excerptLinesMax) + ["…"] : lines
    }

    private func summary(_ tally: RunTally) -> String {
        let counts = tally.deliveries
        let refused = counts.total - counts.delivered
        let accepted = "\(Phrase.number(counts.total)) sent, \(Phrase.number(counts.delivered)) accepted"
        return refused == 0 ? accepted : "\(accepted), \(Phrase.number(refused)) not"
    }
}
