import Synchronization
import TestSupport
import Testing

@testable import WireKit

/// Exchanges with hosts that have names, looked up by what the test says.
@Suite struct NameResolutionTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

    /// Counts questions, and holds the answers to some until a gate opens.
    private final class Book: Sendable {
        private let entries: Mutex<[String: Result<[String], NameFailure>]>
        private let counts = Mutex<[String: Int]>([:])
        let gate = Gate()

        init(_ entries: [String: Result<[String], NameFailure>]) {
            self.entries = Mutex(entries)
        }

        func set(_ name: String, _ result: Result<[String], NameFailure>) {
            entries.withLock { $0[name] = result }
        }

        func count(_ name: String) -> Int { counts.withLock { $0[name] ?? 0 } }

        var lookup: NameLookup {
            NameLookup { [self] name in
                counts.withLock { $0[name, default: 0] += 1 }
                if name.hasPrefix("slow") { gate.pass() }
                return entries.withLock { $0[name] ?? .failure(.unknown) }
            }
        }
    }

    private func answer(_ driver: LoopDriver, at listener: RawListener) throws -> WireCompletion {
        try driver.turn { $0.loop.clients.states == [.waiting] }
        listener.accept().send(Self.ok)
        return try driver.nextCompletion()
    }

    @Test func `a name is looked up once and its address is connected to`() throws {
        let listener = RawListener()
        let book = Book(["consumer.test": .success(["127.0.0.1"])])
        let driver = try LoopDriver(names: book.lookup)
        for _ in 0..<2 {
            driver.submit(to: listener.port, host: "consumer.test")
            #expect(driver.loop.inFlight == 1)
            #expect(try answer(driver, at: listener).response().status == 200)
            driver.settle()
            try driver.turn { $0.loop.clients.states == [] }
        }
        #expect(book.count("consumer.test") == 1)
    }

    @Test func `exchanges that begin together share one lookup`() throws {
        let listener = RawListener()
        let book = Book(["slow.test": .success(["127.0.0.1"])])
        let driver = try LoopDriver(names: book.lookup)
        for _ in 0..<3 { driver.submit(to: listener.port, host: "slow.test") }
        driver.settle()
        #expect(driver.loop.inFlight == 3 && driver.loop.clientConnectionCount == 0)
        book.gate.open()
        try driver.turn { $0.loop.clients.states == [.waiting, .waiting, .waiting] }
        let peers = (0..<3).map { _ in listener.accept() }
        for peer in peers { peer.send(Self.ok) }
        for _ in 0..<3 { #expect(try driver.nextCompletion().response().status == 200) }
        #expect(book.count("slow.test") == 1)
    }

    @Test func `the next address is tried when one refuses, and is preferred from then on`() throws {
        // Nobody listens at the first two: only 127.0.0.1 is listened on.
        let listener = RawListener()
        let book = Book(["many.test": .success(["::1", "127.0.0.9", "127.0.0.1"])])
        let driver = try LoopDriver(names: book.lookup)
        for _ in 0..<2 {
            driver.submit(to: listener.port, host: "many.test")
            #expect(try answer(driver, at: listener).response().status == 200)
            try driver.turn { $0.loop.clients.states == [] }
        }
        #expect(book.count("many.test") == 1)
    }

    @Test func `a host whose addresses all refuse is refused, by the first one's reason`() throws {
        let closed = FreePort.next()
        let book = Book(["down.test": .success(["127.0.0.1", "::1"])])
        let driver = try LoopDriver(names: book.lookup)
        driver.submit(to: closed, host: "down.test")
        #expect(try driver.nextCompletion().failure == .refused)
    }

    @Test func `an address that swallows everything leaves time for the next`() throws {
        let listener = RawListener()
        // A full queue at the second loopback address: the kernel drops what asks for a connection.
        let full = RawListener(backlog: 0, port: listener.port, lastByte: 2)
        let fillers = (0..<4).map { _ in RawSocket(beginningToConnectTo: full.port, lastByte: 2) }
        let book = Book(["half.test": .success(["127.0.0.2", "127.0.0.1"])])
        let driver = try LoopDriver(names: book.lookup)
        driver.submit(to: listener.port, host: "half.test", timeoutMilliseconds: 2_000)
        #expect(try answer(driver, at: listener).response().status == 200)
        withExtendedLifetime((full, fillers)) {}
    }

    @Test func `an unknown name fails with its name, at once for a second`() throws {
        let book = Book(["unknown.test": .failure(.unknown)])
        let driver = try LoopDriver(names: book.lookup)
        for _ in 0..<2 {
            driver.submit(to: 80, host: "unknown.test")
            #expect(try driver.nextCompletion().failure == .unresolved("unknown.test", .unknown))
        }
        #expect(book.count("unknown.test") <= 2)
    }

    @Test func `a name server that cannot say is told from a name that is not there`() throws {
        let book = Book(["b.test": .failure(.unanswered("Temporary failure in name resolution"))])
        let driver = try LoopDriver(names: book.lookup)
        driver.submit(to: 80, host: "b.test")
        let message = try driver.nextCompletion().failure?.message
        #expect(message == "the name b.test could not be looked up: Temporary failure in name resolution")
    }

    @Test func `a slow lookup holds up nobody else, and its own exchange no longer than its time`() throws {
        let listener = RawListener()
        let book = Book(["quick.test": .success(["127.0.0.1"])])
        let driver = try LoopDriver(names: book.lookup)
        let slow = driver.submit(to: listener.port, host: "slow.test", timeoutMilliseconds: 150)
        let names = ["quick.test", "127.0.0.1"]
        for name in names { driver.submit(to: listener.port, host: name) }
        try driver.turn { $0.loop.clients.states == [.waiting, .waiting] }
        let peers = names.map { _ in listener.accept() }
        for peer in peers { peer.send(Self.ok) }
        for _ in names { #expect(try driver.nextCompletion().response().status == 200) }
        let completion = try driver.nextCompletion()
        #expect(completion.token == slow && completion.failure == .timedOut(.resolving))
        book.gate.open()
    }

    @Test func `an exchange that waits for a name can be given up`() throws {
        let book = Book([:])
        let driver = try LoopDriver(names: book.lookup)
        let token = driver.submit(to: 80, host: "slow.test")
        driver.loop.cancel(token: token)
        #expect(try driver.nextCompletion().failure == .cancelled)
        driver.submit(to: 80, host: "slow.test")
        driver.loop.close()
        // The answer comes to nobody, and does no harm.
        book.gate.open()
    }

    @Test func `more slow names than threads come to an end all the same`() throws {
        let listener = RawListener()
        let count = NameResolver.threadsMax * 2
        let names = (0..<count).map { "slow-\($0).test" }
        let found: Result<[String], NameFailure> = .success(["127.0.0.1"])
        let book = Book(Dictionary(uniqueKeysWithValues: names.map { ($0, found) }))
        let driver = try LoopDriver(names: book.lookup)
        for name in names { driver.submit(to: listener.port, host: name) }
        book.gate.open()
        try driver.turn { $0.loop.clients.states.count { $0 == .waiting } == count }
        let peers = names.map { _ in listener.accept() }
        for peer in peers { peer.send(Self.ok) }
        for _ in names { #expect(try driver.nextCompletion().response().status == 200) }
    }
}
