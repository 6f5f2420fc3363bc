/// One thing that a misbehaving consumer does about a request; no end among the steps means silence.
enum FaultStep: Hashable, Sendable {
    /// Writes bytes.
    case send([UInt8])
    /// Does nothing for a time.
    case wait(milliseconds: Int)
    /// Goes on with an earlier step, for as long as the peer is there.
    case again(from: Int)
    /// The answer is over and the connection stays, unless the sender wanted otherwise.
    case keep
    /// The answer is over and the connection ends.
    case close
    /// The connection ends at once.
    case reset
}

/// What a misbehaving consumer does about one request.
struct FaultReply: Sendable {
    let steps: [FaultStep]
    /// What is to be said of the delivery; nil where the honest consumer said it.
    let fact: DeliveryFact?
}
