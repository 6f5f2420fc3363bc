import Testing

@testable import WireKit

@Suite struct DeadlineHeapTests {
    @Test func `an empty heap has no earliest deadline and nothing passes`() {
        var heap = DeadlineHeap()
        #expect(heap.earliest == DeadlineHeap.never)
        #expect(heap.takePassed(now: .max - 1) == nil)
    }

    @Test func `deadlines pass in their order and once`() {
        var heap = DeadlineHeap()
        for (slot, deadline) in [30, 10, 20, 50, 40].enumerated() { heap.set(Int64(deadline), slot: slot) }
        #expect(heap.earliest == 10)
        #expect(heap.takePassed(now: 9) == nil)
        #expect(heap.takePassed(now: 10) == 1)
        #expect(heap.takePassed(now: 35) == 2)
        #expect(heap.takePassed(now: 35) == 0)
        #expect(heap.takePassed(now: 35) == nil)
        #expect(heap.takePassed(now: 100) == 4)
        #expect(heap.takePassed(now: 100) == 3)
        #expect(heap.takePassed(now: 100) == nil)
    }

    @Test func `a deadline that moved later does not pass early`() {
        var heap = DeadlineHeap()
        heap.set(10, slot: 0)
        heap.set(100, slot: 0)
        #expect(heap.earliest <= 100)
        #expect(heap.takePassed(now: 50) == nil)
        #expect(heap.earliest == 100)
        #expect(heap.takePassed(now: 100) == 0)
    }

    @Test func `a deadline that moved earlier passes then`() {
        var heap = DeadlineHeap()
        heap.set(100, slot: 0)
        heap.set(50, slot: 1)
        heap.set(10, slot: 0)
        #expect(heap.earliest == 10)
        #expect(heap.takePassed(now: 10) == 0)
        #expect(heap.takePassed(now: 10) == nil)
    }

    @Test func `a lifted deadline never passes and leaves the heap`() {
        var heap = DeadlineHeap()
        heap.set(10, slot: 0)
        heap.set(DeadlineHeap.never, slot: 0)
        #expect(heap.takePassed(now: 1_000) == nil)
        #expect(heap.earliest == DeadlineHeap.never)
    }

    @Test func `a removed slot can be used by another owner`() {
        var heap = DeadlineHeap()
        heap.set(10, slot: 3)
        heap.remove(slot: 3)
        heap.remove(slot: 7)
        #expect(heap.earliest == DeadlineHeap.never)
        heap.set(20, slot: 3)
        #expect(heap.takePassed(now: 20) == 3)
    }

    @Test(arguments: 1...20) func `a random history agrees with a plain list`(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func draw(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var heap = DeadlineHeap()
        var model: [Int: Int64] = [:]
        var now: Int64 = 0
        for _ in 0..<2_000 {
            let slot = Int(draw(24))
            switch draw(6) {
            case 0:
                heap.remove(slot: slot)
                model[slot] = nil
            case 1:
                heap.set(DeadlineHeap.never, slot: slot)
                model[slot] = nil
            case 2:
                now += Int64(draw(40))
                var passed: Set<Int> = []
                while let slot = heap.takePassed(now: now) { passed.insert(slot) }
                let expected = Set(model.filter { $0.value <= now }.keys)
                #expect(passed == expected, "seed \(seed)")
                for slot in expected { model[slot] = nil }
            default:
                let deadline = now + Int64(draw(100))
                heap.set(deadline, slot: slot)
                model[slot] = deadline
            }
            #expect(heap.earliest <= model.values.min() ?? DeadlineHeap.never, "seed \(seed)")
        }
    }
}
