/// Which user needs attention next: a binary heap by moment, then by the users' order.
struct DueQueue: Sendable {
    struct Entry: Sendable {
        let moment: Moment
        /// The user's index, which orders equal moments.
        let user: Int
        /// Where the world keeps the user.
        let place: Int32

        func precedes(_ other: Entry) -> Bool {
            moment == other.moment ? user < other.user : moment < other.moment
        }
    }

    private var heap: [Entry] = []

    var first: Entry? { heap.first }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entry.precedes(heap[parent]) else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = entry
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        replaceFirst(last)
    }

    /// Takes the first out and puts another in, with one pass down the heap.
    mutating func replaceFirst(_ entry: Entry) {
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
            guard heap[child].precedes(entry) else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = entry
    }
}
