import Testing
import WireKit

@testable import ConsumerKit

/// Personas as servers: what only connections and real time show.
@Suite struct PersonaServiceTests {
    /// Far shorter than what users wait for, and longer than loopback needs.
    private static let patienceMilliseconds = 40

    private static func start(_ name: String) throws -> (consumer: Consumer, client: Client) {
        let persona: Persona = try #require(Persona.named(name))
        let consumer = try Consumer.start(
            secrets: [ConsumerSecret(Parcel.secret)],
            limits: ConsumerLimits(keepsDetails: true),
            persona: persona,
            patienceMilliseconds: patienceMilliseconds
        )
        return (consumer, try Client(port: consumer.port))
    }

    private static func statuses(_ results: [Result<HTTPResponse, WireFailure>]) -> [Int?] {
        results.map { result in
            switch result {
            case .success(let response): response.status
            case .failure: nil
            }
        }
    }

    private static let unsigned = Parcel.integration(id: "whd_1").with { $0.signatures = [] }

    /// Waits until something holds, ten seconds at most.
    private static func wait(_ holds: () throws -> Bool) rethrows -> Bool {
        let end = MonotonicClock.nanoseconds() + 10_000_000_000
        while MonotonicClock.nanoseconds() < end { if try holds() { return true } }
        return false
    }

    @Test func `a process that crashes is gone for a moment and comes back without memory`() throws {
        let (consumer, client) = try Self.start("crash-on-missing-signature")
        let right = Parcel.integration(id: "whd_2").bytes
        #expect(try Self.statuses(client.send([right])) == [200])
        #expect(consumer.state().processed == 1)
        #expect(try Self.statuses(client.send([Self.unsigned.bytes])) == [nil])
        #expect(try Self.statuses(client.send([right])) == [nil], "nobody listens yet")
        #expect(try Self.wait { try Self.statuses(client.send([right])) == [200] })
        #expect(consumer.state().processed == 1, "the id is new to it again")
        consumer.stop()
    }

    @Test func `a process that dies for good does not come back`() throws {
        let (consumer, client) = try Self.start("dies-for-good")
        #expect(try Self.statuses(client.send([Self.unsigned.bytes])) == [nil])
        let restart = ConsumerCrash.restartMilliseconds(patience: Self.patienceMilliseconds)
        let pause = Int64(2 * restart) * 1_000_000
        let end = MonotonicClock.nanoseconds() + pause
        while MonotonicClock.nanoseconds() < end {
            #expect(try Self.statuses(client.send([Parcel.integration(id: "whd_2").bytes])) == [nil])
        }
        consumer.stop()
    }

    @Test func `the asynchronous one answers first and works afterwards, though the sender has gone`() throws
    {
        let (consumer, client) = try Self.start("good-async")
        #expect(try Self.statuses(client.send([Parcel.integration(id: "whd_1").bytes])) == [202])
        #expect(consumer.state().processed == 0)
        #expect(Self.wait { consumer.state().processed == 1 })
        consumer.stop()
    }

    @Test(arguments: [("good-http10", "HTTP/1.0"), ("good-close-after-answer", "close")])
    func `lawful ones that close after the answer show their state all the same`(
        name: String,
        mark: String
    ) throws {
        let (consumer, client) = try Self.start(name)
        let response = try client.send([Parcel.integration(id: "whd_1").bytes])[0].get()
        #expect(response.status == 200 && !response.keepAlive)
        #expect(response.minorVersion == (mark == "HTTP/1.0" ? 0 : 1))
        #expect(try client.send("GET", "/debug/state").status == 200)
        consumer.stop()
    }

    @Test func `one that redirects does so for every delivery`() throws {
        let (consumer, client) = try Self.start("redirects")
        #expect(try Self.statuses(client.send([Parcel.integration(id: "whd_1").bytes])) == [301])
        consumer.stop()
    }

    @Test func `one that is blocked by a slow body serves others behind it`() throws {
        let (consumer, _) = try Self.start("blocked-by-slow-body")
        let slow = try Client(port: consumer.port)
        let bytes = Parcel.integration(id: "whd_1").bytes
        // The body takes some 60 ms, and the other request comes at once after its head.
        let answers = try slow.race(
            slow: bytes,
            bytesPerSecond: 8_000,
            quick: Parcel.integration(id: "whd_2").bytes
        )
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers[1].milliseconds >= 20, "\(answers[1].milliseconds) ms")
        consumer.stop()

        let (good, _) = try Self.start("good")
        let others = try Client(port: good.port)
            .race(slow: bytes, bytesPerSecond: 8_000, quick: Parcel.integration(id: "whd_2").bytes)
        #expect(others.map(\.status) == [200, 200])
        #expect(others[1].milliseconds < others[0].milliseconds)
        good.stop()
    }

    @Test func `one that fetches logos visits whoever a delivery names on this machine`() throws {
        let (visited, _) = try Self.start("get-has-effect")
        let (consumer, client) = try Self.start("ssrf")
        let parcel = Parcel.integration(id: "whd_1").replacing(
            "https://example.com/binance.png",
            with: "http://127.0.0.1:\(visited.port)/webhooks"
        )
        #expect(try Self.statuses(client.send([parcel.bytes])) == [200])
        #expect(Self.wait { visited.state().processed == 1 })
        consumer.stop()
        visited.stop()
    }
}
