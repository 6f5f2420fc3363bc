package import DeliveryKit
package import WireKit

/// Performs checks against a consumer, one after the other, the gate first.
///
/// Belongs to the thread that performs it.
package struct Verification {
    /// What a whole verification came to.
    package struct Outcome: Sendable {
        /// One result for each check that was chosen, in their order; the gate's too where it failed.
        package var results: [CheckResult]
        /// Whether the gate failed, so that nothing else says much.
        package var isGateShut: Bool
        /// What was sent and how it was answered.
        package var tally: CheckTally
        /// Real time of all of it.
        package var wallNanoseconds: Int64
        /// Why it ended early; nil where it did not.
        package var stopped: EngineStop.Reason?
        /// The digest of all requests.
        package var digest: StreamDigest
        /// What else is to be said, each a sentence without a final point.
        package var remarks: [String]
    }

    private let target: CheckTarget
    private let options: CheckOptions
    private let checks: [ContractCheck]
    private let stop: EngineStop

    /// Prepares checks, in the order in which they are performed.
    package init(
        _ checks: [ContractCheck],
        of target: CheckTarget,
        options: CheckOptions,
        stop: EngineStop = EngineStop()
    ) {
        self.checks = checks
        self.target = target
        self.options = options
        self.stop = stop
    }

    /// Performs them; `begins` hears of each before it is, `ends` after it was.
    ///
    /// - Throws: `WireError` when the process has no descriptor left.
    package func perform(
        begins: (ContractCheck) -> Void = { _ in },
        ends: (CheckResult) -> Bool = { _ in true }
    ) throws(WireError) -> Outcome {
        let session = try CheckSession(target, options, stop: stop)
        defer { session.wire.close() }
        let begun = MonotonicClock.nanoseconds()
        var remarks: [String] = []
        if let remark = try? EndpointHook.reset(session) { remarks.append(remark) }
        var results: [CheckResult] = []
        var goesOn = true
        for check in order() {
            guard goesOn, stop.reason == nil else {
                results.append(
                    CheckResult(
                        check,
                        severity(of: check),
                        .inconclusive,
                        "not performed: the verification was ended before"
                    )
                )
                continue
            }
            begins(check)
            let result = perform(check, session)
            let isChosen = checks.contains { $0.id == check.id }
            guard isChosen || result.finding.verdict != .pass else { continue }
            results.append(result)
            goesOn = ends(result)
        }
        let places = Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($1.id, $0) })
        results.sort { (places[$0.check.id] ?? -1) < (places[$1.check.id] ?? -1) }
        if session.limitedCount > 0 {
            let count = Phrase.count(Int64(session.limitedCount), "answer", "answers")
            remarks.append(
                "\(count) of 429: requests were sent again, and slower, "
                    + "\(session.paceMilliseconds) ms apart in the end"
            )
        }
        return Outcome(
            results: results,
            isGateShut: !session.isGateOpen,
            tally: session.tally,
            wallNanoseconds: MonotonicClock.nanoseconds() - begun,
            stopped: stop.reason,
            digest: session.digest,
            remarks: remarks
        )
    }

    private func severity(of check: ContractCheck) -> Severity { check.severity(in: target.profile) }

    /// The gate comes first, whether it was chosen or not, and what looks back on all answers last.
    private func order() -> [ContractCheck] {
        let gate = ContractCheck.validDelivery
        let last = ContractCheck.answerDeadline
        return [gate] + checks.filter { $0.id != gate.id && $0.id != last.id }
            + checks.filter { $0.id == last.id }
    }

    private func perform(_ check: ContractCheck, _ session: CheckSession) -> CheckResult {
        if let reason = missing(check, session) {
            return CheckResult(check, severity(of: check), .skip, reason)
        }
        guard !session.isGone else {
            return CheckResult(
                check,
                severity(of: check),
                .inconclusive,
                "the endpoint is gone: it did not survive an earlier check"
            )
        }
        let isGate = check.id == ContractCheck.validDelivery.id
        let isHeard = session.acceptsAnything || check.speaksBeforeGate && session.tally.answeredCount > 0
        guard isGate || isHeard else {
            return CheckResult(
                check,
                severity(of: check),
                .inconclusive,
                "right deliveries are not accepted (SIG-01)"
            )
        }
        let first = session.nextExchange
        let run = CheckRun(check, session)
        do throws(CheckStop) {
            try check.perform(run)
        } catch {
            switch error {
            case .settled: break
            case .gone: run.leaveOpen("the endpoint did not come back")
            case .stopped: run.leaveOpen("not finished: the verification was ended before")
            }
        }
        if isGate {
            session.isGateOpen = !run.notes.contains { $0.weight >= .undecided }
        }
        let answer = session.exchanges[first]?.answer
        session.keepExchanges(run.notes.flatMap(\.exchanges), from: first)
        return CheckResult(
            check,
            severity(of: check),
            notes: run.notes,
            requestCount: session.nextExchange - first,
            canaries: run.canaries,
            answer: answer,
            exchanges: session.exchanges
        )
    }

    /// Why a check is skipped; nil where it is not.
    private func missing(_ check: ContractCheck, _ session: CheckSession) -> String? {
        for need in ContractCheck.Need.allCases where check.needs.contains(need) {
            switch need {
            case .portfolio where !session.dialect.isPortfolio: return "not in this profile"
            case .previousSecret where target.previousSecret == nil:
                return "it needs 'secretPrevious' in the probe file: the secret before the last rotation"
            case .failNextHook where target.failNext == nil:
                return "it needs 'failNext' in the probe file: a URL that makes the next delivery fail once"
            case .timing where !options.measuresTiming:
                return "it needs --timing: it measures thousands of answers"
            case .portfolio, .previousSecret, .failNextHook, .timing: continue
            }
        }
        return nil
    }
}
