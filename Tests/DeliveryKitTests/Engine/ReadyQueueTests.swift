import SimulationKit
import Testing

@testable import DeliveryKit

@Suite struct ReadyQueueTests {
    @Test(arguments: UInt64(1)...20)
    func `entries come by moment, then in the order in which they were made`(seed: UInt64) throws {
        var queue = ReadyQueue()
        var model: [ReadyQueue.Entry] = []
        var draw = RandomStream(seed: seed, user: 0, purpose: .life)
        for sequence in 0..<400 {
            // Few moments, so that many are the same.
            let entry = ReadyQueue.Entry(
                moment: Moment(milliseconds: Int64(draw.below(20))),
                sequence: Int64(sequence),
                track: Int(draw.below(1_000))
            )
            queue.insert(entry)
            model.append(entry)
            guard draw.below(3) == 0 else { continue }
            model.sort { ($0.moment, $0.sequence) < ($1.moment, $1.sequence) }
            let expected = model.removeFirst()
            #expect(queue.first?.sequence == expected.sequence)
            let popped = queue.popFirst()
            let first = try #require(popped)
            #expect((first.sequence, first.track) == (expected.sequence, expected.track))
        }
        model.sort { ($0.moment, $0.sequence) < ($1.moment, $1.sequence) }
        #expect(queue.count == model.count)
        for expected in model { #expect(queue.popFirst()?.sequence == expected.sequence) }
        #expect(queue.popFirst() == nil && queue.first == nil && queue.count == 0)
    }
}
