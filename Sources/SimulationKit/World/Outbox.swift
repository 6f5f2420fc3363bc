/// Events on their way out of the world.
///
/// One for all users: at any moment only the few events of the last fifth of a second wait for
/// their envelope's time, so that no user needs room for them.
struct Outbox: Sendable {
    private struct Ticket: Ranked {
        let moment: Moment
        let ordinal: Int64
        let user: Int32
        let slot: Int32

        func precedes(_ other: Ticket) -> Bool {
            if moment != other.moment { return moment < other.moment }
            return user == other.user ? ordinal < other.ordinal : user < other.user
        }
    }

    /// What faults of jobs did; nothing where there are none.
    var injections = JobInjections()
    /// The events of the step under way.
    var released: [Event] = []
    /// The order in which waiting events come out.
    private var tickets = Heap<Ticket>()
    /// Where they wait: moving them up and down the heap would count their references each time.
    private var slots: [Event?] = []
    private var freeSlots: [Int32] = []

    /// When the next waiting event comes out.
    var next: Moment? { tickets.first?.moment }

    /// Lets an event out if its time has come by a moment, and else keeps it until then.
    ///
    /// What already waits of its user is no earlier than the moment: envelope times of a user
    /// never run back, so an event that may go has none of its user's before it.
    mutating func add(_ event: consuming Event, at moment: Moment) {
        guard event.moment > moment else {
            released.append(event)
            return
        }
        let slot = freeSlots.popLast() ?? Int32(slots.count)
        if Int(slot) == slots.count { slots.append(event) } else { slots[Int(slot)] = event }
        tickets.insert(
            Ticket(
                moment: event.moment,
                ordinal: event.ordinal,
                user: Int32(event.user.index),
                slot: slot
            )
        )
    }

    /// Lets out the event whose time comes next.
    mutating func releaseNext() {
        guard let ticket = tickets.removeFirst() else { return }
        freeSlots.append(ticket.slot)
        if let event = slots[Int(ticket.slot)].take() { released.append(event) }
    }
}
