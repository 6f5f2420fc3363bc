import Synchronization
import Testing

@testable import WireKit

@Suite struct WireWakerTests {
    @Test func `a wake from another thread ends a wait that would last for ever`() throws {
        let loop = try WireLoop()
        let waker = loop.waker
        let thread = WorkerThread(name: "waker") { waker.wake() }
        var events: [WireEvent] = []
        loop.turn(into: &events, waitMilliseconds: -1)
        thread.join()
        #expect(events.count == 1)
        guard case .woken = events.first else {
            Issue.record("the loop returned for another reason")
            return
        }
    }

    @Test func `several wakes before a turn are one`() throws {
        let loop = try WireLoop()
        for _ in 0..<5 { loop.waker.wake() }
        var events: [WireEvent] = []
        loop.turn(into: &events, waitMilliseconds: 10_000)
        #expect(events.count == 1)
        loop.turn(into: &events, waitMilliseconds: 0)
        #expect(events.count == 1)
        loop.waker.wake()
        loop.turn(into: &events, waitMilliseconds: 10_000)
        #expect(events.count == 2)
    }

    @Test func `waking a loop that is gone does nothing`() throws {
        var loop: WireLoop? = try WireLoop()
        let waker = try #require(loop).waker
        loop?.close()
        loop = nil
        waker.wake()
        waker.wake()
    }

    /// A lost wake-up would leave the loop waiting for a count that was already written.
    @Test func `no wake is lost between threads`() throws {
        let rounds = 20_000
        let loop = try WireLoop()
        let waker = loop.waker
        let mailbox = Mailbox()
        let threads = (0..<2).map { _ in
            WorkerThread(name: "sender") {
                for _ in 0..<rounds {
                    mailbox.count.add(1, ordering: .releasing)
                    waker.wake()
                }
            }
        }
        var turns = 0
        var eventCount = 0
        repeat {
            var events: [WireEvent] = []
            loop.turn(into: &events, waitMilliseconds: 10_000)
            turns += 1
            eventCount += events.count
        } while mailbox.count.load(ordering: .acquiring) < 2 * rounds && eventCount == turns
        for thread in threads { thread.join() }
        let count = mailbox.count.load(ordering: .acquiring)
        #expect(count == 2 * rounds)
        #expect(eventCount == turns, "a turn ended without a wake-up")
    }
}

private final class Mailbox: Sendable {
    let count = Atomic(0)
}
