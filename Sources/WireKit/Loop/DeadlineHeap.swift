/// One deadline per slot, and the earliest of them all: a binary heap whose entries may be early.
///
/// A deadline that moves later costs one store: the heap keeps the earlier key, and only when that key has
/// passed is it looked at again. A busy connection, whose deadline moves with each exchange, therefore costs
/// the heap one step per time-out and not one per exchange. Times are nanoseconds of `MonotonicClock`.
struct DeadlineHeap {
    /// The deadline of a slot that has none.
    static let never = Int64.max

    private struct Entry {
        /// Not later than the slot's deadline.
        var key: Int64
        var slot: Int
    }

    private var entries: [Entry] = []
    /// The entry of each slot, or -1.
    private var positions: [Int] = []
    private var deadlines: [Int64] = []

    /// No deadline passes before this moment; a deadline may also be later.
    var earliest: Int64 { entries.first?.key ?? Self.never }

    /// Sets, moves or, with `never`, lifts the deadline of a slot.
    mutating func set(_ deadline: Int64, slot: Int) {
        while positions.count <= slot {
            positions.append(-1)
            deadlines.append(Self.never)
        }
        deadlines[slot] = deadline
        let position = positions[slot]
        if position < 0 {
            guard deadline != Self.never else { return }
            positions[slot] = entries.count
            entries.append(Entry(key: deadline, slot: slot))
            siftUp(from: entries.count - 1)
        } else if deadline < entries[position].key {
            entries[position].key = deadline
            siftUp(from: position)
        }
    }

    /// Forgets a slot, which may then belong to another owner.
    mutating func remove(slot: Int) {
        guard slot < positions.count, positions[slot] >= 0 else { return }
        deadlines[slot] = Self.never
        removeEntry(at: positions[slot])
    }

    /// Takes one slot whose deadline has passed; it has none afterwards.
    mutating func takePassed(now: Int64) -> Int? {
        while let first = entries.first, first.key <= now {
            let deadline = deadlines[first.slot]
            if deadline <= now {
                remove(slot: first.slot)
                return first.slot
            }
            if deadline == Self.never {
                removeEntry(at: 0)
            } else {
                entries[0].key = deadline
                siftDown(from: 0)
            }
        }
        return nil
    }

    private mutating func removeEntry(at position: Int) {
        positions[entries[position].slot] = -1
        let last = entries.removeLast()
        guard position < entries.count else { return }
        entries[position] = last
        positions[last.slot] = position
        siftDown(from: position)
        siftUp(from: position)
    }

    private mutating func siftUp(from start: Int) {
        var position = start
        let entry = entries[position]
        while position > 0 {
            let parent = (position - 1) / 2
            guard entry.key < entries[parent].key else { break }
            place(entries[parent], at: position)
            position = parent
        }
        place(entry, at: position)
    }

    private mutating func siftDown(from start: Int) {
        var position = start
        let entry = entries[position]
        while true {
            var child = 2 * position + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].key < entries[child].key { child += 1 }
            guard entries[child].key < entry.key else { break }
            place(entries[child], at: position)
            position = child
        }
        place(entry, at: position)
    }

    private mutating func place(_ entry: Entry, at position: Int) {
        entries[position] = entry
        positions[entry.slot] = position
    }
}
