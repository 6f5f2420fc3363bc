import DeliveryKit

/// Judges what the consumer said of itself.
struct ProbeFold: ExpectationFold {
    let place: Int
    let question: ProbeQuestion

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let expected = "expected \(question.description)"
        guard let outcome = facts.probes[place] else {
            return Ruling(.undecided, "\(expected); the probe was not read")
        }
        switch outcome {
        case .held(let value):
            return Ruling(
                .held,
                "\(question.subject) is \(value.text), \(after(value))",
                evidence: evidence(value)
            )
        case .differed(let value):
            return Ruling(
                .broken,
                "\(expected), found \(value.text), \(after(value))",
                evidence: evidence(value)
            )
        case .unreadable(let reason):
            return Ruling(.undecided, "\(expected); \(reason)")
        case .unasked(let reason):
            return Ruling(.skipped, "\(expected); \(reason)")
        }
    }

    private func after(_ value: ProbedValue) -> String {
        "read \(value.elapsedMilliseconds)ms after the end"
    }

    private func evidence(_ value: ProbedValue) -> FindingEvidence {
        FindingEvidence(
            items: [FindingEvidence.Item(.probe(value.read), "\(question.subject) was \(value.text)")],
            expected: question.value.description,
            actual: value.text
        )
    }
}

/// Judges a figure of the run.
struct MetricFold: ExpectationFold {
    let metric: Metric
    let limit: MetricLimit

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        guard let value = facts.metrics.value(of: metric) else {
            return Ruling(.empty, "\(metric.rawValue): \(metric.absence)")
        }
        let text = MetricLimit.text(value, metric.unit)
        let evidence = FindingEvidence(expected: limit.text, actual: text)
        return limit.allows(value)
            ? Ruling(.heldSoFar, "\(metric.rawValue) is \(text), within \(limit.text)", evidence: evidence)
            : Ruling(
                .brokenSoFar,
                "\(metric.rawValue) is \(text), expected \(limit.text)",
                evidence: evidence
            )
    }
}

/// Judges the digest of all bodies.
struct DigestFold: ExpectationFold {
    let hex: String
    private var deliveryCount: Int64 = 0

    init(_ hex: String) {
        self.hex = hex
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        deliveryCount += 1
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        guard deliveryCount > 0 else { return Ruling(.empty, "nothing was delivered") }
        guard let digest = facts.digest else {
            return Ruling(.undecided, "the digest of the run is not known")
        }
        let evidence = FindingEvidence(expected: hex, actual: digest)
        return digest == hex
            ? Ruling(.heldSoFar, "the digest is \(digest)", evidence: evidence)
            : Ruling(.brokenSoFar, "the digest is \(digest), expected \(hex)", evidence: evidence)
    }
}
