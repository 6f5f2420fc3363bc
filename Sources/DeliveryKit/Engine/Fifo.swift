/// A queue whose first element is taken without moving the rest.
struct Fifo<Element> {
    private var elements: [Element?] = []
    private var start = 0

    var isEmpty: Bool { start == elements.count }
    var count: Int { elements.count - start }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard start < elements.count else { return nil }
        let first = elements[start]
        elements[start] = nil
        start += 1
        // Once half of the room is spent it is given back; each element is moved once on average.
        if start > 32, start * 2 > elements.count {
            elements.removeFirst(start)
            start = 0
        }
        return first
    }

    /// Those at the front, so many at most.
    func prefix(_ count: Int) -> [Element] {
        elements[start..<min(elements.count, start + count)].compactMap(\.self)
    }

    var first: Element? { start < elements.count ? elements[start] : nil }
}
