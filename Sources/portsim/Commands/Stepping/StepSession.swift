import ContractKit
import DeliveryKit
import ScenarioKit
import WireKit

/// Steps through a run: shows what comes next, waits for a word, shows what became of it.
///
/// Nothing here ends by itself: whoever steps has all the time there is. The end of the words ends the run.
final class StepSession: RunStepper {
    private(set) var isStepping = true
    /// Where the consumer says what it believes; nil where nobody knows.
    private var probe: ProbeDefinition?
    /// Attempts that were let out ahead.
    private var countAhead = 0
    private var last: SteppedAttempt?
    private var lastUser: String?
    private let input: LineInput
    private let trust: TLSTrust
    /// Sends what is sent beside the run; made with the first request.
    private var client: ProbeClient?
    private let write: (String) -> Bool
    private let paint: Paint
    /// How the things of the run are shown; known once the run is.
    private var text: StepText?

    /// How long the answer of a probe may take.
    private static let probeTimeoutMilliseconds = 10_000

    /// Makes a session that reads words and writes where the result goes, or beside a report that goes there.
    init(_ common: CommonArguments, _ input: LineInput, _ console: Console) {
        self.input = input
        trust = common.trust
        let isOnError = common.reports.contains(where: \.goesToStandardOutput)
        paint = isOnError ? console.settings.errorPaint : console.settings.outputPaint
        write = { text in
            if isOnError {
                console.failRendered(text.hasSuffix("\n") ? String(text.dropLast()) : text)
                return true
            }
            return (try? console.write(text)) != nil && (try? console.flush()) != nil
        }
    }

    deinit { client?.close() }

    /// Takes the facts of the run that is about to begin.
    func begin(_ run: ScenarioRun, secret: Secret?) {
        text = StepText(
            start: run.scenario.start,
            webhookNames: run.webhookNames,
            userNames: run.userNames,
            mask: SecretMask(hiding: run.scenario.secrets.map { Array($0.utf8) } + [secret?.bytes ?? []]),
            paint: paint
        )
        let embedded = run.embeddedEndpoint.flatMap { try? WebhookURL("http://\($0)/debug/state") }
        var definition = run.scenario.probe ?? ProbeDefinition(url: nil)
        if definition.url == nil { definition.url = embedded }
        probe = definition
    }

    /// Shows what comes next, and waits for a word on it.
    func permits(_ attempt: UpcomingAttempt) -> Bool {
        guard let text, show([text.upcoming(attempt)]) else { return false }
        lastUser = StepText.user(in: attempt.body)
        if countAhead > 0 {
            countAhead -= 1
            return true
        }
        while true {
            // Nobody who pipes words wants prompts between the lines.
            if input.isTerminal, !write("step> ") { return false }
            guard let line = input.line() else { return false }
            switch StepWord(line) {
            case .next(let count):
                countAhead = count - 1
                return true
            case .go:
                isStepping = false
                return show(["going on by itself"])
            case .quit: return false
            case .again: guard sendAgain(text) else { return false }
            case .help: guard show(text.help) else { return false }
            case .unknown(let line):
                guard show(["\(Printable.quoted(line)) is no command; ? lists them"]) else { return false }
            }
        }
    }

    /// Shows what became of the attempt that was let out.
    func observe(_ attempt: SteppedAttempt) {
        guard let text else { return }
        last = attempt
        let answer = text.answer(
            attempt.result,
            tookNanoseconds: attempt.tookNanoseconds,
            meaning: text.meaning(of: attempt)
        )
        _ = show(text.request(attempt) + answer + probed(text) + [""])
    }

    private func sendAgain(_ text: StepText) -> Bool {
        guard let last else { return show(["nothing was sent yet"]) }
        do throws(ProbeFailure) {
            let completion = try send { _ in last.request }
            let answer = text.answer(
                completion.result,
                tookNanoseconds: completion.tookNanoseconds,
                meaning: "sent again, which nothing records"
            )
            return show(answer + probed(text))
        } catch {
            return show(["it cannot be sent: \(error.message)"])
        }
    }

    private func probed(_ text: StepText) -> [String] {
        guard let probe, let url = probe.url else { return [] }
        do throws(ProbeFailure) {
            let completion = try send { $0.question(url, fields: probe.fields) }
            // What may be a token is not shown.
            return text.probe(completion.result, url: RunNotes.Endpoint.noted(url), user: lastUser)
        } catch {
            return [error.message]
        }
    }

    /// Sends a request beside the run, and waits for its end or that of the run.
    private func send(_ request: (ProbeClient) -> WireRequest) throws(ProbeFailure) -> WireCompletion {
        let client =
            if let client { client } else {
                try ProbeClient(timeoutMilliseconds: Self.probeTimeoutMilliseconds, trust: trust)
            }
        self.client = client
        guard let completion = client.exchange(request(client), isStopped: { input.isStopped }) else {
            throw .stopped
        }
        return completion
    }

    private func show(_ lines: [String]) -> Bool {
        write(lines.map { $0 + "\n" }.joined())
    }
}
