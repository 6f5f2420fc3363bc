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

    private var elements: [Element] = []

    var first: Element? { elements.first }

    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0 {
            let parent = (child - 1) / Self.fanOut
            guard elements[child].precedes(elements[parent]) else { break }
            elements.swapAt(child, parent)
            child = parent
        }
    }

    @discardableResult
    mutating func removeFirst() -> Element? {
        guard !elements.isEmpty else { return nil }
        elements.swapAt(0, elements.count - 1)
        let first = elements.removeLast()
        sink()
        return first
    }

    /// Takes the first out and puts another in, with one pass down the heap.
    mutating func replaceFirst(_ element: Element) {
        elements[0] = element
        sink()
    }

    /// Moves the first to where it belongs.
    private mutating func sink() {
        var parent = 0
        while true {
            let begin = Self.fanOut * parent + 1
            guard begin < elements.count else { return }
            var child = begin
            for other in (begin + 1)..<max(begin + 1, min(begin + Self.fanOut, elements.count))
            where elements[other].precedes(elements[child]) {
                child = other
            }
            guard elements[child].precedes(elements[parent]) else { return }
            elements.swapAt(child, parent)
            parent = child
        }
    }
}
