import ConsumerKit
import ContractKit
import DeliveryKit
import WireKit

/// What the judgement of a run takes beside its record.
struct RunJudging {
    private let scenario: Scenario
    private let probe: ProbeDefinition?
    private let patienceMilliseconds: Int64
    private let trust: TLSTrust
    private let secrets: [String]
    private let stop: EngineStop
    private let deadlineNanoseconds: Int64?

    /// Fewest bytes of a secret that is taken out of what is noted: shorter ones stand in everything.
    private static let secretBytesMin = 6

    init(_ scenario: Scenario, options: RunOptions, consumer: Consumer?, stop: EngineStop) {
        self.scenario = scenario
        self.stop = stop
        patienceMilliseconds = options.patienceMilliseconds
        trust = options.trust
        secrets = (scenario.secrets + [options.secret].compactMap(\.self))
            .filter { $0.utf8.count >= Self.secretBytesMin }
        deadlineNanoseconds = options.maxTimeMilliseconds.map {
            MonotonicClock.nanoseconds() + min($0, 1_000_000_000) * 1_000_000
        }
        // What the file says comes first; its consumer need not be the one inside.
        probe =
            scenario.probe
            ?? consumer.flatMap { try? WebhookURL("http://\($0.endpoint)/debug/state") }
            .map { ProbeDefinition(url: $0) }
    }

    /// What the run is judged by, for its run file.
    var record: String {
        JudgementRecord(
            expectations: scenario.expectations,
            thresholds: scenario.thresholds,
            reads: probe?.reads ?? []
        ).text(redacted: redacted)
    }

    /// Asks the consumer, where the run came to its end.
    func probes(isComplete: Bool) -> ProbeReport {
        guard isComplete else { return ProbeReport() }
        let prober = Prober(
            probe,
            scenario.expectations,
            patienceMilliseconds: patienceMilliseconds,
            redacted: redacted
        )
        return prober.run(trust: trust) {
            if let deadlineNanoseconds, MonotonicClock.nanoseconds() >= deadlineNanoseconds {
                stop.request(.timeIsUp)
            }
            return stop.reason
        }
    }

    /// The findings that take secrets to be made again, by the place of their expectation.
    func bound(_ findings: [Finding]) -> [Int: Finding] {
        var bound: [Int: Finding] = [:]
        for (place, expectation) in scenario.expectations.enumerated() {
            switch expectation.kind {
            case .headers, .signature, .sameBytes: bound[place] = findings[place]
            case .accepted, .count, .never, .order, .attempts, .body, .probe, .metric, .sometimes, .digest:
                continue
            }
        }
        return bound
    }

    /// An ending as its run file keeps it.
    func text(of ending: RunEnding) -> String { ending.text(redacted: redacted) }

    private func redacted(_ text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: "[redacted]") }
    }
}
