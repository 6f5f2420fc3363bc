package import DeliveryKit

/// The verdict of a run and what decided it.
package struct RunJudgement: Equatable, Sendable {
    /// Why a run is not simply passed; an exit code follows from each.
    package enum Cause: Equatable, Sendable {
        /// Somebody sent a signal.
        case signal(Int32)
        /// No attempt was ever answered, so that there was nobody to judge.
        case neverAnswered
        /// What must be accepted before anything can be judged was not.
        case gateShut
        /// Nothing failed, and something that must hold could not be judged.
        case undecided
        /// Something that must hold did not.
        case failed
        /// All that must hold held, and a threshold was crossed.
        case thresholdCrossed
        /// The time that was allowed was over before the run was.
        case timeIsUp
        /// The run was ended at its first failure.
        case endedAtFailure
        /// The run was to go no further, and nothing had failed until then.
        case endedOnRequest
    }

    /// What the run came to.
    package let verdict: RunVerdict
    /// Why, the one that decides the exit code first; empty when the run passed.
    package let causes: [Cause]

    /// What the findings do not say by themselves, as a sentence; nil where they say all.
    ///
    /// That a threshold was crossed is a headline only where nothing else is wrong.
    package var explanation: String? {
        let cause = causes.first { $0 != .failed && $0 != .thresholdCrossed }
        return (cause ?? (causes == [.thresholdCrossed] ? .thresholdCrossed : nil))?.message
    }

    /// Judges a run by its findings and by how it went.
    ///
    /// The gate comes first: a run whose attempts were never answered is inconclusive, whatever its expectations
    /// came to. With `isStrict`, what should hold must. A run that was stopped cannot be `undecided`, as that
    /// is the stop's own doing; one that somebody ended on purpose is, unless something failed.
    package init(
        findings: [Finding],
        attemptCount: Int64,
        answeredCount: Int64,
        stopped: EngineStop.Reason? = nil,
        isStrict: Bool = false,
        isGateShut: Bool = false
    ) {
        let decisive = findings.filter { finding in
            switch finding.severity {
            case .must: true
            case .should: isStrict
            case .info: false
            }
        }
        let neverAnswered = attemptCount > 0 && answeredCount == 0
        let failed = decisive.contains { $0.verdict == .fail && $0.origin == .check }
        let crossed = decisive.contains { $0.verdict == .fail && $0.origin == .threshold }
        let undecided = decisive.contains { $0.verdict == .inconclusive }
        // In the order in which exit codes take precedence: 130 and 143, 4, 1, 5, 6.
        var causes: [Cause] = []
        if case .signal(let number) = stopped { causes.append(.signal(number)) }
        if neverAnswered { causes.append(.neverAnswered) }
        if isGateShut { causes.append(.gateShut) }
        if undecided, !failed, stopped == nil { causes.append(.undecided) }
        if stopped == .asked, !failed { causes.append(.endedOnRequest) }
        // Nothing is green by absence: what was to be a failure must be one in the end.
        if stopped == .decided, !failed { causes.append(.undecided) }
        if failed { causes.append(.failed) }
        if stopped == .decided, failed { causes.append(.endedAtFailure) }
        if crossed { causes.append(.thresholdCrossed) }
        if stopped == .timeIsUp { causes.append(.timeIsUp) }
        self.causes = causes
        if stopped != nil {
            verdict = .aborted
        } else if neverAnswered || isGateShut || (undecided && !failed) {
            verdict = .inconclusive
        } else {
            verdict = failed || crossed ? .failed : .passed
        }
    }
}

extension RunJudgement.Cause {
    /// The cause as a sentence for people, without a final point.
    package var message: String {
        switch self {
        case .signal(let number): "stopped by signal \(number) before the end"
        case .neverAnswered: "no attempt was ever answered, so there was nobody to judge"
        case .gateShut: "right deliveries are not accepted, so that nothing else can be judged"
        case .undecided: "something that must hold could not be judged"
        case .failed: "something that must hold did not"
        case .thresholdCrossed: "all that must hold did, and a threshold was crossed"
        case .timeIsUp: "stopped before the end, as the time that was allowed was over"
        case .endedAtFailure: "ended at the first failure, and not gone on with"
        case .endedOnRequest: "ended on request; what only the end of the run shows is open"
        }
    }
}
