package import ContractKit
package import DeliveryKit
package import SimulationKit

/// What is known of the single deliveries of a run, for reports that show them.
package struct RunRecord: Equatable, Sendable {
    /// Deliveries that are shown, by sequence.
    package var deliveries: [DeliveryEvidence]
    /// Deliveries made, shown or not.
    package var deliveryCount: Int64
    /// How long answers took.
    package var histogram: AckHistogram
    /// When simulated time began.
    package var start: Moment
    /// Names of the webhooks, in their order.
    package var webhookNames: [String]
    /// Their URLs without queries, nil for the consumer inside the process.
    package var webhookURLs: [String?] = []
    /// Names that the scenario gives to users, by their ids.
    package var userNames: [String: String]
    /// Which fields stood in the heads of requests.
    package var headers: DeliverySettings.Headers = .documented
    /// What some of the requests were signed with; none where a run is read from its file, which holds no secret.
    package var signatures = RequestSignatures()
    /// What was read of the probe, in order.
    package var probeReads: [ProbeRead] = []

    /// Puts together what folds over the record have found.
    package init(
        _ evidence: RunEvidence,
        of tally: RunTally,
        start: Moment,
        webhooks: [String],
        users: [String: String]
    ) {
        deliveries = evidence.deliveries
        deliveryCount = evidence.deliveryCount
        histogram = tally.histogram
        self.start = start
        webhookNames = webhooks
        userNames = users
    }

    /// Adds what was read of the probe when the run had ended, so long after its start in simulated time.
    package mutating func addProbeReads(_ report: ProbeReport, afterMilliseconds: Int64) {
        let end = Moment(milliseconds: start.milliseconds + afterMilliseconds)
        probeReads += ProbeRead.all(report, at: end)
    }

    /// Adds signatures, those of the deliveries that findings point at among the first.
    package mutating func addSignatures(findings: [Finding], _ request: (AttemptEntry) -> SentRequest?) {
        let wanted = findings.flatMap { $0.evidence.items.compactMap(\.delivery) }
        signatures = RequestSignatures(of: deliveries, wanted: Set(wanted), request)
    }
}
