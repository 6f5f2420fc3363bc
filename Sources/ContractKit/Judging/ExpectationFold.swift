import DeliveryKit

/// One expectation on its way through the record of a run.
protocol ExpectationFold {
    mutating func observe(lane: LaneRow)
    mutating func observe(delivery: inout ObservedDelivery)
    /// A fault has kept it from being sent, so that nobody could accept or miss it.
    mutating func observe(dropped delivery: inout ObservedDelivery)
    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery)
    /// Takes in what went out beside an attempt, forged by a fault: nothing of it says anything of the delivery.
    mutating func observe(forged attempt: AttemptRow, of delivery: inout ObservedDelivery)
    /// Whether the attempt that was just taken in has decided that it can hold no more.
    ///
    /// Asked while a run goes on, so it is cheap; what only the end tells stays false.
    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool
    /// Rules upon what was observed.
    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling
}

extension ExpectationFold {
    mutating func observe(lane: LaneRow) {}
    mutating func observe(delivery: inout ObservedDelivery) {}
    mutating func observe(dropped delivery: inout ObservedDelivery) {}
    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {}
    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool { false }
}
