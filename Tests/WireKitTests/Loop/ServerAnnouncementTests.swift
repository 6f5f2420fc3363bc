import Testing

@testable import WireKit

/// What a server that misbehaves by intent hears of and does before a request is there whole.
@Suite struct ServerAnnouncementTests {
    private static let head = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"

    private func driver(_ change: (inout WireLimits) -> Void) throws -> LoopDriver {
        var limits = WireLimits()
        change(&limits)
        return try LoopDriver(limits: limits)
    }

    private func nextBeginning(_ driver: LoopDriver) throws -> RequestID {
        func pick(_ event: WireEvent) -> RequestID? {
            if case .inboundBegan(let id) = event { id } else { nil }
        }
        try driver.turn { $0.events.contains { pick($0) != nil } }
        return try #require(driver.takeEvents().compactMap(pick).first)
    }

    @Test func `a connection is told of before its first byte, and can be reset`() throws {
        let driver = try driver { $0.serverAnnounces = .connections }
        let peer = RawSocket(connectingTo: try driver.listen())
        let id = try nextBeginning(driver)
        #expect(id.sequence == 0)
        driver.loop.reset(id)
        #expect(driver.loop.serverConnectionCount == 0)
        #expect(peer.receiveToEnd() == "(reset)")
    }

    @Test func `a head is answered before its body, and the body is no request`() throws {
        let driver = try driver { $0.serverAnnounces = .heads }
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.head)
        let id = try nextBeginning(driver)
        driver.loop.respond(to: id, .ok, body: Array("early".utf8))
        #expect(peer.receive(until: "early").hasPrefix("HTTP/1.1 200 OK\r\n"))
        peer.send("ok" + Self.head + "no")
        let late = try driver.nextRequest()
        #expect(late.id == id && late.request.body == Array("ok".utf8))
        let next = try driver.nextRequest()
        #expect(next.id.sequence == 1 && next.request.body == Array("no".utf8))
        // Answered already: without effect.
        driver.loop.respond(to: late.id, .ok)
        driver.loop.respond(to: next.id, .created)
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 201 Created\r\n"))
    }

    @Test func `what has no body is not told of early, and nothing is unless it is asked for`() throws {
        let driver = try driver { $0.serverAnnounces = .heads }
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = try driver.nextRequest()
        #expect(driver.takeEvents().isEmpty)
        let plain = try LoopDriver()
        let other = RawSocket(connectingTo: try plain.listen())
        other.send(Self.head + "ok")
        _ = try plain.nextRequest()
        #expect(plain.takeEvents().isEmpty)
    }

    @Test func `a listener that rests lets connections wait`() throws {
        let resting = try driver { $0.serverAcceptRestMilliseconds = 3_600_000 }
        let waiting = RawSocket(connectingTo: try resting.listen())
        waiting.send(Self.head + "ok")
        resting.settle()
        #expect(resting.loop.serverConnectionCount == 0)
        let slow = try driver { $0.serverAcceptRestMilliseconds = 20 }
        let peers = [try slow.listen()].flatMap { port in (0..<2).map { _ in RawSocket(connectingTo: port) } }
        try slow.turn { $0.loop.serverConnectionCount == 1 }
        try slow.turn { $0.loop.serverConnectionCount == 2 }
        withExtendedLifetime((waiting, peers)) {}
    }

    @Test func `a loop that has stopped to listen listens again on the same port`() throws {
        let driver = try LoopDriver()
        let port = try driver.listen()
        let peer = RawSocket(connectingTo: port)
        peer.send(Self.head + "ok")
        let id = try driver.nextRequest().id
        driver.loop.stopListening()
        #expect(driver.loop.serverConnectionCount == 0 && peer.isAtEnd)
        driver.submit(to: port)
        #expect(try driver.nextCompletion().failure == .refused)
        // Its connection is gone: without effect.
        driver.loop.respond(to: id, .ok)
        #expect(try driver.loop.listen(host: "127.0.0.1", port: port) == port)
        let again = RawSocket(connectingTo: port)
        again.send(Self.head + "ok")
        driver.loop.respond(to: try driver.nextRequest().id, .ok)
        #expect(again.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
}
