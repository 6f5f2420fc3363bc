import DeliveryKit

/// Deliveries of users that are drawn by a hash of their id, as many whole users as there is room for.
///
/// What was drawn depends on the run alone, never on the order of answers. The first deliveries of a user that has
/// more than fit are kept where it is the first to be drawn.
struct EvidenceSample {
    private struct Member {
        let rank: UInt64
        let sequence: Int64
    }

    private let limit: Int
    private var members: [Member] = []
    private(set) var rows: [Int64: DeliveryEvidence] = [:]
    /// Bytes of the bodies that are here.
    private(set) var bodiesByteCount = 0
    /// The last rank that still has a chance.
    private var rankMax = UInt64.max

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether a user of this rank still has a chance.
    func takes(rank: UInt64) -> Bool {
        limit > 0 && rank <= rankMax
    }

    mutating func put(_ row: DeliveryEvidence, rank: UInt64) {
        rows[row.delivery.sequence] = row
        bodiesByteCount += row.delivery.body.count
        members.append(Member(rank: rank, sequence: row.delivery.sequence))
        // Cut now and then, not each time: sorting is what costs.
        if members.count >= 2 * limit { cut() }
    }

    mutating func append(_ attempt: DeliveryEvidence.Attempt, limit: Int) -> Bool {
        rows[attempt.row.delivery]?.append(attempt, limit: limit) != nil
    }

    /// Drops what does not fit.
    mutating func cut() {
        guard members.count > limit else { return }
        members.sort { ($0.rank, $0.sequence) < ($1.rank, $1.sequence) }
        var end = limit
        // Not the half of a user, unless it alone is too much.
        if members[end].rank == members[end - 1].rank {
            let rank = members[end].rank
            let start = members.firstIndex { $0.rank == rank } ?? 0
            if start > 0 { end = start }
        }
        rankMax = members[end - 1].rank
        for member in members[end...] {
            bodiesByteCount -= rows.removeValue(forKey: member.sequence)?.delivery.body.count ?? 0
        }
        members.removeLast(members.count - end)
    }
}
