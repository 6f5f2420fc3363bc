/// A bound on a figure of a run: crossing it is told from failing, and has an exit code of its own.
package struct Threshold: Equatable, Sendable {
    /// The figure.
    package var metric: Metric
    /// What it must keep to.
    package var limit: MetricLimit

    /// States a threshold.
    package init(_ metric: Metric, _ limit: MetricLimit) {
        self.metric = metric
        self.limit = limit
    }

    /// What a run's figures came to.
    ///
    /// Without anything to take the figure of it cannot be judged, and neither can it in a run that was stopped.
    package func finding(_ metrics: RunMetrics, isComplete: Bool) -> Finding {
        let value = metrics.value(of: metric)
        let (verdict, message) = judged(value, isComplete: isComplete)
        return Finding(
            id: "threshold[\(metric.rawValue)]",
            name: "\(metric.rawValue) \(limit.text)",
            severity: .must,
            verdict: verdict,
            message: message,
            origin: .threshold,
            evidence: FindingEvidence(
                expected: limit.text,
                actual: value.map { MetricLimit.text($0, metric.unit) }
            )
        )
    }

    private func judged(_ value: Int64?, isComplete: Bool) -> (FindingVerdict, String) {
        guard let value else { return (.inconclusive, "\(metric.rawValue): \(metric.absence)") }
        let text = "\(metric.rawValue) is \(MetricLimit.text(value, metric.unit))"
        guard isComplete else {
            return (.inconclusive, "the run was stopped before its end; until then: \(text)")
        }
        return limit.allows(value)
            ? (.pass, "\(text), within \(limit.text)") : (.fail, "\(text), expected \(limit.text)")
    }
}

extension Metric {
    /// Why there is no figure.
    var absence: String {
        switch self {
        case .ackP50, .ackP95, .ackP99, .ackMax: "no attempt was ever answered, so there is no time to take"
        case .deliveriesTotal, .deliveriesDelivered, .deliveriesFailed, .deliveriesPending,
            .deliveriesCancelled, .attempts, .retries:
            "nothing was delivered, so there is nothing to count"
        }
    }
}
