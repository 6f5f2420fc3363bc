import Glibc

/// The descriptors that one `poll(2)` call watches, kept dense so that the kernel reads no holes.
///
/// Each descriptor belongs to a slot, a small number that its owner keeps while it is watched.
struct PollSet {
    /// What a slot waits for.
    struct Interest: OptionSet {
        let rawValue: Int16

        static let reading = Interest(rawValue: Int16(POLLIN))
        static let writing = Interest(rawValue: Int16(POLLOUT))
    }

    /// What `poll` said of a descriptor.
    struct Readiness {
        fileprivate let events: Int16

        /// Bytes, an end or an error can be read.
        var isReadable: Bool { events & Int16(POLLIN | POLLHUP | POLLERR | POLLNVAL) != 0 }
        var isWritable: Bool { events & Int16(POLLOUT | POLLHUP | POLLERR) != 0 }
        /// Both directions are over, or the connection was reset: `poll` says so even when nobody asks.
        var isHungUp: Bool { events & Int16(POLLHUP | POLLERR) != 0 }
    }

    private var entries: [pollfd] = []
    /// The slot of each entry.
    private var slots: [Int] = []
    /// The entry of each slot, or -1.
    private var positions: [Int] = []

    var count: Int { entries.count }

    mutating func add(_ descriptor: Int32, slot: Int, interest: Interest) {
        while positions.count <= slot { positions.append(-1) }
        precondition(positions[slot] < 0, "slot \(slot) is watched already")
        positions[slot] = entries.count
        entries.append(pollfd(fd: descriptor, events: interest.rawValue, revents: 0))
        slots.append(slot)
    }

    mutating func remove(slot: Int) {
        let position = positions[slot]
        precondition(position >= 0, "slot \(slot) is not watched")
        positions[slot] = -1
        let lastEntry = entries.removeLast()
        let lastSlot = slots.removeLast()
        guard position < entries.count else { return }
        entries[position] = lastEntry
        slots[position] = lastSlot
        positions[lastSlot] = position
    }

    mutating func setInterest(_ interest: Interest, slot: Int) {
        entries[positions[slot]].events = interest.rawValue
    }

    /// Waits until a descriptor is ready, at most so long; -1 waits for ever.
    ///
    /// - Returns: How many are ready; a signal that interrupts the call counts as none.
    mutating func wait(milliseconds: Int32) -> Int {
        let ready = unsafe entries.withUnsafeMutableBufferPointer { entries in
            unsafe poll(entries.baseAddress, nfds_t(entries.count), milliseconds)
        }
        guard ready < 0 else { return Int(ready) }
        let error = SystemError.current
        // Level-triggered: whatever was ready is still ready at the next call.
        precondition(error.code == EINTR || error.code == ENOMEM, "poll failed: \(error.message)")
        return 0
    }

    /// Takes what the last wait said about an entry; nil when it said nothing.
    ///
    /// Walk from the last position to the first: an entry that moves into the place of a removed one then
    /// was seen before, and taking it empties it, so none is seen twice or missed.
    mutating func takeReadiness(at position: Int) -> (slot: Int, readiness: Readiness)? {
        guard position < entries.count else { return nil }
        let events = entries[position].revents
        guard events != 0 else { return nil }
        entries[position].revents = 0
        return (slots[position], Readiness(events: events))
    }
}
