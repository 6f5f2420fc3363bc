import SimulationKit
import Testing

@testable import DeliveryKit

@Suite struct FifoTests {
    @Test func `the first in is the first out, however the queue grows and shrinks`() {
        var fifo = Fifo<Int>()
        var model: [Int] = []
        var draw = RandomStream(seed: 1, user: 1, purpose: .life)
        for number in 0..<20_000 {
            // Long phases of growth and of shrinking, so that spent room is given back many times.
            let grows = draw.below(10) < (number / 500 % 2 == 0 ? 7 : 3)
            if grows {
                fifo.append(number)
                model.append(number)
            } else {
                #expect(fifo.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
            }
            #expect(fifo.count == model.count && fifo.isEmpty == model.isEmpty && fifo.first == model.first)
        }
        while let first = fifo.popFirst() { #expect(first == model.removeFirst()) }
        #expect(model.isEmpty && fifo.popFirst() == nil && fifo.first == nil)
    }

    @Test func `what was taken is let go at once`() {
        final class Box {}
        var fifo = Fifo<Box>()
        weak var gone: Box?
        do {
            let box = Box()
            gone = box
            fifo.append(box)
            fifo.append(Box())
        }
        #expect(gone != nil)
        _ = fifo.popFirst()
        #expect(gone == nil)
    }
}
