import Glibc
import TestSupport
import Testing

@testable import WireKit

/// Exchanges that bring no answer, and the one failure that is made good by sending again.
@Suite struct ClientFailureTests {
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

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a port without a listener refuses`(host: String) throws {
        let driver = try LoopDriver()
        driver.submit(to: FreePort.next(), host: host)
        #expect(try driver.nextCompletion().failure == .refused)
        #expect(driver.loop.inFlight == 0)
    }

    @Test func `a socket that the kernel connects to itself counts as refused`() throws {
        // Binding the port that is then connected to makes the accident certain.
        let socket = try Socket(family: AF_INET)
        let anyPort = try #require(SocketAddress(numericHost: "127.0.0.1", port: 0))
        let bound = unsafe anyPort.withPointer { unsafe bind(socket.descriptor, $0, $1) }
        #expect(bound == 0)
        let address = try #require(SocketAddress(numericHost: "127.0.0.1", port: try socket.localPort()))
        _ = try socket.connect(to: address)
        let isSelf = socket.isConnectedToItself(at: address)
        #expect(isSelf)
        let listener = RawListener()
        let other = try Socket(family: AF_INET)
        let listening = try #require(SocketAddress(numericHost: "127.0.0.1", port: listener.port))
        _ = try other.connect(to: listening)
        let isOtherSelf = other.isConnectedToItself(at: listening)
        #expect(!isOtherSelf)
    }

    @Test func `the broadcast address cannot be reached`() throws {
        let driver = try LoopDriver()
        driver.submit(to: 80, host: "255.255.255.255")
        let failure = try driver.nextCompletion().failure
        #expect(failure == .unreachable || failure == .other(SystemError(code: EACCES)))
    }

    @Test func `a connection that is never made times out as connecting`() throws {
        // A full queue: the kernel drops what asks for a connection until somebody accepts.
        let listener = RawListener(backlog: 0)
        let driver = try LoopDriver()
        let tokens = (0..<4).map { _ in driver.submit(to: listener.port, timeoutMilliseconds: 50) }
        let failures = try tokens.map { _ in try driver.nextCompletion().failure }
        #expect(failures.contains(.timedOut(.connecting)))
    }

    @Test func `a request that the peer does not take times out as sending`() throws {
        let listener = RawListener(receiveBufferBytes: 4_096)
        let driver = try LoopDriver()
        let body = [UInt8](repeating: 0x61, count: 50_000_000)
        driver.submit(to: listener.port, bytes: body, timeoutMilliseconds: 50)
        driver.settle()
        let peer = listener.accept()
        #expect(try driver.nextCompletion().failure == .timedOut(.sending))
        withExtendedLifetime(peer) {}
    }

    @Test func `a peer that says nothing times out as waiting`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let began = MonotonicClock.nanoseconds()
        driver.submit(to: listener.port, timeoutMilliseconds: 40)
        driver.settle()
        let peer = listener.accept()
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .timedOut(.waiting))
        #expect(MonotonicClock.nanoseconds() - began >= 40_000_000)
        #expect(completion.tookNanoseconds >= 30_000_000)
        #expect(peer.receive(until: "ok").hasSuffix("ok"))
        #expect(peer.isAtEnd)
    }

    @Test(arguments: [
        "HTTP", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
    ])
    func `an answer without its rest times out as receiving`(part: String) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port, timeoutMilliseconds: 50)
        driver.settle()
        let peer = listener.accept()
        peer.send(part)
        #expect(try driver.nextCompletion().failure == .timedOut(.receiving))
    }

    @Test(arguments: [0, -1, Int.min])
    func `no time at all is over at the next turn`(timeoutMilliseconds: Int) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port, timeoutMilliseconds: timeoutMilliseconds)
        guard case .timedOut = try driver.nextCompletion().failure else {
            Issue.record("the exchange ended otherwise")
            return
        }
    }

    @Test func `a time beyond all bounds is no time-out`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port, timeoutMilliseconds: .max)
        driver.settle()
        listener.accept().send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
    }

    @Test func `each exchange has a time of its own`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let slow = driver.submit(to: listener.port, timeoutMilliseconds: 120)
        let quick = driver.submit(to: listener.port, timeoutMilliseconds: 20)
        let middle = driver.submit(to: listener.port, timeoutMilliseconds: 60)
        let order = try (0..<3).map { _ in try driver.nextCompletion().token }
        #expect(order == [quick, middle, slow])
    }

    @Test func `a reused connection keeps the new exchange's time, not the old one's`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        driver.submit(to: listener.port, timeoutMilliseconds: 30)
        #expect(try driver.nextCompletion().failure == .timedOut(.waiting))
        #expect(peer.receive(until: "ok").hasSuffix("ok"))
    }

    @Test func `a peer that closes instead of answering is a failure on a new connection`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.close()
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .closedBeforeAnswer)
        #expect(!completion.wasResent)
        #expect(!listener.hasWaiting)
    }

    @Test func `a reset is a failure on a new connection`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.reset()
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .reset)
        #expect(!completion.wasResent)
    }

    @Test func `a reset in the middle of an answer is a failure`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        driver.settle()
        peer.reset()
        #expect(try driver.nextCompletion().failure == .reset)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "HTTP/1.1 100 Continue\r\n\r\n", "HTT",
    ])
    func `an end in the middle of an answer is a failure`(part: String) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send(part)
        peer.close()
        #expect(try driver.nextCompletion().failure == .malformedAnswer(.unexpectedEnd))
    }

    @Test func `an answer that is not HTTP is a failure and ends the connection`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send("SSH-2.0-OpenSSH_9.2\r\n\r\n")
        #expect(try driver.nextCompletion().failure == .malformedAnswer(.badStartLine))
        #expect(peer.isAtEnd)
    }

    @Test(arguments: [false, true])
    func `a kept connection that died is replaced and the request sent again`(byReset: Bool) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        // No turn in between: the loop cannot know yet when it sends.
        if byReset { peer.reset() } else { peer.close() }
        driver.submit(to: listener.port)
        driver.settle()
        let second = listener.accept()
        #expect(second.receive(until: "ok").hasPrefix("POST / HTTP/1.1\r\n"))
        second.send(Self.ok)
        let completion = try driver.nextCompletion()
        #expect(completion.wasResent)
        #expect(try completion.response().status == 200)
        #expect(driver.loop.inFlight == 0)
    }

    @Test func `a kept connection that closes after it took the request is replaced too`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        driver.submit(to: listener.port)
        _ = peer.receive(until: "ok")
        peer.close()
        driver.settle()
        listener.accept().send(Self.ok)
        #expect(try driver.nextCompletion().wasResent)
    }

    @Test func `a request is sent again once only`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        peer.close()
        driver.submit(to: listener.port)
        driver.settle()
        let second = listener.accept()
        _ = second.receive(until: "ok")
        second.close()
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .closedBeforeAnswer)
        #expect(completion.wasResent)
        #expect(!listener.hasWaiting)
    }

    @Test func `the second sending uses a new connection even when others are kept`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.submit(to: listener.port)
        driver.settle()
        let peers = [listener.accept(), listener.accept()]
        for peer in peers { peer.send(Self.ok) }
        _ = try driver.nextCompletion()
        _ = try driver.nextCompletion()
        for peer in peers {
            _ = peer.receive(until: "ok")
            peer.close()
        }
        driver.submit(to: listener.port)
        driver.settle()
        let third = listener.accept()
        _ = third.receive(until: "ok")
        third.send(Self.ok)
        let completion = try driver.nextCompletion()
        #expect(completion.wasResent)
        #expect(completion.failure == nil)
    }

    @Test func `a kept connection that died in the middle of an answer is not replaced`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        driver.submit(to: listener.port)
        _ = peer.receive(until: "ok")
        peer.send("H")
        peer.close()
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .malformedAnswer(.unexpectedEnd))
        #expect(!completion.wasResent)
    }

    @Test func `sending again has only what is left of the time`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        peer.close()
        let began = MonotonicClock.nanoseconds()
        driver.submit(to: listener.port, timeoutMilliseconds: 50)
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .timedOut(.waiting))
        #expect(completion.wasResent)
        #expect(MonotonicClock.nanoseconds() - began < 1_000_000_000)
    }

    @Test func `a cancelled exchange completes as cancelled and closes its connection`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let token = driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        driver.loop.cancel(token: token)
        let completion = try driver.nextCompletion()
        #expect(completion.token == token)
        #expect(completion.failure == .cancelled)
        #expect(peer.isAtEnd)
    }

    @Test func `cancelling an exchange that is over does nothing`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let peer = try keptConnection(driver, listener)
        driver.loop.cancel(token: 1)
        driver.loop.cancel(token: 99)
        driver.submit(to: listener.port)
        peer.send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
    }
}
