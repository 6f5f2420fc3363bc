import Testing

@testable import WireKit

/// What the server side refuses, and how long it waits.
@Suite struct ServerLimitTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

    private func refusal(_ driver: LoopDriver, of bytes: String) throws -> String {
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(bytes)
        peer.finishSending()
        driver.settle()
        #expect(driver.requestCount == 0)
        return peer.receiveToEnd()
    }

    @Test(arguments: [
        ("GARBAGE\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/1.1\r\nHost: x\r\nbad line\r\n\r\n", "400 Bad Request"),
        ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", "505 HTTP Version Not Supported"),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "501 Not Implemented"),
    ])
    func `what is no request is refused and the connection ends`(bytes: String, status: String) throws {
        let answer = try refusal(try LoopDriver(), of: bytes)
        #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.contains(#"{"error":""#))
    }

    @Test func `a head beyond the limit is 431`() throws {
        var limits = WireLimits()
        limits.requests.headBytesMax = 1_000
        let field = "X-A: " + String(repeating: "a", count: 1_000) + "\r\n"
        let answer = try refusal(
            try LoopDriver(limits: limits),
            of: "GET / HTTP/1.1\r\nHost: x\r\n\(field)\r\n"
        )
        #expect(answer.hasPrefix("HTTP/1.1 431 Request Header Fields Too Large\r\n"))
        #expect(answer.contains("1000 bytes"))
    }

    @Test func `a declared body beyond the limit is 413 before it is sent, without an invitation`() throws {
        var limits = WireLimits()
        limits.requests.bodyBytesMax = 100
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 101\r\n\r\n")
        driver.settle()
        let answer = peer.receiveToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
        #expect(answer.contains(#""error":"content_too_large""#))
    }

    @Test func `a sender of a body beyond the limit can read why`() throws {
        var limits = WireLimits()
        limits.requests.bodyBytesMax = 100
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<30 {
            #expect(peer.send("1000\r\n" + String(repeating: "x", count: 4_096) + "\r\n"))
            driver.settle()
        }
        peer.finishSending()
        driver.settle()
        let answer = peer.receiveToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
        #expect(!answer.contains("(reset)"))
        #expect(driver.requestCount == 0)
        try driver.turn { $0.loop.serverConnectionCount == 0 }
    }

    @Test func `a body at the limit is taken`() throws {
        var limits = WireLimits()
        limits.requests.bodyBytesMax = 100
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + String(repeating: "x", count: 100)
        )
        #expect(try driver.nextRequest().request.body.count == 100)
    }

    @Test func `a refusal waits for the answers before it`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get + "GARBAGE\r\n\r\n")
        let request = try driver.nextRequest()
        driver.settle()
        driver.loop.respond(to: request.id, bytes: Array("<first>".utf8), thenClose: false)
        driver.settle()
        #expect(peer.receiveToEnd().hasPrefix("<first>HTTP/1.1 400 Bad Request\r\n"))
    }

    @Test func `a head that never ends is answered 408, however busy it looks`() throws {
        var limits = WireLimits()
        limits.serverHeadMilliseconds = 60
        limits.serverIdleMilliseconds = 60_000
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("GET / HTTP/1.1\r\nHost: x\r\n")
        let began = MonotonicClock.nanoseconds()
        // Each turn brings one more byte: progress that must not buy time.
        try driver.turn { _ in
            peer.send("X")
            return peer.hasBytes
        }
        #expect(MonotonicClock.nanoseconds() - began >= 55_000_000)
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(driver.requestCount == 0)
    }

    @Test func `a body has more time than a head, and not for ever`() throws {
        var limits = WireLimits()
        limits.serverHeadMilliseconds = 20
        limits.serverRequestMilliseconds = 120
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        let began = MonotonicClock.nanoseconds()
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
        try driver.turn { _ in peer.hasBytes }
        #expect(MonotonicClock.nanoseconds() - began >= 115_000_000)
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    }

    @Test func `an idle connection is closed without a word`() throws {
        var limits = WireLimits()
        limits.serverIdleMilliseconds = 30
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        driver.loop.respond(to: try driver.nextRequest().id, bytes: Array("<a>".utf8), thenClose: false)
        try driver.turn { $0.loop.serverConnectionCount == 0 }
        #expect(peer.receiveToEnd() == "<a>")
    }

    @Test func `a handler may think longer than any limit`() throws {
        var limits = WireLimits()
        limits.serverIdleMilliseconds = 10
        limits.serverHeadMilliseconds = 10
        limits.serverRequestMilliseconds = 10
        limits.serverSendMilliseconds = 10
        let driver = try LoopDriver(limits: limits)
        let port = try driver.listen()
        let peer = RawSocket(connectingTo: port)
        peer.send(Self.get)
        let request = try driver.nextRequest()
        // A second, idle connection shows that the time is over.
        let idle = RawSocket(connectingTo: port)
        try driver.turn { $0.loop.serverConnectionCount == 2 }
        try driver.turn { $0.loop.serverConnectionCount == 1 }
        #expect(idle.isAtEnd)
        driver.loop.respond(to: request.id, bytes: Array("<thought>".utf8), thenClose: true)
        driver.settle()
        #expect(peer.receiveToEnd() == "<thought>")
    }

    @Test func `a peer that does not take its answer is given up`() throws {
        var limits = WireLimits()
        limits.serverSendMilliseconds = 30
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        let bytes = [UInt8](repeating: 0x61, count: 50_000_000)
        driver.loop.respond(to: try driver.nextRequest().id, bytes: bytes, thenClose: false)
        #expect(driver.loop.serverConnectionCount == 1)
        try driver.turn { $0.loop.serverConnectionCount == 0 }
        withExtendedLifetime(peer) {}
    }

    @Test func `lingering ends although the peer does not`() throws {
        var limits = WireLimits()
        limits.serverLingerMilliseconds = 30
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        driver.loop.respond(to: try driver.nextRequest().id, bytes: [], thenClose: true)
        driver.settle()
        #expect(driver.loop.serverConnectionCount == 1)
        try driver.turn { $0.loop.serverConnectionCount == 0 }
        #expect(peer.isAtEnd)
    }

    @Test func `a flood of connections is accepted in portions`() throws {
        let driver = try LoopDriver()
        let port = try driver.listen()
        let peers = (0..<70).map { _ in RawSocket(connectingTo: port) }
        var events: [WireEvent] = []
        driver.loop.turn(into: &events, waitMilliseconds: 1_000)
        #expect(driver.loop.serverConnectionCount <= 64)
        try driver.turn { $0.loop.serverConnectionCount == peers.count }
    }

    @Test func `one connection too many closes the one that is idle longest`() throws {
        var limits = WireLimits()
        limits.serverConnectionsMax = 2
        let driver = try LoopDriver(limits: limits)
        let port = try driver.listen()
        let oldest = RawSocket(connectingTo: port)
        try driver.turn { $0.loop.serverConnectionCount == 1 }
        let second = RawSocket(connectingTo: port)
        try driver.turn { $0.loop.serverConnectionCount == 2 }
        let third = RawSocket(connectingTo: port)
        third.send(Self.get)
        let request = try driver.nextRequest()
        #expect(driver.loop.serverConnectionCount == 2)
        #expect(oldest.isAtEnd)
        driver.loop.respond(to: request.id, bytes: Array("<third>".utf8), thenClose: false)
        #expect(third.receive(until: ">") == "<third>")
        second.send(Self.get)
        driver.loop.respond(to: try driver.nextRequest().id, bytes: Array("<second>".utf8), thenClose: false)
        #expect(second.receive(until: ">") == "<second>")
    }

    @Test func `with all connections busy the next one waits for its turn`() throws {
        var limits = WireLimits()
        limits.serverConnectionsMax = 1
        limits.serverAcceptPauseMilliseconds = 60_000
        let driver = try LoopDriver(limits: limits)
        let port = try driver.listen()
        let busy = RawSocket(connectingTo: port)
        busy.send(Self.get)
        let request = try driver.nextRequest()
        let waiting = RawSocket(connectingTo: port)
        waiting.send(Self.get)
        driver.settle()
        #expect(driver.requestCount == 0)
        driver.loop.respond(to: request.id, bytes: Array("<busy>".utf8), thenClose: true)
        #expect(busy.receive(until: ">") == "<busy>")
        busy.close()
        driver.loop.respond(to: try driver.nextRequest().id, bytes: Array("<waiting>".utf8), thenClose: false)
        #expect(waiting.receive(until: ">") == "<waiting>")
    }

    @Test func `a listener that rested tries again by itself`() throws {
        var limits = WireLimits()
        limits.serverConnectionsMax = 1
        limits.serverAcceptPauseMilliseconds = 20
        let driver = try LoopDriver(limits: limits)
        let port = try driver.listen()
        let first = RawSocket(connectingTo: port)
        first.send(Self.get)
        let request = try driver.nextRequest()
        let second = RawSocket(connectingTo: port)
        second.send(Self.get)
        driver.settle()
        // Answered, the first connection is idle: only the listener's own time makes it look again.
        driver.loop.respond(to: request.id, bytes: Array("<a>".utf8), thenClose: false)
        driver.loop.respond(to: try driver.nextRequest().id, bytes: Array("<b>".utf8), thenClose: false)
        #expect(second.receive(until: ">") == "<b>")
        #expect(first.receiveToEnd() == "<a>")
    }
}
