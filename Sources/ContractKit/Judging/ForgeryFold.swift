import DeliveryKit

/// Judges whether forged requests were refused: those that are signed with no secret of the webhook.
///
/// What is signed rightly, or with the secret before, is not judged: a consumer may take it, and what it makes of
/// it only a probe can tell.
struct ForgeryFold: ExpectationFold {
    private struct Acceptance {
        let delivery: DeliveryRow
        let attempt: AttemptRow
    }

    private var forgedCount: Int64 = 0
    private var answeredCount: Int64 = 0
    /// Those that a consumer may take.
    private var signedCount: Int64 = 0
    private var acceptances = Examples<Acceptance>()

    mutating func observe(forged attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard let signature = attempt.forgedSignature else { return }
        switch signature {
        case .right, .previous:
            signedCount += 1
            return
        case .wrong: forgedCount += 1
        }
        guard attempt.status > 0 else { return }
        answeredCount += 1
        guard (200..<300).contains(attempt.status) else { return }
        let row = delivery.row.withoutBody
        acceptances.add(sequence: row.sequence, Acceptance(delivery: row, attempt: attempt))
    }

    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        acceptances.count > 0
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let signed =
            signedCount > 0
            ? "; \(Phrase.number(signedCount)) more with a valid signature, which may be accepted" : ""
        guard forgedCount > 0 else {
            return Ruling(.empty, "no request with a wrong signature was sent\(signed)")
        }
        let total = Phrase.count(forgedCount, "forged request", "forged requests")
        let count = Phrase.number(acceptances.count)
        if acceptances.count > 0 {
            return Ruling(
                .broken,
                "\(count) of \(total) \(acceptances.count == 1 ? "was" : "were") accepted\(signed)",
                examples: acceptances.lines { line($0, names) },
                evidence: acceptances.evidence(expected: "none accepted", actual: "\(count) accepted") {
                    [
                        FindingEvidence.Item(
                            .attempt(delivery: $0.attempt.delivery, number: $0.attempt.number),
                            line($0, names)
                        )
                    ]
                }
            )
        }
        guard answeredCount > 0 else { return Ruling(.undecided, "none of \(total) was answered\(signed)") }
        let unanswered = forgedCount - answeredCount
        let rest = unanswered > 0 ? "; \(Phrase.number(unanswered)) without an answer" : ""
        return Ruling(.heldSoFar, "none of \(total) was accepted\(rest)\(signed)")
    }

    private func line(_ acceptance: Acceptance, _ names: JudgementNames) -> String {
        let attempt = acceptance.attempt
        let faults = Phrase.list(attempt.marks.map(\.name.rawValue))
        return
            "\(names.delivery(acceptance.delivery)): status \(attempt.status) to a request with \(faults), "
            + "beside attempt \(attempt.number)"
    }
}

extension ExpectationFold {
    mutating func observe(forged attempt: AttemptRow, of delivery: inout ObservedDelivery) {}
}
