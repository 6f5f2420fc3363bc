/// Something of which one comes before another.
protocol Ranked {
    func precedes(_ other: Self) -> Bool
}

/// A priority queue: a heap in which every node has four children.
///
/// Four, because a hundred thousand users then are eight levels deep instead of seventeen, and
/// the children of one node lie on one or two lines of the cache.
struct Heap<Element: Ranked & Sendable>: Sendable {
    private static var fanOut: Int { 4 }

    /// All of it, the first one first and the others in no order that matters.
    private(set) var elements: [Element] = []

    var first: Element? { elements.first }

    mutating func insert(_ element: Element) {
        elements.append(element)
        var heap = elements.mutableSpan
        var hole = heap.count - 1
        while hole > 0 {
            let parent = (hole - 1) / Self.fanOut
            guard element.precedes(heap[parent]) else { break }
            heap[hole] = heap[parent]
            hole = parent
        }
        heap[hole] = element
    }

    @discardableResult
    mutating func removeFirst() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first else { return last }
        replaceFirst(last)
        return first
    }

    /// Takes the first out and puts another in, with one pass down the heap.
    mutating func replaceFirst(_ element: Element) {
        var heap = elements.mutableSpan
        var hole = 0
        while true {
            var child = Self.fanOut * hole + 1
            guard child < heap.count else { break }
            for other in (child + 1)..<min(child + Self.fanOut, heap.count) {
                child = heap[other].precedes(heap[child]) ? other : child
            }
            guard heap[child].precedes(element) else { break }
            heap[hole] = heap[child]
            hole = child
        }
        heap[hole] = element
    }
}
