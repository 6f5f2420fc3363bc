/// Bodies that are to come back from the record, and the tracks that wait for them.
struct BodyRequests {
    private var sequences: [Int64] = []
    private var tracks: [Int] = []
    /// What the ledger was asked for, by the order in which it answers.
    private var asked = Fifo<(token: LedgerToken, tracks: [Int])>()

    /// Whether no track waits for a body.
    var isEmpty: Bool { sequences.isEmpty && asked.isEmpty }

    /// Asks for bodies of deliveries on a track, with the next flush.
    mutating func want(_ wanted: [Int64], track: Int) {
        sequences += wanted
        tracks += repeatElement(track, count: wanted.count)
    }

    /// Hands the ledger what was asked for since the last time.
    mutating func flush(to ledger: Ledger) {
        var start = 0
        while start < sequences.count {
            let end = min(start + Ledger.rowsPerAppendMax, sequences.count)
            let token = ledger.fetchBodies(of: Array(sequences[start..<end]))
            asked.append((token, Array(tracks[start..<end])))
            start = end
        }
        sequences.removeAll(keepingCapacity: true)
        tracks.removeAll(keepingCapacity: true)
    }

    /// The tracks that a reply is for, a body each.
    mutating func take(_ token: LedgerToken) -> [Int] {
        guard let first = asked.popFirst(), first.token == token else {
            preconditionFailure("the ledger answers in the order of the requests")
        }
        return first.tracks
    }
}
