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
    private var probe: Probe?
    /// Attempts that were let out ahead.
    private var countAhead = 0
    private var last: SteppedAttempt?
    private var lastUser: String?
    private let input: LineInput
    private let exchange: SingleExchange
    private let write: (String) -> Bool
    private let paint: Paint
    /// How the things of the run are shown; known once the run is.
    private var text: StepText?

    /// Where the consumer says what it believes.
    struct Probe {
        /// The URL, without what may be a token.
        let url: String
        let request: WireRequest

        /// How long an answer may take.
        static let timeoutMilliseconds = 10_000

        /// Asks at a URL.
        init(_ target: WebhookURL, _ fields: [ProbeDefinition.Field] = []) {
            url = RunNotes.Endpoint.noted(target)
            var head = "GET \(target.target) HTTP/1.1\r\nHost: \(target.authority)\r\n"
            head += "Accept: application/json\r\nUser-Agent: \(RequestWriter.userAgent)\r\n"
            for field in fields { head += "\(field.name): \(field.value)\r\n" }
            request = WireRequest(
                endpoint: target.endpoint,
                bytes: Array((head + "\r\n").utf8),
                timeoutMilliseconds: Self.timeoutMilliseconds
            )
        }
    }

    /// Makes a session that reads words and writes where the result goes, or beside a report that goes there.
    init(_ common: CommonArguments, _ input: LineInput, _ console: Console) {
        self.input = input
        exchange = SingleExchange(trust: common.trust)
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

    /// Takes the facts of the run that is about to begin.
    func begin(_ run: ScenarioRun, secret: Secret?) {
        let definition = run.scenario.probe
        let fields = definition?.fields ?? []
        text = StepText(
            start: run.scenario.start,
            webhookNames: run.webhookNames,
            userNames: run.userNames,
            mask: SecretMask(hiding: run.scenario.secrets.map { Array($0.utf8) } + [secret?.bytes ?? []]),
            paint: paint
        )
        let embedded = run.embeddedEndpoint.flatMap { try? WebhookURL("http://\($0)/debug/state") }
        probe = (definition?.url ?? embedded).map { Probe($0, fields) }
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
        do throws(WireError) {
            let completion = try exchange.send(last.request)
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
        guard let probe else { return [] }
        do throws(WireError) {
            let completion = try exchange.send(probe.request)
            return text.probe(completion.result, url: probe.url, user: lastUser)
        } catch {
            return ["the probe cannot be read: \(error.message)"]
        }
    }

    private func show(_ lines: [String]) -> Bool {
        write(lines.map { $0 + "\n" }.joined())
    }
}
