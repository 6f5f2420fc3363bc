import SimulationKit

/// A recorded delivery on its way through the engine.
///
/// A class, so that it passes from queue to queue without its bytes being counted again.
final class Delivery {
    /// Place in the run, from 1.
    let sequence: Int64
    let webhook: Int32
    let type: EventType
    /// Before when it is not sent: the emission of its event, or what a fault makes of that.
    let moment: Moment
    let identifier: [UInt8]
    /// The exact bytes; none while the record alone holds them.
    private(set) var body: [UInt8]
    /// Whether the body is in memory.
    private(set) var hasBody = true
    /// What the user's random streams hang on.
    let userKey: UInt64
    /// What decides which faults its attempts meet.
    let subject: FaultSubject
    /// The name of its event, where it is not its type's.
    let eventName: [UInt8]?
    /// Attempts made and recorded.
    var attemptCount: Int
    /// The latest attempt that an illegal request has gone out besides, and is recorded; 0 for none.
    var forgedAttempt: Int
    /// When the latest of them settled.
    var settledAt: Moment?
    /// What its answer said of when to come again, where that is heeded.
    var retryAfter: [UInt8]?

    init(
        _ plan: PlannedDelivery,
        sequence: Int64,
        attemptCount: Int = 0,
        forgedAttempt: Int = 0,
        settledAt: Moment? = nil,
        retryAfter: [UInt8]? = nil
    ) {
        self.sequence = sequence
        webhook = Int32(plan.webhook)
        type = plan.type
        moment = plan.fault?.notBefore.map { max($0, plan.moment) } ?? plan.moment
        identifier = plan.identifier
        body = plan.body
        userKey = plan.user.key
        subject = plan.fault?.subject ?? .none
        eventName = plan.fault?.eventName
        self.attemptCount = attemptCount
        self.forgedAttempt = forgedAttempt
        self.settledAt = settledAt
        self.retryAfter = retryAfter
    }

    /// Leaves the body to the record, from where it comes back.
    func letBodyGo() {
        body = []
        hasBody = false
    }

    /// Takes the body back that the record held.
    func take(body: [UInt8]) {
        self.body = body
        hasBody = true
    }
}
