package import ContractKit
package import SimulationKit

/// What is known of the single deliveries of a run, for reports that show them.
package struct RunRecord: Equatable, Sendable {
    /// Something that was asked of the consumer's probe.
    package struct ProbeRead: Equatable, Sendable {
        /// When, in simulated time.
        package var moment: Moment
        /// What was asked, in a few words.
        package var name: String
        /// What came, in a line.
        package var text: String
        /// Whether it was what was expected; nil where nothing was.
        package var holds: Bool?

        /// Describes a read.
        package init(moment: Moment, name: String, text: String, holds: Bool?) {
            self.moment = moment
            self.name = name
            self.text = text
            self.holds = holds
        }
    }

    /// Deliveries that are shown, by sequence.
    package var deliveries: [DeliveryEvidence]
    /// Deliveries made, shown or not.
    package var deliveryCount: Int64
    /// Deliveries given up, shown or not.
    package var failedCount: Int64
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
    /// What was asked of the probe, in order.
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
        failedCount = evidence.failedCount
        histogram = tally.histogram
        self.start = start
        webhookNames = webhooks
        userNames = users
    }
}
