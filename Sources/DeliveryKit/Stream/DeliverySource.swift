package import SimulationKit

/// What an engine is fed by: a world, or the record of an earlier run.
///
/// Called for each step, so that whoever conforms answers from what it holds ready.
package protocol DeliverySource: Sendable {
    /// What each webhook is at every moment.
    var histories: [WebhookHistory] { get }
    /// When the next delivery may come; nil at the end of the stream.
    var nextMoment: Moment? { get }
    /// How many events of each type there were so far, by the type's raw value.
    var eventCounts: [Int64] { get }
    /// When the latest event was; nil before the first.
    var lastEventMoment: Moment? { get }
    /// Users who will have no more deliveries, since this was emptied last.
    var retiredUsers: [Int] { get set }
    /// Does the next step and appends the deliveries that come of it, perhaps none.
    mutating func advance(into deliveries: inout [PlannedDelivery]) throws(SourceError)
}

extension SimulationSource: DeliverySource {}
