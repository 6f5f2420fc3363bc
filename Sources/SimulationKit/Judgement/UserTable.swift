/// What is kept of each user, in little room and found at once.
///
/// The numbers of users alive at one moment mostly lie close together, so that a number's own last bits tell
/// where to look: a hash table whose hash costs nothing, open, with the next free slot for those that collide.
struct UserTable<Record: Sendable>: Sendable {
    private struct Entry: Sendable {
        var user: Int
        var record: Record
    }

    /// What a user has of whom nothing is known.
    private let blank: Record
    /// Places of entries; a power of two of them, at least twice as many as users.
    private var slots = [Int32](repeating: Self.free, count: 16)
    private var entries: [Entry] = []
    private var freePlaces: [Int32] = []

    private static var free: Int32 { -1 }

    init(blank: Record) {
        self.blank = blank
    }

    /// Where the record of a user is, which begins blank: valid until somebody is removed.
    mutating func place(of user: Int) -> Int {
        let slot = slot(of: user)
        if slots[slot] != Self.free { return Int(slots[slot]) }
        return add(user, at: slot)
    }

    /// The record in a place.
    subscript(place: Int) -> Record {
        @inline(__always) get { entries[place].record }
        @inline(__always) _modify { yield &entries[place].record }
    }

    /// Forgets a user, and returns what was kept.
    mutating func remove(_ user: Int) -> Record? {
        var hole = slot(of: user)
        let place = slots[hole]
        guard place != Self.free else { return nil }
        let record = entries[Int(place)].record
        entries[Int(place)].record = blank
        freePlaces.append(place)
        // Whoever stands behind and would rather be here moves up, so that no search ends too early.
        var next = (hole + 1) & mask
        while slots[next] != Self.free {
            let wanted = entries[Int(slots[next])].user & mask
            if (next - wanted) & mask >= (next - hole) & mask {
                slots[hole] = slots[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        slots[hole] = Self.free
        return record
    }

    /// Everyone of whom something is kept, by number.
    var all: [(user: Int, record: Record)] {
        slots.filter { $0 != Self.free }.map { (entries[Int($0)].user, entries[Int($0)].record) }
            .sorted { $0.user < $1.user }
    }

    /// Reads ahead where a user's record is.
    @inline(__always)
    func readPlace(of user: Int, _ ahead: inout ReadAhead) { ahead.read(Int64(slots[user & mask])) }

    /// Reads the record ahead, if it stands where it would rather be.
    @inline(__always)
    func readRecord(of user: Int, _ ahead: inout ReadAhead) {
        let place = slots[user & mask]
        if place != Self.free { ahead.read(Int64(entries[Int(place)].user)) }
    }

    private var mask: Int { slots.count - 1 }

    /// The slot in which a user stands or would stand.
    private func slot(of user: Int) -> Int {
        var slot = user & mask
        while slots[slot] != Self.free, entries[Int(slots[slot])].user != user { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func add(_ user: Int, at slot: Int) -> Int {
        let entry = Entry(user: user, record: blank)
        if let place = freePlaces.popLast() {
            entries[Int(place)] = entry
            slots[slot] = place
            return Int(place)
        }
        slots[slot] = Int32(entries.count)
        entries.append(entry)
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    /// Makes room for twice as many; only when every place is taken.
    private mutating func grow() {
        slots = [Int32](repeating: Self.free, count: slots.count * 2)
        for place in entries.indices { slots[slot(of: entries[place].user)] = Int32(place) }
    }
}
