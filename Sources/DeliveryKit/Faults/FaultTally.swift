/// How often each fault was injected, as a fold over the record of a run.
package struct FaultTally: Equatable, Sendable {
    /// Injections by the place of their fault in its file.
    package private(set) var counts: [Int64] = []

    /// Makes a tally of nothing.
    package init() {}

    /// Takes in the next entry of the record.
    package mutating func observe(_ entry: HistoryEntry) {
        switch entry {
        case .lane: return
        case .delivery(let row): if row.fault != nil { add(row.marks) }
        case .attempt(let entry): if entry.attempt.fault != nil { add(entry.attempt.marks) }
        }
    }

    /// How often the fault at a place was injected.
    package func count(of fault: Int) -> Int64 {
        counts.indices.contains(fault) ? counts[fault] : 0
    }

    private mutating func add(_ marks: [FaultMark]) {
        for mark in marks where mark.isCounted {
            while counts.count <= mark.fault { counts.append(0) }
            counts[mark.fault] += 1
        }
    }
}
