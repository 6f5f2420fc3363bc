import Testing
import TestSupport
import WireKit

@Suite struct ScriptedConsumerTests {
    private static let request = HTTPSerializer.request(
        method: "POST",
        target: "/webhooks?a=1",
        host: "127.0.0.1",
        fields: ["x-Odd-CASE": "  two  words ", "X-Webhook-Id": "whd_1"],
        body: Array("{\"a\":1}\n".utf8)
    )

    @Test func `every byte of a request is kept`() throws {
        let consumer = try ScriptedConsumer()
        #expect(try Client(port: consumer.port).send([Self.request])[0].get().status == 200)
        let received = try #require(consumer.requests.first)
        #expect(received.bytes == Self.request)
        #expect(received.bodyText == "{\"a\":1}\n")
        #expect(received.field("X-ODD-case") == "two  words")
    }

    @Test func `requests are numbered as they come, and attempts by their id`() throws {
        let consumer = try ScriptedConsumer { .status($0.attempt < 3 ? 500 : 204) }
        let client = try Client(port: consumer.port)
        var statuses: [Int] = []
        for id in ["a", "b", "a", "a", "b"] {
            statuses.append(try client.send("POST", "/", fields: ["X-Webhook-Id": id], body: []).status)
        }
        #expect(statuses == [500, 500, 500, 204, 500])
        #expect(consumer.requests.map(\.number) == [0, 1, 2, 3, 4])
        #expect(consumer.requests.map(\.attempt) == [1, 1, 2, 3, 2])
        #expect(Set(consumer.requests.map(\.peer)).count == 1)
    }

    @Test func `an answer can be any bytes, an end or a reset`() throws {
        let consumer = try ScriptedConsumer { request in
            switch request.number {
            case 0: .raw("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok")
            case 1: .raw("nonsense\r\n\r\n", thenCloses: true)
            case 2: .hangUp
            case 3: .reset
            default: .status(200, fields: ["Retry-After": "3"], body: "done", thenCloses: true)
            }
        }
        func answer() throws -> Result<HTTPResponse, WireFailure> {
            try Client(port: consumer.port).send([Self.request])[0]
        }
        #expect(try answer().get().status == 299)
        guard case .failure(.malformedAnswer) = try answer() else {
            Issue.record("nonsense was understood")
            return
        }
        #expect(try answer() == .failure(.closedBeforeAnswer))
        #expect(try answer() == .failure(.reset))
        let last = try answer().get()
        #expect(last.fields["Retry-After"] == "3")
        #expect(last.body == Array("done".utf8))
        #expect(!last.keepAlive)
    }

    @Test func `a late answer comes late and holds nobody else up`() throws {
        let consumer = try ScriptedConsumer { request in
            request.number == 0 ? .status(200).after(milliseconds: 60) : .status(201)
        }
        let client = try Client(port: consumer.port)
        let began = MonotonicClock.nanoseconds()
        let answers = try client.send([Self.request, Self.request]).map { try $0.get().status }
        #expect(MonotonicClock.nanoseconds() - began >= 60_000_000)
        #expect(answers.sorted() == [200, 201])
    }

    @Test func `an answer that never comes leaves the request recorded`() throws {
        let consumer = try ScriptedConsumer { _ in .never }
        let loop = try WireLoop()
        let endpoint = WireEndpoint(host: "127.0.0.1", port: consumer.port)
        loop.submit(WireRequest(endpoint: endpoint, bytes: Self.request, timeoutMilliseconds: 60), token: 1)
        var events: [WireEvent] = []
        while events.isEmpty { loop.turn(into: &events, waitMilliseconds: -1) }
        loop.close()
        guard case .completed(let completion) = events[0] else {
            Issue.record("\(events)")
            return
        }
        #expect(completion.result == .failure(.timedOut(.waiting)))
        #expect(try consumer.requests(atLeast: 1).count == 1)
    }

    @Test func `a test can wait for requests`() throws {
        let consumer = try ScriptedConsumer()
        let port = consumer.port
        let sender = WorkerThread(name: "sender") {
            guard let client = try? Client(port: port) else { return }
            for _ in 0..<3 { _ = try? client.send([Self.request]) }
        }
        #expect(try consumer.requests(atLeast: 3).count == 3)
        sender.join()
    }

    @Test func `a stopped consumer is gone`() throws {
        let consumer = try ScriptedConsumer()
        consumer.stop()
        #expect(try Client(port: consumer.port).send([Self.request])[0] == .failure(.refused))
    }
}
