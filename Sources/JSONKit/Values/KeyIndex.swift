/// Finds the keys of one object: by looking at all of them while they are few, by halving once they are many.
///
/// A hash table would be quicker on very large objects, but Swift hashes strings by canonical equivalence and
/// in an order that differs in each process.
struct KeyIndex: Sendable {
    /// Up to this many keys are looked through one by one.
    static let linearMax = 16

    /// The positions of the keys, sorted by key and then by position; empty while there are few.
    private var order: [Int32] = []

    /// Sorts the keys if there are many of them.
    init(count: Int, keyAt: (Int) -> String) {
        if count > Self.linearMax { order = Self.sorted((0..<count).map(keyAt)) }
    }

    /// The position of a key among `count` keys.
    func position(of key: String, count: Int, keyAt: (Int) -> String) -> Int? {
        guard count > Self.linearMax else {
            return (0..<count).first { ExactText.areEqual(keyAt($0), key) }
        }
        let slot = firstSlot(notBefore: key, keyAt: keyAt)
        guard slot < order.count, ExactText.areEqual(keyAt(Int(order[slot])), key) else { return nil }
        return Int(order[slot])
    }

    /// Takes note of a key that was appended and was not there before.
    mutating func append(_ key: String, count: Int, keyAt: (Int) -> String) {
        if count == Self.linearMax + 1 {
            order = Self.sorted((0..<count).map(keyAt))
        } else if count > Self.linearMax {
            order.insert(Int32(count - 1), at: firstSlot(notBefore: key, keyAt: keyAt))
        }
    }

    /// Says whether one key occurs twice, quickly for the few keys that most objects have.
    static func hasDuplicates(count: Int, keyAt: (Int) -> String) -> Bool {
        guard count <= linearMax else {
            return !duplicates((0..<count).map(keyAt)).isEmpty
        }
        guard count > 1 else { return false }
        for later in 1..<count {
            let key = keyAt(later)
            for earlier in 0..<later where ExactText.areEqual(key, keyAt(earlier)) {
                return true
            }
        }
        return false
    }

    /// The positions of keys that were there before, each with the first position of the same key, in order.
    static func duplicates(_ keys: [String]) -> [(first: Int, later: Int)] {
        let order = sorted(keys)
        var found: [(first: Int, later: Int)] = []
        var first = 0
        for slot in order.indices.dropFirst() {
            if ExactText.areEqual(keys[Int(order[slot])], keys[Int(order[first])]) {
                found.append((Int(order[first]), Int(order[slot])))
            } else {
                first = slot
            }
        }
        return found.sorted { $0.later < $1.later }
    }

    private static func sorted(_ keys: [String]) -> [Int32] {
        (0..<Int32(keys.count)).sorted { left, right in
            let leftKey = keys[Int(left)]
            let rightKey = keys[Int(right)]
            return ExactText.areEqual(leftKey, rightKey)
                ? left < right : ExactText.precedes(leftKey, rightKey)
        }
    }

    private func firstSlot(notBefore key: String, keyAt: (Int) -> String) -> Int {
        var low = 0
        var high = order.count
        while low < high {
            let middle = low + (high - low) / 2
            if ExactText.precedes(keyAt(Int(order[middle])), key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
