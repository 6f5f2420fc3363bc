import Testing

@testable import WireKit

/// Exchanges that go well, however oddly the peer behaves.
@Suite struct ClientSideTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"

    @Test func `a request goes out as it was given and its answer comes back`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let token = driver.submit(to: listener.port)
        #expect(driver.loop.inFlight == 1)
        driver.settle()
        let peer = listener.accept()
        #expect(peer.receive(until: "ok") == "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok")
        peer.send(Self.ok)
        let completion = try driver.nextCompletion()
        #expect(completion.token == token)
        #expect(try completion.response().status == 200)
        #expect(try completion.response().body == Array("hi".utf8))
        #expect(completion.tookNanoseconds > 0)
        #expect(!completion.wasResent)
        #expect(driver.loop.inFlight == 0)
    }

    @Test func `a kept connection carries the next exchanges`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        for _ in 0..<5 {
            _ = peer.receive(until: "ok")
            peer.send(Self.ok)
            #expect(try driver.nextCompletion().response().status == 200)
            driver.submit(to: listener.port)
        }
        #expect(!listener.hasWaiting)
    }

    @Test func `exchanges at the same time have connections of their own`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        let tokens = (0..<3).map { _ in driver.submit(to: listener.port) }
        driver.settle()
        let peers = tokens.map { _ in listener.accept() }
        for peer in peers.reversed() {
            _ = peer.receive(until: "ok")
            peer.send(Self.ok)
        }
        let done = try tokens.map { _ in try driver.nextCompletion().token }
        #expect(done.sorted() == tokens)
    }

    @Test(arguments: [
        "Connection: close\r\nContent-Length: 2\r\n", "Content-Length: 2\r\nConnection: Close\r\n",
    ])
    func `a connection that the peer will close is not used again`(fields: String) throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        peer.send("HTTP/1.1 200 OK\r\n\(fields)\r\nhi")
        #expect(try driver.nextCompletion().response().status == 200)
        driver.submit(to: listener.port)
        driver.settle()
        let second = listener.accept()
        second.send(Self.ok)
        #expect(try driver.nextCompletion().wasResent == false)
    }

    @Test func `bytes beyond the answer make the connection unusable`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send(Self.ok + "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 200)
        #expect(peer.isAtEnd)
    }

    @Test func `bytes that nobody asked for end an idle connection`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send(Self.ok)
        _ = try driver.nextCompletion()
        peer.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
        driver.settle()
        #expect(peer.receiveToEnd().replacing("(reset)", with: "").isEmpty)
        driver.submit(to: listener.port)
        driver.settle()
        listener.accept().send(Self.ok)
        #expect(try driver.nextCompletion().wasResent == false)
    }

    @Test func `an answer may come byte by byte`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        for byte in "HTTP/1.1 201 Made\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n".utf8 {
            peer.send([byte])
            driver.settle()
        }
        let response = try driver.nextCompletion().response()
        #expect(response.status == 201)
        #expect(response.body == Array("abc".utf8))
    }

    @Test func `interim answers are passed over`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
        driver.submit(to: listener.port)
        driver.settle()
        peer.send("HTTP/1.1 102 Processing\r\n\r\n")
        driver.settle()
        peer.send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
    }

    @Test func `a body without a length lasts until the connection ends`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send("HTTP/1.1 200 OK\r\n\r\nuntil ")
        driver.settle()
        #expect(driver.loop.inFlight == 1)
        peer.send("the end")
        peer.close()
        #expect(try driver.nextCompletion().response().body == Array("until the end".utf8))
    }

    @Test func `the answer to HEAD has no body whatever its length says`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.submit(
            to: listener.port,
            bytes: Array("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
            isHead: true
        )
        driver.settle()
        let peer = listener.accept()
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        #expect(try driver.nextCompletion().response().body.isEmpty)
        driver.submit(to: listener.port)
        driver.settle()
        peer.send(Self.ok)
        #expect(try driver.nextCompletion().response().body == Array("hi".utf8))
    }

    @Test func `an answer before the whole request was sent counts, and ends the connection`() throws {
        let listener = RawListener(receiveBufferBytes: 4_096)
        let driver = try LoopDriver()
        let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n\r\n"
        driver.submit(
            to: listener.port,
            bytes: Array(head.utf8) + [UInt8](repeating: 0x61, count: 50_000_000)
        )
        driver.settle()
        let peer = listener.accept()
        #expect(peer.receive(until: "\r\n\r\n") == head)
        peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 413)
        peer.close()
        driver.submit(to: listener.port)
        driver.settle()
        listener.accept().send(Self.ok)
        #expect(try driver.nextCompletion().wasResent == false)
    }

    @Test func `an answer that was sent before the peer refused more bytes is read`() throws {
        let listener = RawListener(receiveBufferBytes: 4_096)
        let driver = try LoopDriver()
        let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n\r\n"
        driver.submit(
            to: listener.port,
            bytes: Array(head.utf8) + [UInt8](repeating: 0x61, count: 50_000_000)
        )
        driver.settle()
        let peer = listener.accept()
        peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")
        // Bytes are unread, so this end is a reset; what was sent before it arrives all the same.
        peer.close()
        let completion = try driver.nextCompletion()
        #expect(completion.failure == nil)
        #expect(try completion.response().status == 413)
    }

    @Test func `a long request is written as the peer takes it`() throws {
        let listener = RawListener(receiveBufferBytes: 4_096)
        let driver = try LoopDriver()
        let body = [UInt8](repeating: 0x62, count: 3_000_000)
        let head = Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n".utf8)
        driver.submit(to: listener.port, bytes: head + body + Array("!".utf8))
        driver.settle()
        let peer = listener.accept()
        let reader = SocketSink(peer, until: UInt8(ascii: "!"), thenAnswer: Self.ok)
        let thread = WorkerThread(name: "peer") { reader.run() }
        #expect(try driver.nextCompletion().response().status == 200)
        thread.join()
        #expect(reader.count == head.count + body.count + 1)
    }

    @Test func `a long answer is kept up to the limit and read to its end`() throws {
        var limits = WireLimits()
        limits.answers.bodyBytesKept = 1_000
        let listener = RawListener()
        let driver = try LoopDriver(limits: limits)
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send(
            "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + String(repeating: "x", count: 100_000)
        )
        let response = try driver.nextCompletion().response()
        #expect(response.status == 200)
        #expect(response.body.count == 1_000)
        #expect(response.bodyCutOff)
    }

    @Test(arguments: ["Transfer-Encoding: chunked\r\n", ""])
    func `an answer without an end is cut off and its status stands`(fields: String) throws {
        var limits = WireLimits()
        limits.answers.bodyBytesKept = 1_000
        limits.answers.bodyBytesReadMax = 50_000
        let listener = RawListener()
        let driver = try LoopDriver(limits: limits)
        driver.submit(to: listener.port)
        driver.settle()
        let peer = listener.accept()
        _ = peer.receive(until: "ok")
        peer.send("HTTP/1.1 200 OK\r\n\(fields)\r\n")
        for _ in 0..<6 { peer.send("2710\r\n" + String(repeating: "x", count: 10_000) + "\r\n") }
        let response = try driver.nextCompletion().response()
        #expect(response.status == 200)
        #expect(response.bodyCutOff)
        #expect(response.body.count == 1_000)
        #expect(peer.receiveToEnd().replacing("(reset)", with: "").isEmpty)
    }

    @Test func `localhost is tried on both addresses`() throws {
        // Nothing listens on that port of 127.0.0.1.
        let driver = try LoopDriver()
        let server = try LoopDriver()
        let port = try server.loop.listen(host: "::1", port: 0)
        for _ in 0..<2 {
            driver.submit(to: port, host: "localhost")
            try driver.turn { driver in
                server.settle()
                for case .inbound(let request) in server.takeEvents() {
                    server.loop.respond(to: request.id, .ok)
                }
                return driver.loop.inFlight == 0
            }
            #expect(try driver.nextCompletion().response().status == 200)
        }
    }

    @Test func `the connection that was used last is used next and the others grow old`() throws {
        var limits = WireLimits()
        limits.clientIdleMilliseconds = 20
        let listener = RawListener()
        let driver = try LoopDriver(limits: limits)
        driver.submit(to: listener.port)
        driver.submit(to: listener.port)
        driver.settle()
        let peers = [listener.accept(), listener.accept()]
        for peer in peers {
            _ = peer.receive(until: "ok")
            peer.send(Self.ok)
            _ = try driver.nextCompletion()
        }
        driver.submit(to: listener.port)
        #expect(peers[1].receive(until: "ok").hasSuffix("ok"))
        try driver.turn { $0.loop.clientConnectionCount == 1 }
        #expect(peers[0].isAtEnd)
        peers[1].send(Self.ok)
        #expect(try driver.nextCompletion().response().status == 200)
    }

    @Test func `no more connections are kept than the limit`() throws {
        var limits = WireLimits()
        limits.clientIdleConnectionsMax = 1
        let listener = RawListener()
        let driver = try LoopDriver(limits: limits)
        driver.submit(to: listener.port)
        driver.submit(to: listener.port)
        driver.settle()
        let peers = [listener.accept(), listener.accept()]
        for peer in peers { peer.send(Self.ok) }
        _ = try driver.nextCompletion()
        _ = try driver.nextCompletion()
        #expect(driver.loop.clientConnectionCount == 1)
    }
}
