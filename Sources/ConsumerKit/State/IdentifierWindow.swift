import WireKit

/// The ids that were seen last, as many as fit; the first to come is the first to be forgotten.
///
/// Ids are any text of any length, so a part of their SHA-256 is kept: 128 bits, of which two ids among a
/// million share all with a probability below 10⁻²⁶. A ring holds them in order of arrival, a table of open
/// addressing finds them.
struct IdentifierWindow: Sendable {
    /// What is kept of an id.
    struct Mark: Hashable, Sendable {
        fileprivate let high: UInt64
        fileprivate let low: UInt64

        init(_ identifier: String) {
            let words = SHA256.digest(of: identifier.utf8Span.span).words
            high = words[0]
            low = words[1]
        }
    }

    private let capacity: Int
    /// In order of arrival, beginning at `oldest` once it is full.
    private var ring: [Mark] = []
    private var oldest = 0
    /// Places in the ring plus one; 0 is vacant.
    ///
    /// Their number is a power of two, at most half of them taken.
    private var slots = [UInt32](repeating: 0, count: 16)

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The number of ids remembered.
    var count: Int { ring.count }

    /// Whether the id is remembered.
    func contains(_ mark: Mark) -> Bool {
        slots[slot(of: mark)] != 0
    }

    /// Remembers an id that is not remembered, forgetting the oldest one when there is no room.
    mutating func insert(_ mark: Mark) {
        if ring.count == capacity {
            vacate(slot(of: ring[oldest]))
            slots[slot(of: mark)] = UInt32(oldest + 1)
            ring[oldest] = mark
            oldest = (oldest + 1) % capacity
        } else {
            if 2 * (ring.count + 1) > slots.count { doubleSlots() }
            ring.append(mark)
            let place = UInt32(ring.count)
            slots[slot(of: mark)] = place
        }
    }

    private var mask: Int { slots.count - 1 }

    private func home(of mark: Mark) -> Int {
        Int(truncatingIfNeeded: mark.low) & mask
    }

    /// The slot that holds the id, or the vacant one where it would go.
    private func slot(of mark: Mark) -> Int {
        var slot = home(of: mark)
        while slots[slot] != 0, ring[Int(slots[slot]) - 1] != mark { slot = (slot + 1) & mask }
        return slot
    }

    /// Empties a slot and moves later ones up, so that no search ends before what it looks for.
    private mutating func vacate(_ slot: Int) {
        var hole = slot
        var probe = (hole + 1) & mask
        while slots[probe] != 0 {
            let home = home(of: ring[Int(slots[probe]) - 1])
            if (probe - home) & mask >= (probe - hole) & mask {
                slots[hole] = slots[probe]
                hole = probe
            }
            probe = (probe + 1) & mask
        }
        slots[hole] = 0
    }

    private mutating func doubleSlots() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        for place in ring.indices { slots[slot(of: ring[place])] = UInt32(place + 1) }
    }
}
