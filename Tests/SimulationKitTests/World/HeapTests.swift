import Testing

@testable import SimulationKit

@Suite struct HeapTests {
    private struct Number: Ranked {
        let value: Int
        func precedes(_ other: Number) -> Bool { value < other.value }
    }

    @Test(arguments: 0..<40)
    func `what is put in comes out in order`(count: Int) {
        var stream = RandomStream(state: UInt64(count))
        var heap = Heap<Number>()
        let values = (0..<count).map { _ in Int(stream.below(20)) }
        for value in values { heap.insert(Number(value: value)) }
        var out: [Int] = []
        while let first = heap.first {
            #expect(heap.removeFirst()?.value == first.value)
            out.append(first.value)
        }
        #expect(out == values.sorted())
        #expect(heap.removeFirst() == nil)
    }

    @Test func `replacing and removing in any mixture keeps the order`() {
        var stream = RandomStream(state: 77)
        var heap = Heap<Number>()
        var model: [Int] = []
        for _ in 0..<5_000 {
            let value = Int(stream.below(1_000))
            switch stream.below(3) {
            case 0:
                heap.insert(Number(value: value))
                model.append(value)
            case 1 where !model.isEmpty:
                heap.replaceFirst(Number(value: value))
                model[0] = value
            default:
                #expect(heap.removeFirst()?.value == model.first)
                if !model.isEmpty { model.removeFirst() }
            }
            model.sort()
            #expect(heap.first?.value == model.first)
        }
    }

    @Test func `users come by moment, then by their order`() {
        let moment = Moment(milliseconds: 5)
        let due = Due(moment: moment, user: 3, place: 0)
        #expect(due.precedes(Due(moment: moment + 1, user: 0, place: 9)))
        #expect(due.precedes(Due(moment: moment, user: 4, place: 9)))
        #expect(!due.precedes(due))
        #expect(!due.precedes(Due(moment: moment, user: 2, place: 0)))
    }
}
