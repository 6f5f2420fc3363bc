/// How the room of a page is given to its runs and deliveries.
enum PageRoom {
    /// Bytes that a delivery takes without its body, and each attempt of it.
    private static let rowBytes = 75
    private static let attemptBytes = 22

    /// Roughly what a delivery takes without its body.
    static func bytes(of row: DeliveryEvidence) -> Int {
        rowBytes + row.attempts.count * attemptBytes
    }

    /// What a run takes at most.
    static func need(of record: RunRecord?) -> Int {
        (record?.deliveries ?? []).reduce(0) { $0 + bytes(of: $1) + $1.bodyByteCount }
    }

    /// What each of several gets: what it needs, or as much as all others that need more.
    static func shares(of needs: [Int], bytesMax: Int) -> [Int] {
        var shares = needs
        var left = bytesMax
        let order = needs.indices.sorted { needs[$0] < needs[$1] }
        for (place, index) in order.enumerated() {
            let isLast = place == order.count - 1
            // What nobody else needs is the last one's, as needs are rough.
            shares[index] = isLast ? left : min(needs[index], left / (order.count - place))
            left -= shares[index]
        }
        return shares
    }

    /// The deliveries that there is room for: by rank, then by their place in the run.
    static func chosen(
        from rows: [DeliveryEvidence],
        wanted: Set<Int64>,
        bytesMax: Int
    ) -> [DeliveryEvidence] {
        var left = bytesMax - rows.reduce(0) { $0 + bytes(of: $1) }
        guard left < 0 else { return rows }
        var isKept = [Bool](repeating: true, count: rows.count)
        for rank in (0...2).reversed() {
            for place in rows.indices.reversed() where left < 0 && rows[place].rank(wanted) == rank {
                isKept[place] = false
                left += bytes(of: rows[place])
            }
        }
        return rows.indices.filter { isKept[$0] }.map { rows[$0] }
    }
}
