import SimulationKit

/// A recorded delivery on its way through the engine.
///
/// A class, so that it passes from queue to queue without its bytes being counted again.
final class Delivery {
    /// Place in the run, from 1.
    let sequence: Int64
    let webhook: Int32
    let type: EventType
    /// Emission of its event.
    let moment: Moment
    let identifier: [UInt8]
    let body: [UInt8]
    /// What the user's random streams hang on.
    let userKey: UInt64
    /// Attempts made and recorded.
    var attemptCount: Int
    /// When the latest of them settled.
    var settledAt: Moment?
    /// What its answer said of when to come again, where that is heeded.
    var retryAfter: [UInt8]?

    init(
        _ plan: PlannedDelivery,
        sequence: Int64,
        attemptCount: Int = 0,
        settledAt: Moment? = nil,
        retryAfter: [UInt8]? = nil
    ) {
        self.sequence = sequence
        webhook = Int32(plan.webhook)
        type = plan.type
        moment = plan.moment
        identifier = plan.identifier
        body = plan.body
        userKey = plan.user.key
        self.attemptCount = attemptCount
        self.settledAt = settledAt
        self.retryAfter = retryAfter
    }
}
