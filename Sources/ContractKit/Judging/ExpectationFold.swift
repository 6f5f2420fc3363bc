import DeliveryKit

/// One expectation on its way through the record of a run.
protocol ExpectationFold {
    mutating func observe(lane: LaneRow)
    mutating func observe(delivery: inout ObservedDelivery)
    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery)
    /// Rules upon what was observed.
    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling
}

extension ExpectationFold {
    mutating func observe(lane: LaneRow) {}
    mutating func observe(delivery: inout ObservedDelivery) {}
    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {}
}
