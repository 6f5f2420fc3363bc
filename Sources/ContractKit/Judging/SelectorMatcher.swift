import DeliveryKit

/// Says which deliveries a selector fits; the cheap questions come first.
struct SelectorMatcher {
    let selector: EventSelector
    /// The lanes of the selected user.
    private var lanes: Set<Int32> = []

    init(_ selector: EventSelector) {
        self.selector = selector
    }

    mutating func observe(lane: LaneRow) {
        if let user = selector.user, lane.user == user.uid { lanes.insert(lane.lane) }
    }

    /// Whether user and webhook fit, whatever the event is.
    func fitsReceiver(of delivery: ObservedDelivery) -> Bool {
        if selector.user != nil, !lanes.contains(delivery.row.lane) { return false }
        if let webhook = selector.webhook, webhook.index != Int(delivery.row.webhook) { return false }
        return true
    }

    /// Whether event and integration fit, whoever is told of them.
    func fitsEvent(of delivery: inout ObservedDelivery) -> Bool {
        if let event = selector.event, event != delivery.type { return false }
        guard let wallet = selector.wallet else { return true }
        return delivery.walletIdentifier() == wallet.identifier
    }
}
