import ContractKit
import DeliveryKit
import SimulationKit
import Testing

struct ThresholdTests {
    /// Four deliveries: two accepted, one at its second attempt; one refused, one waiting.
    private static let run: RecordedRun = {
        var run = RecordedRun()
        for _ in 0..<4 { run.deliver(.integrationCreated) }
        run.accept(1)
        run.attempt(2, .retry, status: 503)
        run.attempt(2, .delivered, status: 200, number: 2)
        run.refuse(3)
        return run
    }()

    @Test(
        arguments: [
            (.deliveriesTotal, 4), (.deliveriesDelivered, 2), (.deliveriesFailed, 1), (.deliveriesPending, 1),
            (.deliveriesCancelled, 0), (.attempts, 4), (.retries, 2), (.ackMax, 400),
        ] as [(Metric, Int64)]
    )
    func `figures are taken of the record`(metric: Metric, value: Int64) throws {
        for (relation, verdict) in [(.equal, .pass), (.above, .fail)]
            as [(MetricLimit.Relation, FindingVerdict)]
        {
            let threshold = Threshold(metric, MetricLimit(relation, value, metric.unit))
            let finding = try #require(Self.run.findings(thresholds: [threshold]).last)
            #expect(finding.verdict == verdict, "\(finding.message)")
            #expect(finding.origin == .threshold)
            #expect(finding.id == "threshold[\(metric.rawValue)]")
        }
        let limit = MetricLimit(.below, value, metric.unit)
        let finding = try #require(Self.run.findings(.metric(metric, limit)).first)
        #expect(finding.verdict == .fail)
        #expect(finding.evidence.actual == MetricLimit.text(value, metric.unit))
    }

    @Test func `an illegal request is an attempt that says nothing of the consumer`() {
        var run = Self.run
        run.attempt(4, .forged, status: 200, number: 2)
        let figures: [(Metric, Int64)] = [
            (.attempts, 5), (.retries, 2), (.deliveriesDelivered, 2), (.deliveriesPending, 1),
        ]
        let findings = run.findings(
            thresholds: figures.map { Threshold($0, MetricLimit(.equal, $1, $0.unit)) }
        )
        #expect(findings.map(\.verdict) == [.pass, .pass, .pass, .pass], "\(findings.map(\.message))")
        var metrics = RunMetrics()
        for entry in run.entries { metrics.observe(entry) }
        #expect(metrics.histogram.count == 4 && metrics.answeredCount == 5)
    }

    @Test(arguments: Metric.allCases)
    func `without data a threshold cannot be judged, and an expectation is vacuous`(metric: Metric) throws {
        let limit = MetricLimit(.atLeast, 0, metric.unit)
        let run = RecordedRun()
        let finding = try #require(run.findings(thresholds: [Threshold(metric, limit)]).last)
        #expect(finding.verdict == .inconclusive)
        #expect(finding.message.hasPrefix("\(metric.rawValue): no"))
        let vacuous = try #require(run.findings(.metric(metric, limit)).first)
        #expect(vacuous.verdict == .fail)
        #expect(vacuous.message.hasPrefix("vacuous: "))
    }

    @Test func `deliveries that nobody answered have no times`() throws {
        var run = RecordedRun()
        run.deliver(.integrationCreated)
        run.attempt(1, .failed, status: 0, error: "refused")
        let limit = MetricLimit(.below, 5, .microseconds)
        #expect(run.findings(thresholds: [Threshold(.ackP95, limit)]).last?.verdict == .inconclusive)
    }

    @Test func `a run that was stopped crosses no threshold`() {
        let threshold = Threshold(.retries, MetricLimit(.equal, 0, .count))
        #expect(Self.run.findings(isComplete: false, thresholds: [threshold]).last?.verdict == .inconclusive)
    }

    @Test func `crossing thresholds alone is told from failing`() {
        func judgement(_ findings: [Finding]) -> RunJudgement {
            RunJudgement(findings: findings, attemptCount: 1, answeredCount: 1)
        }
        func finding(_ verdict: FindingVerdict, _ origin: Finding.Origin) -> Finding {
            Finding(id: "a", name: "a", severity: .must, verdict: verdict, message: "a", origin: origin)
        }
        let crossed = judgement([finding(.pass, .check), finding(.fail, .threshold)])
        #expect(crossed.causes == [.thresholdCrossed])
        #expect(crossed.verdict == .failed)
        #expect(
            judgement([finding(.fail, .check), finding(.fail, .threshold)]).causes
                == [.failed, .thresholdCrossed]
        )
        #expect(
            judgement([finding(.fail, .threshold), finding(.inconclusive, .check)]).causes
                == [.undecided, .thresholdCrossed]
        )
    }
}
