package import SimulationKit
package import WireKit

/// Who watches a run, and who paces it by hand; all of it is called on the engine's thread.
package struct EngineHooks {
    /// Sees what happens and may end the run; nil costs nothing.
    package var watch: (any RunWatch)?
    /// Asked before each attempt; nil lets everything go as fast as it can.
    package var stepper: (any RunStepper)?
    /// The last moment of simulated time at which anything is sent.
    ///
    /// Then the run ends, or where there is a stepper, that begins.
    package var until: Moment?

    /// Lets a run go by itself.
    package init() {}
}

/// Sees a run while it goes on, for whoever ends it before its end.
package protocol RunWatch: AnyObject {
    /// A lane was met for the first time in this process.
    func observe(lane: LaneRow)
    /// A delivery was made, or goes on that an earlier run has not settled.
    func observe(delivery: DeliveryRow)
    /// An attempt came to something; true ends the run.
    func observe(attempt: AttemptRow) -> Bool
}

/// Lets attempts out one by one.
package protocol RunStepper: AnyObject {
    /// Whether each attempt is asked for; once it is not, the rest goes by itself.
    var isStepping: Bool { get }
    /// Waits for somebody's word on the next attempt, with nothing else under way; false ends the run.
    func permits(_ attempt: UpcomingAttempt) -> Bool
    /// Is told what became of the attempt that was let out.
    func observe(_ attempt: SteppedAttempt)
}

/// An attempt that is about to be made.
package struct UpcomingAttempt: Sendable {
    /// Place of its delivery in the run, from 1.
    package let sequence: Int64
    /// Place of its webhook in the run, from 0.
    package let webhook: Int
    /// The event that the request names.
    package let eventName: String
    /// When it is made, in simulated time.
    package let moment: Moment
    /// Which attempt of its delivery it is, from 1.
    package let number: Int
    /// The body that is sent.
    package let body: [UInt8]

    /// Describes an attempt.
    package init(
        sequence: Int64,
        webhook: Int,
        eventName: String,
        moment: Moment,
        number: Int,
        body: [UInt8]
    ) {
        self.sequence = sequence
        self.webhook = webhook
        self.eventName = eventName
        self.moment = moment
        self.number = number
        self.body = body
    }
}

/// An attempt that was made, with what went over the wire.
package struct SteppedAttempt: Sendable {
    /// The request, head and body, and where it went.
    package let request: WireRequest
    /// Where it went, as a URL without its query, which may hold a token.
    package let url: String
    /// The answer, or why there is none.
    package let result: Result<HTTPResponse, WireFailure>
    /// Real time that it took.
    package let tookNanoseconds: Int64
    /// What it means for the delivery.
    package let outcome: AttemptOutcome
    /// When the next attempt is made; nil where there is none.
    package let retryAt: Moment?

    /// Describes an attempt.
    package init(
        request: WireRequest,
        url: String,
        result: Result<HTTPResponse, WireFailure>,
        tookNanoseconds: Int64,
        outcome: AttemptOutcome,
        retryAt: Moment?
    ) {
        self.request = request
        self.url = url
        self.result = result
        self.tookNanoseconds = tookNanoseconds
        self.outcome = outcome
        self.retryAt = retryAt
    }
}
