import TestSupport
import Testing

@testable import WireKit

/// What is done to exchanges on purpose, seen from both ends.
@Suite struct WireFaultTests {
    private static let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 26\r\n\r\n"
    private static let body = "abcdefghijklmnopqrstuvwxyz"
    private static let request = Array((head + body).utf8)
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"

    /// Brings a connection to the state in which a pool keeps it, and returns its other end.
    private func keptConnection(_ driver: LoopDriver, _ listener: RawListener) throws -> RawSocket {
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
        return peer
    }

    @Test(arguments: [0, 1, 20, head.utf8.count, head.utf8.count + 5, request.count, .max], [false, true])
    func `a request is cut after so many bytes, and not sent again`(count: Int, isReused: Bool) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let kept = isReused ? try keptConnection(driver, listener) : nil
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(cutAfterBytes: count))
        driver.settle()
        let peer = kept ?? listener.accept()
        let sent = min(count, Self.request.count)
        #expect(Array(peer.receiveToEnd().utf8) == Array(Self.request.prefix(sent)))
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .severed(sent))
        #expect(!completion.wasResent)
        #expect(driver.loop.clientConnectionCount == 0)
        driver.settle()
        #expect(!listener.hasWaiting)
    }

    @Test func `the fault is still the request's when a dead connection makes it go out again`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let kept = try keptConnection(driver, listener)
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(losesAnswer: true))
        _ = kept.receive(until: Self.body)
        kept.close()
        driver.settle()
        let peer = listener.accept()
        #expect(peer.receive(until: Self.body) == Self.head + Self.body)
        peer.send(Self.ok)
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .answerLost(200))
        #expect(completion.wasResent)
    }

    @Test func `a body goes out in small pieces, and the head at once`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let began = MonotonicClock.nanoseconds()
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(bytesPerSecond: 200))
        driver.settle()
        let peer = listener.accept()
        #expect(peer.receive(until: "\r\n\r\n") == Self.head)
        var states: Set<ClientMachine.State> = []
        try driver.turn { driver in
            states.formUnion(driver.loop.clients.states)
            return driver.loop.clients.states == [.waiting]
        }
        // Twenty-six bytes at two hundred a second.
        #expect(MonotonicClock.nanoseconds() - began >= 130_000_000)
        #expect(states.contains(.sending(hasAnswer: false)))
        #expect(peer.receive(until: "z") == Self.body)
        peer.send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
        // The connection is as good as before, and the next request is an ordinary one.
        driver.submit(to: listener.port)
        driver.settle()
        #expect(peer.receive(until: "ok").hasSuffix("ok"))
        peer.send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
    }

    @Test func `a body that is too slow ends with the exchange's time`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let fault = WireFault(bytesPerSecond: 1)
        let began = MonotonicClock.nanoseconds()
        driver.submit(to: listener.port, bytes: Self.request, timeoutMilliseconds: 60, fault: fault)
        driver.settle()
        let peer = listener.accept()
        #expect(try driver.nextCompletion().failure == .timedOut(.sending))
        #expect(MonotonicClock.nanoseconds() - began >= 60_000_000)
        #expect(peer.receiveToEnd().hasPrefix(Self.head))
    }

    @Test func `an answer to half a slow body counts`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(bytesPerSecond: 1))
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "\r\n\r\n")
        peer.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 401)
        #expect(driver.loop.clientConnectionCount == 0)
    }

    @Test func `a slow body is slow up to the cut`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let count = Self.head.utf8.count + 4
        let fault = WireFault(cutAfterBytes: count, bytesPerSecond: 100)
        driver.submit(to: listener.port, bytes: Self.request, fault: fault)
        driver.settle()
        let peer = listener.accept()
        #expect(try driver.nextCompletion().failure == .severed(count))
        #expect(peer.receiveToEnd() == Self.head + "abcd")
    }

    @Test(arguments: [nil, ok, "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "HTTP", "nonsense\r\n\r\n"])
    func `an answer is not waited for, whatever comes`(answer: String?) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let fault = WireFault(patienceMilliseconds: 40)
        driver.submit(to: listener.port, bytes: Self.request, fault: fault)
        driver.settle()
        let peer = listener.accept()
        #expect(peer.receive(until: Self.body) == Self.head + Self.body)
        if let answer { peer.send(answer) }
        #expect(try driver.nextCompletion().failure == .givenUp)
        #expect(peer.isAtEnd)
        #expect(driver.loop.clientConnectionCount == 0)
    }

    @Test func `who gives up does so after the time given, and not after the exchange's`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let began = MonotonicClock.nanoseconds()
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(patienceMilliseconds: 50))
        driver.settle()
        let peer = listener.accept()
        #expect(try driver.nextCompletion().failure == .givenUp)
        let took = MonotonicClock.nanoseconds() - began
        #expect(took >= 50_000_000 && took < 9_000_000_000)
        #expect(peer.receiveToEnd() == Self.head + Self.body)
    }

    @Test func `a peer that cannot be reached is not given up on`() throws {
        let driver = try LoopDriver()
        driver.submit(to: FreePort.next(), fault: WireFault(patienceMilliseconds: 50))
        #expect(try driver.nextCompletion().failure == .refused)
    }

    @Test func `an accepting answer is lost once it is whole, and any other stands`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(losesAnswer: true))
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: Self.body)
        peer.send(String(Self.ok.dropLast()))
        driver.settle()
        #expect(driver.loop.inFlight == 1)
        peer.send("i")
        #expect(try driver.nextCompletion().failure == .answerLost(200))
        #expect(peer.isAtEnd)
        driver.submit(to: listener.port, bytes: Self.request, fault: WireFault(losesAnswer: true))
        driver.settle()
        let other = listener.accept()
        _ = other.receive(until: Self.body)
        other.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 503)
        #expect(driver.loop.clientConnectionCount == 1)
    }

    @Test func `pieces of a quick body are never more often than every ten milliseconds`() {
        let fault = WireFault(bytesPerSecond: 1_000_000)
        #expect(fault.nextStep(sentCount: 100, headCount: 100, elapsed: 0) == 10_000_000)
        #expect(fault.byteLimit(count: 50_000, headCount: 100, elapsed: 10_000_000) == 10_100)
        #expect(
            WireFault(bytesPerSecond: 1).nextStep(sentCount: 100, headCount: 100, elapsed: 0) == 1_000_000_000
        )
        #expect(WireFault(bytesPerSecond: 0).byteLimit(count: 9, headCount: 1, elapsed: 2_000_000_000) == 3)
        #expect(WireFault(bytesPerSecond: .max).byteLimit(count: 9, headCount: 1, elapsed: 2) == 9)
        #expect(WireFault(cutAfterBytes: -1).byteLimit(count: 9, headCount: 1, elapsed: 0) == 0)
    }
}
