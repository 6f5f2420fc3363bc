/// What the two sides of a loop share: slots, the poll set, deadlines, the read buffer, events to hand out.
///
/// A slot is a small number that stands for one watched descriptor as long as it is open.
final class LoopCore {
    /// Who is to be told when a slot is ready or its deadline has passed.
    enum Owner {
        case nobody
        case waker
        case client
        case listener
        case server
    }

    let limits: WireLimits
    let readBuffer = ReadBuffer()
    var pollSet = PollSet()
    var deadlines = DeadlineHeap()
    /// What happened since the last turn handed out its events.
    private(set) var events: [WireEvent] = []
    private var owners: [Owner] = []
    private var vacantSlots: [Int] = []

    init(limits: WireLimits) {
        self.limits = limits
    }

    func owner(of slot: Int) -> Owner {
        owners[slot]
    }

    /// Gives a descriptor a slot and begins to watch it.
    func watch(_ descriptor: Int32, owner: Owner, interest: PollSet.Interest) -> Int {
        let slot: Int
        if let vacant = vacantSlots.popLast() {
            slot = vacant
            owners[slot] = owner
        } else {
            slot = owners.count
            owners.append(owner)
        }
        pollSet.add(descriptor, slot: slot, interest: interest)
        return slot
    }

    /// Ends the watch; the slot may be given to another descriptor at once.
    func release(_ slot: Int) {
        pollSet.remove(slot: slot)
        deadlines.remove(slot: slot)
        owners[slot] = .nobody
        vacantSlots.append(slot)
    }

    func emit(_ event: WireEvent) {
        events.append(event)
    }

    /// Forgets what was not handed out.
    func dropEvents() {
        events = []
    }

    /// Moves all events to the caller's array, without copying when that is empty.
    func handOut(into target: inout [WireEvent]) {
        if target.isEmpty {
            swap(&target, &events)
        } else {
            target.append(contentsOf: events)
            events.removeAll(keepingCapacity: true)
        }
    }
}

/// Converts a limit in milliseconds, and never overflows: a deadline in a century is none.
func nanoseconds(milliseconds: Int) -> Int64 {
    let centuryMilliseconds = 100 * 365 * 86_400_000
    return Int64(min(max(milliseconds, 0), centuryMilliseconds)) * 1_000_000
}
