import Testing
import WireKit

@testable import ConsumerKit

@Suite struct FactQueueTests {
    private func facts(_ range: Range<Int>) -> [DeliveryFact] {
        range.map { DeliveryFact(.unauthorized, status: .unauthorized, problem: "\($0)", bodyBytes: 0) }
    }

    @Test func `facts come in order, together when several wait`() {
        let queue = FactQueue(capacity: 10)
        queue.append(facts(0..<2))
        queue.append([])
        queue.append(facts(2..<3))
        let batch = queue.next()
        #expect(batch?.facts.compactMap(\.problem) == ["0", "1", "2"])
        #expect(batch?.missedCount == 0)
        queue.append(facts(3..<4))
        #expect(queue.next()?.facts.compactMap(\.problem) == ["3"])
    }

    @Test func `beyond the limit facts are counted and not kept`() {
        let queue = FactQueue(capacity: 3)
        queue.append(facts(0..<2))
        queue.append(facts(2..<5))
        queue.append(facts(5..<6))
        let batch = queue.next()
        #expect(batch?.facts.compactMap(\.problem) == ["0", "1", "2"])
        #expect(batch?.missedCount == 3)
        queue.append(facts(6..<7))
        #expect(queue.next()?.missedCount == 0)
    }

    @Test func `the end comes after what is left, and stays`() {
        let queue = FactQueue(capacity: 3)
        queue.append(facts(0..<1))
        queue.close()
        #expect(queue.next()?.facts.count == 1)
        #expect(queue.next() == nil)
        #expect(queue.next() == nil)
    }

    @Test func `one thread waits for what another brings`() {
        let queue = FactQueue(capacity: 100_000)
        let bringer = WorkerThread(name: "bringer") {
            for number in 0..<1_000 { queue.append(self.facts(number..<number + 1)) }
            queue.close()
        }
        var seen: [String] = []
        while let batch = queue.next() { seen += batch.facts.compactMap(\.problem) }
        bringer.join()
        #expect(seen == (0..<1_000).map(String.init))
    }
}
