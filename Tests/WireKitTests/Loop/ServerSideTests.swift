import Testing

@testable import WireKit

/// Requests that are answered: now, later, out of order, in parts, with anything.
@Suite struct ServerSideTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

    private func path(_ request: InboundRequest) -> String { request.request.target }

    @Test func `a request comes in whole and its answer goes out`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("POST /hook?x=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok")
        let inbound = try driver.nextRequest()
        #expect(inbound.request.method == "POST")
        #expect(inbound.request.target == "/hook?x=1")
        #expect(inbound.request.body == Array("ok".utf8))
        #expect(inbound.peer.host == "127.0.0.1")
        driver.loop.respond(to: inbound.id, .created, fields: ["X-A": "b"], body: Array("made".utf8))
        #expect(
            peer.receive(until: "made") == "HTTP/1.1 201 Created\r\nX-A: b\r\nContent-Length: 4\r\n\r\nmade"
        )
    }

    @Test func `a kept connection brings request after request`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        for _ in 0..<5 {
            peer.send(Self.get)
            driver.loop.respond(to: try driver.nextRequest().id, .ok)
            #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        #expect(driver.loop.serverConnectionCount == 1)
    }

    @Test func `a request may come byte by byte`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        for byte in "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok".utf8 {
            peer.send([byte])
            driver.settle()
        }
        #expect(path(try driver.nextRequest()) == "/slow")
    }

    @Test func `pipelined requests are answered in order though their handlers are not`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send((1...4).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        let requests = try (1...4).map { _ in try driver.nextRequest() }
        #expect(requests.map(path) == ["/1", "/2", "/3", "/4"])
        for index in [2, 0, 3, 1] {
            driver.loop.respond(
                to: requests[index].id,
                bytes: Array("<\(index + 1)>".utf8),
                thenClose: index == 3
            )
            driver.settle()
        }
        #expect(peer.receiveToEnd() == "<1><2><3><4>")
    }

    @Test func `requests beyond the pipelining limit wait and lose nothing`() throws {
        var limits = WireLimits()
        limits.serverPipelineDepthMax = 2
        let driver = try LoopDriver(limits: limits)
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send((1...9).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        for index in 1...9 {
            let request = try driver.nextRequest()
            #expect(path(request) == "/\(index)")
            driver.settle()
            #expect(driver.requestCount <= 1, "one is in hand, so one more may wait")
            driver.loop.respond(to: request.id, bytes: Array("<\(index)>".utf8), thenClose: index == 9)
        }
        driver.settle()
        #expect(peer.receiveToEnd() == (1...9).map { "<\($0)>" }.joined())
    }

    @Test func `bytes that are no HTTP go out as they are`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        driver.loop.respond(
            to: try driver.nextRequest().id,
            bytes: Array("\0\r\nnonsense".utf8),
            thenClose: true
        )
        driver.settle()
        #expect(peer.receiveToEnd() == "\0\r\nnonsense")
    }

    @Test func `no bytes and an end are silence`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        driver.loop.respond(to: try driver.nextRequest().id, bytes: [], thenClose: true)
        driver.settle()
        #expect(peer.isAtEnd)
    }

    @Test func `an answer may go out in parts`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        let id = try driver.nextRequest().id
        for byte in "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n".utf8 {
            driver.loop.sendPart(of: id, bytes: [byte])
        }
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        driver.loop.sendPart(of: id, bytes: Array("h".utf8))
        driver.loop.respond(to: id, bytes: Array("i".utf8), thenClose: false)
        #expect(peer.receive(until: "hi") == "hi")
        peer.send(Self.get)
        driver.loop.respond(to: try driver.nextRequest().id, .ok)
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `a reset instead of an answer reaches the peer as one`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        driver.loop.reset(try driver.nextRequest().id)
        #expect(peer.receiveToEnd() == "(reset)")
        #expect(driver.loop.serverConnectionCount == 0)
    }

    @Test func `an answer longer than the kernel takes is written as the peer reads`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        let count = 20_000_000
        driver.loop.respond(
            to: try driver.nextRequest().id,
            bytes: [UInt8](repeating: 0x61, count: count),
            thenClose: true
        )
        let sink = SocketSink(peer)
        let thread = WorkerThread(name: "peer") { sink.run() }
        try driver.turn { _ in sink.isDone }
        thread.join()
        #expect(sink.count == count)
    }

    @Test func `HEAD is told the length and sent no body`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        driver.loop.respond(to: try driver.nextRequest().id, .ok, body: Array("hello".utf8))
        driver.settle()
        let answer = peer.receiveToEnd()
        #expect(answer.contains("Content-Length: 5\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\nHost: x\r\n\r\n",
    ])
    func `a request that wants to be the last one is`(request: String) throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(request + Self.get)
        driver.loop.respond(to: try driver.nextRequest().id, .ok)
        driver.settle()
        #expect(peer.receiveToEnd().contains("Connection: close\r\n"))
        #expect(driver.requestCount == 0)
    }

    @Test func `a client of HTTP 1.0 may keep its connection`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        for _ in 0..<2 {
            peer.send("GET / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n")
            driver.loop.respond(to: try driver.nextRequest().id, .ok)
            #expect(peer.receive(until: "\r\n\r\n").contains("Connection: keep-alive\r\n"))
        }
    }

    @Test func `a body that waits for an invitation gets one`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        driver.settle()
        #expect(peer.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        peer.send("ok")
        let inbound = try driver.nextRequest()
        #expect(inbound.request.body == Array("ok".utf8))
        driver.loop.respond(to: inbound.id, .ok)
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `a body that comes along needs no invitation`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok")
        driver.loop.respond(to: try driver.nextRequest().id, .ok)
        #expect(peer.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `an invitation waits for the answers before it`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(
            Self.get + "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        )
        let first = try driver.nextRequest()
        driver.settle()
        driver.loop.respond(to: first.id, bytes: Array("<answer>".utf8), thenClose: false)
        #expect(peer.receive(until: "\r\n\r\n") == "<answer>HTTP/1.1 100 Continue\r\n\r\n")
    }

    @Test func `a peer that closes only its sending side still gets its answers`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get + Self.get)
        peer.finishSending()
        let requests = [try driver.nextRequest(), try driver.nextRequest()]
        driver.settle()
        // The end stays readable for ever; a loop that watched for it would never sleep again.
        let began = MonotonicClock.nanoseconds()
        var events: [WireEvent] = []
        driver.loop.turn(into: &events, waitMilliseconds: 20)
        #expect(MonotonicClock.nanoseconds() - began >= 20_000_000)
        for request in requests {
            driver.loop.respond(to: request.id, bytes: Array("<a>".utf8), thenClose: false)
        }
        driver.settle()
        #expect(peer.receiveToEnd() == "<a><a>")
        #expect(driver.loop.serverConnectionCount == 0)
    }

    @Test func `a peer that goes away cancels what it asked for`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        let request = try driver.nextRequest()
        peer.reset()
        #expect(try driver.nextCancellation() == request.id)
        driver.loop.respond(to: request.id, .ok)
        driver.loop.sendPart(of: request.id, bytes: [1])
        driver.loop.reset(request.id)
        #expect(driver.loop.serverConnectionCount == 0)
    }

    @Test func `a peer that first ends its side and then goes away cancels too`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get)
        peer.finishSending()
        let request = try driver.nextRequest()
        driver.settle()
        peer.reset()
        #expect(try driver.nextCancellation() == request.id)
        #expect(driver.loop.serverConnectionCount == 0)
    }

    @Test func `requests behind the last answer are cancelled`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send(Self.get + Self.get)
        let first = try driver.nextRequest()
        let second = try driver.nextRequest()
        driver.loop.respond(to: first.id, bytes: Array("bye".utf8), thenClose: true)
        #expect(try driver.nextCancellation() == second.id)
        driver.loop.respond(to: second.id, .ok)
        #expect(peer.receiveToEnd() == "bye")
    }

    @Test func `a late answer never reaches another connection`() throws {
        let driver = try LoopDriver()
        let port = try driver.listen()
        let gone = RawSocket(connectingTo: port)
        gone.send(Self.get)
        let late = try driver.nextRequest()
        gone.reset()
        _ = try driver.nextCancellation()
        let peer = RawSocket(connectingTo: port)
        peer.send(Self.get)
        let request = try driver.nextRequest()
        #expect(request.id.slot == late.id.slot)
        driver.loop.respond(to: late.id, bytes: Array("late".utf8), thenClose: true)
        driver.loop.respond(to: request.id, bytes: Array("right".utf8), thenClose: true)
        driver.settle()
        #expect(peer.receiveToEnd() == "right")
    }

    @Test func `unread bytes do not destroy the last answer`() throws {
        let driver = try LoopDriver()
        let peer = RawSocket(connectingTo: try driver.listen())
        peer.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\na")
        driver.loop.respond(to: try driver.nextRequest().id, .ok)
        for _ in 0..<50 {
            let isTaken = peer.send([UInt8](repeating: 0x61, count: 10_000))
            #expect(isTaken, "the server reads on while it lingers")
            driver.settle()
        }
        peer.finishSending()
        driver.settle()
        let answer = peer.receiveToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(!answer.contains("(reset)"))
        try driver.turn { $0.loop.serverConnectionCount == 0 }
    }
}
