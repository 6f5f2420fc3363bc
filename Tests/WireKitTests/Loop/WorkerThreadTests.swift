import Glibc
import Synchronization
import Testing

@testable import WireKit

@Suite struct WorkerThreadTests {
    @Test func `join waits for the body and may be called again`() {
        let found = Found()
        let thread = WorkerThread(name: "test") { found.text.withLock { $0 = "ran" } }
        thread.join()
        #expect(found.text.withLock { $0 } == "ran")
        thread.join()
    }

    @Test func `the thread bears its name, cut to what the system keeps`() {
        let found = Found()
        WorkerThread(name: "a name of many characters") {
            let file = unsafe fopen("/proc/thread-self/comm", "r")
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = unsafe fread(&bytes, 1, bytes.count, file)
            _ = unsafe file.map { unsafe fclose($0) }
            found.text.withLock { $0 = String(decoding: bytes[..<count], as: UTF8.self) }
        }.join()
        #expect(found.text.withLock { $0 } == "a name of many \n")
    }

    @Test func `signals are blocked on the thread and stay as they were on the one that starts it`() {
        let found = Found()
        // The test's own thread belongs to a pool and may block what it likes.
        let wasBlockedHere = isBlocked(SIGTERM)
        WorkerThread(name: "signals") {
            found.isBlocked.store(isBlocked(SIGTERM) && isBlocked(SIGINT), ordering: .releasing)
        }.join()
        let wasBlocked = found.isBlocked.load(ordering: .acquiring)
        #expect(wasBlocked)
        #expect(isBlocked(SIGTERM) == wasBlockedHere)
    }

    @Test func `a thread that nobody joins still runs to its end`() throws {
        let loop = try WireLoop()
        let waker = loop.waker
        do {
            _ = WorkerThread(name: "alone") { waker.wake() }
        }
        var events: [WireEvent] = []
        loop.turn(into: &events, waitMilliseconds: 10_000)
        #expect(events.count == 1)
    }
}

private final class Found: Sendable {
    let text = Mutex("")
    let isBlocked = Atomic(false)
}

private func isBlocked(_ signal: Int32) -> Bool {
    var mask = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, nil, &mask)
    return unsafe sigismember(&mask, signal) == 1
}
