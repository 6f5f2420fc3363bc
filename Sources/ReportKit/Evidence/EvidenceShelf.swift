import DeliveryKit

/// The first so many deliveries by sequence of all that were put on it, in whatever order they came.
struct EvidenceShelf {
    private let limit: Int
    private var rows: [Int64: DeliveryEvidence] = [:]
    /// Their sequences, sorted.
    private var sequences: [Int64] = []

    init(limit: Int) {
        self.limit = limit
    }

    var all: Dictionary<Int64, DeliveryEvidence>.Values { rows.values }

    /// Whether there is room for a delivery before those that are here.
    func takes(_ sequence: Int64) -> Bool {
        guard sequences.count >= limit else { return true }
        guard let last = sequences.last else { return false }
        return sequence < last
    }

    mutating func put(_ row: DeliveryEvidence) {
        let sequence = row.delivery.sequence
        guard takes(sequence), rows[sequence] == nil else { return }
        if sequences.count >= limit { rows[sequences.removeLast()] = nil }
        rows[sequence] = row
        var low = 0
        var high = sequences.count
        while low < high {
            let middle = (low + high) / 2
            if sequences[middle] < sequence { low = middle + 1 } else { high = middle }
        }
        sequences.insert(sequence, at: low)
    }

    /// Takes in another attempt of a delivery that is here; false where it is not.
    mutating func append(_ attempt: DeliveryEvidence.Attempt, limit: Int) -> Bool {
        rows[attempt.row.delivery]?.append(attempt, limit: limit) != nil
    }

    mutating func remove(_ sequence: Int64) -> DeliveryEvidence? {
        guard let row = rows.removeValue(forKey: sequence) else { return nil }
        if let place = sequences.firstIndex(of: sequence) { sequences.remove(at: place) }
        return row
    }
}
