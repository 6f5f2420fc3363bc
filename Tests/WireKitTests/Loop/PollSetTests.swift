import Glibc
import Testing

@testable import WireKit

@Suite struct PollSetTests {
    /// Pipes whose reading ends are watched; slot n is pipe n.
    private final class Pipes {
        var ends: [(reading: Int32, writing: Int32)] = []

        init(count: Int) {
            for _ in 0..<count {
                var pair: [Int32] = [-1, -1]
                precondition(unsafe pipe(&pair) == 0)
                ends.append((pair[0], pair[1]))
            }
        }

        deinit {
            for end in ends {
                close(end.reading)
                close(end.writing)
            }
        }

        func fill(_ index: Int) {
            var byte: UInt8 = 1
            _ = unsafe write(ends[index].writing, &byte, 1)
        }
    }

    private func readySlots(_ set: inout PollSet, removing: Set<Int> = []) -> [Int] {
        var slots: [Int] = []
        guard set.wait(milliseconds: 0) > 0 else { return [] }
        for position in stride(from: set.count - 1, through: 0, by: -1) {
            guard let (slot, readiness) = set.takeReadiness(at: position) else { continue }
            #expect(readiness.isReadable)
            slots.append(slot)
            if removing.contains(slot) { set.remove(slot: slot) }
        }
        return slots
    }

    @Test func `only what is ready is reported, and once`() {
        let pipes = Pipes(count: 4)
        var set = PollSet()
        for (slot, end) in pipes.ends.enumerated() { set.add(end.reading, slot: slot, interest: .reading) }
        #expect(readySlots(&set).isEmpty)
        pipes.fill(1)
        pipes.fill(3)
        #expect(readySlots(&set).sorted() == [1, 3])
        #expect(set.takeReadiness(at: 1) == nil)
    }

    @Test func `entries removed during a walk neither hide nor repeat others`() {
        for removed in [Set([0]), [5], [2], [0, 1, 2], [3, 4, 5], [0, 2, 4], [0, 1, 2, 3, 4, 5]] {
            let pipes = Pipes(count: 6)
            var set = PollSet()
            for (slot, end) in pipes.ends.enumerated() {
                set.add(end.reading, slot: slot, interest: .reading)
                pipes.fill(slot)
            }
            #expect(readySlots(&set, removing: removed).sorted() == [0, 1, 2, 3, 4, 5])
            #expect(set.count == 6 - removed.count)
            #expect(Set(readySlots(&set)) == Set(0..<6).subtracting(removed))
        }
    }

    @Test func `an interest can be lifted and set again`() {
        let pipes = Pipes(count: 1)
        var set = PollSet()
        set.add(pipes.ends[0].reading, slot: 9, interest: .reading)
        pipes.fill(0)
        set.setInterest([], slot: 9)
        #expect(readySlots(&set).isEmpty)
        set.setInterest(.reading, slot: 9)
        #expect(readySlots(&set) == [9])
    }

    @Test func `a closed other end is a hang-up whatever was asked for`() {
        let pipes = Pipes(count: 1)
        var set = PollSet()
        set.add(pipes.ends[0].reading, slot: 0, interest: [])
        close(pipes.ends[0].writing)
        pipes.ends[0].writing = -1
        #expect(set.wait(milliseconds: 0) == 1)
        #expect(set.takeReadiness(at: 0)?.readiness.isHungUp == true)
    }
}
