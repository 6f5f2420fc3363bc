import Glibc
import TestSupport
import Testing

@testable import WireKit

@Suite struct WireLoopTests {
    @Test func `a turn without anything to do waits as long as it may`() throws {
        let loop = try WireLoop()
        var events: [WireEvent] = []
        let began = MonotonicClock.nanoseconds()
        loop.turn(into: &events, waitMilliseconds: 20)
        #expect(MonotonicClock.nanoseconds() - began >= 20_000_000)
        #expect(events.isEmpty)
        loop.turn(into: &events, waitMilliseconds: 0)
        #expect(events.isEmpty)
    }

    @Test func `a turn returns when the deadline of an exchange has passed, however long it may wait`() throws
    {
        let listener = RawListener()
        let loop = try WireLoop()
        let endpoint = WireEndpoint(host: "127.0.0.1", port: listener.port)
        loop.submit(WireRequest(endpoint: endpoint, bytes: [1], timeoutMilliseconds: 20), token: 1)
        var events: [WireEvent] = []
        var turns = 0
        while events.isEmpty {
            loop.turn(into: &events, waitMilliseconds: -1)
            turns += 1
        }
        #expect(events.count == 1)
        #expect(turns <= 3, "it spun instead of sleeping to the deadline")
        #expect(loop.inFlight == 0)
    }

    @Test func `events are added behind those that are there`() throws {
        let loop = try WireLoop()
        var events: [WireEvent] = [.woken]
        loop.waker.wake()
        loop.turn(into: &events, waitMilliseconds: 10_000)
        #expect(events.count == 2)
    }

    @Test func `a failure that is known at once comes with the next turn, which does not wait`() throws {
        let loop = try WireLoop()
        loop.submit(
            WireRequest(
                endpoint: WireEndpoint(host: "255.255.255.255", port: 1),
                bytes: [1],
                timeoutMilliseconds: 9_000
            ),
            token: 5
        )
        #expect(loop.inFlight == 1)
        var events: [WireEvent] = []
        loop.turn(into: &events, waitMilliseconds: -1)
        #expect(events.count == 1)
        #expect(loop.inFlight == 0)
    }

    @Test func `client and server of one loop talk to each other`() throws {
        let driver = try LoopDriver()
        let port = try driver.listen()
        for _ in 0..<3 {
            driver.submit(to: port)
            driver.loop.respond(to: try driver.nextRequest().id, .noContent)
            #expect(try driver.nextCompletion().response().status == 204)
        }
        #expect(driver.loop.clientConnectionCount == 1)
        #expect(driver.loop.serverConnectionCount == 1)
    }

    @Test(arguments: [1, 64, 300]) func `many exchanges at once all come back with their own answers`(
        count: Int
    ) throws {
        let driver = try LoopDriver()
        let port = try driver.listen()
        var open: Set<UInt64> = []
        for _ in 0..<count {
            let token = driver.submit(to: port, bytes: request(UInt64(open.count + 1)))
            open.insert(token)
        }
        try driver.turn { driver in
            for event in driver.takeEvents() {
                switch event {
                case .inbound(let inbound):
                    driver.loop.respond(to: inbound.id, .ok, body: Array(inbound.request.target.utf8))
                case .completed(let completion):
                    let body = (try? completion.response().body) ?? []
                    #expect(body == Array("/\(completion.token)".utf8))
                    open.remove(completion.token)
                case .inboundBegan, .inboundCancelled, .woken:
                    Issue.record("nobody cancels or wakes here")
                }
            }
            return open.isEmpty
        }
    }

    private func request(_ number: UInt64) -> [UInt8] {
        Array("GET /\(number) HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
    }

    @Test func `a port that is taken cannot be listened on`() throws {
        let listener = RawListener()
        let loop = try WireLoop()
        #expect(throws: WireError.addressInUse(WireEndpoint(host: "127.0.0.1", port: listener.port))) {
            try loop.listen(host: "127.0.0.1", port: listener.port)
        }
    }

    @Test func `a name or another machine's address cannot be listened on`() throws {
        let loop = try WireLoop()
        #expect(throws: WireError.unknownHost("example.test")) {
            try loop.listen(host: "example.test", port: 0)
        }
        #expect(throws: WireError.addressNotAvailable(WireEndpoint(host: "192.0.2.1", port: 0))) {
            try loop.listen(host: "192.0.2.1", port: 0)
        }
    }

    @Test func `IPv6 works like IPv4`() throws {
        let driver = try LoopDriver()
        let port = try driver.loop.listen(host: "::1", port: 0)
        driver.submit(to: port, host: "[::1]")
        let request = try driver.nextRequest()
        #expect(request.peer.host == "::1")
        driver.loop.respond(to: request.id, .ok)
        #expect(try driver.nextCompletion().response().status == 200)
    }

    @Test func `closing ends everything, once, and frees the port`() throws {
        let driver = try LoopDriver()
        let port = try driver.listen()
        let peer = RawSocket(connectingTo: port)
        let listener = RawListener()
        driver.submit(to: listener.port)
        driver.settle()
        let other = listener.accept()
        driver.loop.close()
        driver.loop.close()
        #expect(driver.loop.inFlight == 0)
        #expect(peer.isAtEnd)
        #expect(other.receiveToEnd().hasSuffix("ok"))
        #expect(RawListener(port: port).port == port)
    }

    @Test func `a loop that is dropped closes its connections`() throws {
        var driver: LoopDriver? = try LoopDriver()
        let peer = RawSocket(connectingTo: try #require(driver).listen())
        driver?.settle()
        driver = nil
        #expect(peer.isAtEnd)
    }

    @Test func `a process without descriptors refuses new connections and goes on with the old ones`() async {
        await #expect(processExitsWith: .success) {
            let driver = try LoopDriver()
            let port = try driver.listen()
            let listener = RawListener()
            let first = RawSocket(connectingTo: port)
            try driver.turn { $0.loop.serverConnectionCount == 1 }
            let second = RawSocket(connectingTo: port)
            second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            let hoard = DescriptorHoard()
            // The client has none to connect with.
            driver.submit(to: listener.port)
            let failure = try driver.nextCompletion().failure
            #expect(failure == .noDescriptor(SystemError(code: EMFILE)))
            // The server takes the one of the connection that is idle.
            let request = try driver.nextRequest()
            driver.loop.respond(to: request.id, .ok)
            #expect(second.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(first.isAtEnd)
            // With nothing idle, the next one waits until there is room again.
            second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            let busy = try driver.nextRequest()
            hoard.giveBack(1)
            let third = RawSocket(connectingTo: port)
            third.send("GET /third HTTP/1.1\r\nHost: x\r\n\r\n")
            driver.settle()
            #expect(driver.requestCount == 0)
            hoard.giveBack(1)
            #expect(try driver.nextRequest().request.target == "/third")
            driver.loop.respond(to: busy.id, .ok)
            #expect(second.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test func `a process without descriptors gives up an idle connection for a new one`() async {
        await #expect(processExitsWith: .success) {
            let driver = try LoopDriver()
            let (first, second) = (RawListener(), RawListener())
            driver.submit(to: first.port)
            driver.settle()
            let peer = first.accept()
            _ = peer.receive(until: "ok")
            peer.send("HTTP/1.1 204 No Content\r\n\r\n")
            #expect(try driver.nextCompletion().response().status == 204)
            #expect(driver.loop.clientConnectionCount == 1)
            let hoard = DescriptorHoard()
            driver.submit(to: second.port)
            #expect(driver.loop.clientConnectionCount == 1)
            driver.settle()
            #expect(peer.isAtEnd)
            hoard.giveBack(1)
            let other = second.accept()
            _ = other.receive(until: "ok")
            other.send("HTTP/1.1 204 No Content\r\n\r\n")
            #expect(try driver.nextCompletion().response().status == 204)
        }
    }

    @Test func `using a loop after it was closed traps`() async {
        await #expect(processExitsWith: .failure) {
            let loop = try WireLoop()
            loop.close()
            _ = try loop.listen(host: "127.0.0.1", port: 0)
        }
    }

    @Test func `using a loop from another thread than its own traps`() async {
        await #expect(processExitsWith: .failure) {
            let loop = try WireLoop()
            var events: [WireEvent] = []
            loop.turn(into: &events, waitMilliseconds: 0)
            // Smuggled past the compiler: that it traps is what is tested.
            nonisolated(unsafe) let smuggled = loop
            WorkerThread(name: "thief") { unsafe smuggled.cancel(token: 1) }.join()
        }
    }
}
