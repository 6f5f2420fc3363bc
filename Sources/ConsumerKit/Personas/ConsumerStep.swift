import WireKit

/// How a persona's process ends.
enum ConsumerCrash: Hashable, Sendable {
    /// It is started again after a moment, and knows nothing any more.
    case untilRestart
    case forGood

    /// How long it takes until somebody listens again, in real milliseconds.
    static func restartMilliseconds(patience: Int) -> Int { max(50, 3 * patience / 10) }
}

/// One thing that a persona does about a request, in its turn.
enum ConsumerStep: Sendable {
    /// Does nothing for a time.
    case wait(milliseconds: Int)
    /// Answers; the connection ends after it where it `closes`.
    case answer(ConsumerAnswer, closes: Bool)
    /// Says what became of a delivery that was answered before.
    case show(DeliveryFact)
    /// Goes on in the handler, which knows the step after it.
    case work(PersonaWork)
    /// Asks an address for a page and forgets the answer.
    case fetch(WireRequest)
    case crash(ConsumerCrash)
}

/// What a persona does later than at a request's arrival.
enum PersonaWork: Sendable {
    /// Takes a delivery that was answered already.
    case take(HTTPRequest)
    /// Handles a delivery, and one fewer is under way.
    case handleCrowded(HTTPRequest)
    /// Takes an event as new, whatever came meanwhile.
    case finish(SignedEvent, HTTPRequest)
    /// Writes the count that was read when an event came.
    case count(SignedEvent, HTTPRequest, processed: Int64)
    /// Writes a job's standing over what came meanwhile, where it was newer when it came.
    case write(SignedEvent, HTTPRequest, Job, JobStanding, owner: String, isNewer: Bool)
    /// Decides by the verdict that all requests share.
    case decide(HTTPRequest)
    /// Looks whether a transfer detection has ended, or anything else has come since.
    case watch(owner: String, deliveryCount: Int)
}

/// What personas remember of requests that are under way.
struct PersonaMemory: Sendable {
    let patienceMilliseconds: Int
    /// The deliveries so far.
    var deliveryCount = 0
    /// The deliveries that are under way.
    var crowd = 0
    /// Whether the last signature that was looked at was good.
    var sharedVerdict: SignatureJudge.Verdict = .bad("the signature is not this body's")
    /// Connections with the bytes of a refused request left in them.
    var connectionsLeftUnread: Set<UInt64> = []
    /// When the present stretch of a limit began, and what was taken in it.
    var limitBegan: Int64?
    var limitCount = 0

    init(patienceMilliseconds: Int) {
        self.patienceMilliseconds = patienceMilliseconds
    }
}
