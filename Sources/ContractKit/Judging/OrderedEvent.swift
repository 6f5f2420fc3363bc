/// What the judge of an order keeps of a settled delivery: 40 bytes.
struct OrderedEvent: Equatable {
    /// Emission of the event, in milliseconds since 1970.
    let moment: Int64
    /// Ordinal of the event for its user.
    let ordinal: Int64
    /// When the delivery settled, in milliseconds since 1970.
    let settled: Int64
    /// Place of the delivery in the run.
    let sequence: Int64
    /// One user at one webhook.
    let lane: Int32
    /// Place of the event's kind in the expected order.
    let step: UInt8
    /// Whether it was accepted in the end.
    let isAccepted: Bool

    /// Whether it was emitted before another; causal within a user, by time across users.
    ///
    /// Copies of one event come together, the one that was accepted first ahead.
    func wasEmitted(before other: OrderedEvent) -> Bool {
        if moment != other.moment { return moment < other.moment }
        if lane != other.lane { return lane < other.lane }
        if ordinal != other.ordinal { return ordinal < other.ordinal }
        if isAccepted != other.isAccepted { return isAccepted }
        return wasSettled(before: other)
    }

    /// Whether it settled before another.
    ///
    /// Moments are computed, so they are the same in every run; of two in the same millisecond the lane's order
    /// decides, which is that of the sequence.
    func wasSettled(before other: OrderedEvent) -> Bool {
        (settled, sequence) < (other.settled, other.sequence)
    }

    /// Whether both are deliveries of one event to one receiver: copies, or those of several grants.
    func isCopy(of other: OrderedEvent) -> Bool {
        lane == other.lane && ordinal == other.ordinal
    }
}
