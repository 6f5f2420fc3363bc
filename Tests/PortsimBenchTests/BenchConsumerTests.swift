import Testing
import WireKit

@testable import portsim_bench

@Suite struct BenchConsumerTests {
    private func post(
        _ users: [String],
        to consumer: BenchConsumer,
        timeoutMilliseconds: Int
    ) throws -> [Bool] {
        let loop = try WireLoop()
        defer { loop.close() }
        var answered = [Bool](repeating: false, count: users.count)
        for (index, user) in users.enumerated() {
            let body = #"{"data":{"uid":"\#(user)"}}"#
            let request = """
                POST / HTTP/1.1\r\nHost: localhost\r\nX-Webhook-Timestamp: 2026-01-01T00:00:00.000Z\r
                Content-Length: \(body.utf8.count)\r\n\r\n\(body)
                """
            loop.submit(
                WireRequest(
                    endpoint: WireEndpoint(host: "127.0.0.1", port: consumer.port),
                    bytes: Array(request.utf8),
                    timeoutMilliseconds: timeoutMilliseconds
                ),
                token: UInt64(index)
            )
            var events: [WireEvent] = []
            while loop.inFlight > 0 { loop.turn(into: &events, waitMilliseconds: -1) }
            for case .completed(let completion) in events {
                if case .success(let answer) = completion.result { answered[index] = answer.isSuccess }
            }
        }
        return answered
    }

    private let users = ["00000000000000010a", "00000000000000020a", "00000000000000010a"]

    @Test func `everybody is answered and noted`() throws {
        let consumer = try BenchConsumer(.prompt)
        #expect(try post(users, to: consumer, timeoutMilliseconds: 60_000) == [true, true, true])
        #expect(consumer.takeArrivals().count == 3)
        #expect(consumer.takeArrivals().count == 0)
    }

    @Test func `a slow answer never comes early`() throws {
        let consumer = try BenchConsumer(.slow(nanoseconds: 30_000_000))
        let start = MonotonicClock.nanoseconds()
        #expect(try post([users[0]], to: consumer, timeoutMilliseconds: 60_000) == [true])
        #expect(MonotonicClock.nanoseconds() - start >= 30_000_000)
    }

    @Test func `a hang is that of the first user alone, and has an end`() throws {
        let consumer = try BenchConsumer(.hanging(nanoseconds: 400_000_000))
        let start = MonotonicClock.nanoseconds()
        #expect(try post([users[0]], to: consumer, timeoutMilliseconds: 1) == [false])
        #expect(try post([users[1]], to: consumer, timeoutMilliseconds: 60_000) == [true])
        #expect(try post([users[2]], to: consumer, timeoutMilliseconds: 60_000) == [true])
        #expect(MonotonicClock.nanoseconds() - start >= 400_000_000)
        #expect(try post([users[2]], to: consumer, timeoutMilliseconds: 60_000) == [true])
    }
}
