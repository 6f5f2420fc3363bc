/// The lanes of users who may still have events: a number in the ledger and a track each.
struct LaneDirectory {
    struct Lane {
        /// The number in the ledger, from 0.
        let number: Int32
        /// The track under `strict` order; nil where each delivery has its own.
        let track: Int?
    }

    private struct Key: Hashable {
        let user: Int
        let webhook: Int32
    }

    private var lanes: [Key: Lane] = [:]
    /// How many lanes there have been; the next number.
    private(set) var count: Int32 = 0

    /// The lane of a user and a webhook, if it is known.
    func lane(user: Int, webhook: Int32) -> Lane? {
        lanes[Key(user: user, webhook: webhook)]
    }

    /// Numbers a new lane.
    mutating func add(user: Int, webhook: Int32, track: Int?) -> Lane {
        let lane = Lane(number: count, track: track)
        count += 1
        lanes[Key(user: user, webhook: webhook)] = lane
        return lane
    }

    /// Forgets a lane and returns its track.
    mutating func remove(user: Int, webhook: Int32) -> Int? {
        lanes.removeValue(forKey: Key(user: user, webhook: webhook))?.track
    }
}
