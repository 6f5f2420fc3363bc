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
    private let mask: SecretMask
    /// What is expected as it may be noted.
    private let maskedExpectations: [Expectation]
    private let stop: EngineStop
    private let deadlineNanoseconds: Int64?

    init(_ scenario: Scenario, options: RunOptions, consumer: Consumer?, stop: EngineStop) {
        self.scenario = scenario
        self.stop = stop
        patienceMilliseconds = options.patienceMilliseconds
        trust = options.trust
        let mask = SecretMask(hiding: scenario.secrets + [options.secret].compactMap(\.self))
        self.mask = mask
        maskedExpectations = scenario.expectations.map { $0.masked(by: mask) }
        deadlineNanoseconds = options.maxTimeMilliseconds.map {
            MonotonicClock.nanoseconds() + min($0, 1_000_000_000) * 1_000_000
        }
        // What the file says comes first; its consumer need not be the one inside.
        var probe = scenario.probe
        if probe?.url == nil,
            let url = consumer.flatMap({ try? WebhookURL("http://\($0.endpoint)/debug/state") })
        {
            probe = probe ?? ProbeDefinition(url: url)
            probe?.url = url
        }
        self.probe = probe
    }

    /// What the run is judged by, for its run file.
    var record: String {
        JudgementRecord(
            expectations: maskedExpectations,
            thresholds: scenario.thresholds,
            // They are noted for readers: one that is a secret itself is of no use to them.
            reads: (probe?.reads ?? []).filter { mask.masked($0.template.text) == $0.template.text }
        ).text
    }

    /// Asks the consumer, where the run came to its end.
    ///
    /// The consumer inside knows nothing of what was attempted before this process began. Nothing is green by
    /// absence: it is not asked then.
    func probes(isComplete: Bool, earlierAttemptCount: Int64) -> ProbeReport {
        guard isComplete else { return ProbeReport() }
        guard scenario.probe?.url != nil || probe?.url == nil || earlierAttemptCount == 0 else {
            return ProbeReport(scenario.expectations, unreadable: .sentOnlyTheRest)
        }
        let prober = Prober(
            probe,
            scenario.expectations,
            patienceMilliseconds: patienceMilliseconds,
            mask: mask
        )
        return prober.run(trust: trust) {
            if let deadlineNanoseconds, MonotonicClock.nanoseconds() >= deadlineNanoseconds {
                stop.request(.timeIsUp)
            }
            return stop.reason
        }
    }

    /// The findings without secrets: everything else that findings tell is in the run file anyway.
    func masked(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().map { place, finding in isBound(place) ? finding.masked(by: mask) : finding }
    }

    /// The findings that take secrets to be made again, by the place of their expectation.
    func bound(_ findings: [Finding]) -> [Int: Finding] {
        let places = scenario.expectations.indices.filter(isBound)
        return Dictionary(uniqueKeysWithValues: places.map { ($0, findings[$0]) })
    }

    /// Whether a judgement takes secrets: those that requests were signed with, or one that it looks for.
    private func isBound(_ place: Int) -> Bool {
        guard scenario.expectations.indices.contains(place) else { return false }
        let expectation = scenario.expectations[place]
        switch expectation.kind {
        case .headers, .signature: return true
        case .accepted, .forgeriesRefused, .count, .never, .order, .attempts, .body, .sameBytes, .probe,
            .metric, .sometimes, .digest:
            return expectation != maskedExpectations[place]
        }
    }
}
