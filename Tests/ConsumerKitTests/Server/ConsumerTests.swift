import Synchronization
import Testing
import WireKit

@testable import ConsumerKit

@Suite struct ConsumerTests {
    private static let secret = "whsec_test"

    private static func consumer(_ observer: Consumer.Observer? = nil) throws -> Consumer {
        try Consumer.start(secret: secret, observer: observer)
    }

    @Test func `deliveries over a socket become the state that the probe shows`() throws {
        let consumer = try Self.consumer()
        let client = try Client(port: consumer.port)
        let texts = [
            Bodies.integration("created", id: "1"),
            Bodies.integration("updated", id: "2", status: "COMPLETED", second: 1),
            Bodies.job("transfer_detection", "started", id: "3", second: 2),
            Bodies.job("transfer_detection", "completed", id: "4", second: 3),
        ]
        for text in texts + texts { #expect(try client.deliver(text, secret: Self.secret).status == 200) }
        let expected = """
            {"processed":4,"users":{"alice":{"transfer_detection":"completed","costbasis":null,\
            "integrations":{"w1":"COMPLETED"}}}}
            """
        let answer = try client.send("GET", "/debug/state")
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == expected)
        #expect(String(decoding: consumer.state().probe, as: UTF8.self) == expected)
        #expect(consumer.counts.duplicates == 4)

        let head = try client.send("HEAD", "/debug/state")
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(head.fields["Content-Length"] == String(expected.utf8.count))
    }

    @Test func `refusals over a socket leave the connection and the consumer as they were`() throws {
        let consumer = try Self.consumer()
        let client = try Client(port: consumer.port)
        let text = Bodies.integration("created", id: "1")
        #expect(try client.deliver(text, secret: "other").status == 401)
        #expect(try client.deliver("{", secret: Self.secret).status == 400)
        let answer = try client.send("PUT", "/webhooks", body: Array(text.utf8))
        #expect(answer.status == 405)
        #expect(answer.fields["Allow"] == "POST")
        #expect(try client.send("GET", "/").status == 404)
        #expect(try client.deliver(text, secret: Self.secret).status == 200)
        let counts = consumer.counts
        #expect(counts.refused == 2)
        #expect(counts.misdirected == 2)
        #expect(counts.verified == 2)
        #expect(counts.processed == 1)
    }

    @Test func `a chunked delivery is a delivery`() throws {
        let consumer = try Self.consumer()
        let text = Bodies.integration("created", id: "1")
        let fields = Client.fields(text, secret: Self.secret)
        var bytes = Array("POST /webhooks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n".utf8)
        bytes += fields.wireBytes
        bytes += Array("\r\n\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n0\r\n\r\n".utf8)
        #expect(try Client(port: consumer.port).send([bytes])[0].get().status == 200)
        #expect(consumer.state().processed == 1)
    }

    @Test func `of many deliveries of one id at once, one has an effect`() throws {
        let consumer = try Self.consumer()
        let text = Bodies.integration("created", id: "1")
        let request = HTTPSerializer.request(
            method: "POST",
            target: "/webhooks",
            host: "x",
            fields: Client.fields(text, secret: Self.secret),
            body: Array(text.utf8)
        )
        let answers = try Client(port: consumer.port).send([[UInt8]](repeating: request, count: 40))
        for answer in answers { #expect(try answer.get().status == 200) }
        #expect(consumer.state().processed == 1)
        #expect(consumer.counts.duplicates == 39)
    }

    @Test func `an observer sees every delivery in order and nothing else`() throws {
        let lines = Mutex<[String]>([])
        let consumer = try Self.consumer { deliveries in
            lines.withLock { $0 += deliveries.facts.map(\.line) }
        }
        let client = try Client(port: consumer.port)
        for id in ["1", "2", "1"] {
            _ = try client.deliver(Bodies.integration("created", id: id), secret: Self.secret)
        }
        _ = try client.deliver("x", secret: "other")
        _ = try client.send("GET", "/debug/state")
        consumer.stop()
        let seen = lines.withLock { $0 }
        #expect(
            seen == [
                "200 applied  integration.created  alice w1 QUEUED  1",
                "200 outdated  integration.created  alice w1 QUEUED  2",
                "200 duplicate  integration.created  alice w1 QUEUED  1",
                "401 unauthorized  the signature is not this body's  (1 bytes)",
            ]
        )
    }

    @Test func `an observer that never returns does not hold deliveries up`() throws {
        let mayGoOn = Atomic(false)
        let consumer = try Self.consumer { _ in
            while !mayGoOn.load(ordering: .acquiring) {}
        }
        let client = try Client(port: consumer.port)
        for id in 0..<20 {
            let text = Bodies.integration("created", id: "\(id)")
            #expect(try client.deliver(text, secret: Self.secret).status == 200)
        }
        #expect(consumer.state().processed == 20)
        mayGoOn.store(true, ordering: .releasing)
        consumer.stop()
    }

    @Test func `a snapshot is taken from another thread while deliveries go on`() throws {
        let consumer = try Self.consumer()
        let isDone = Atomic(false)
        let reader = WorkerThread(name: "reader") {
            var last: Int64 = 0
            while !isDone.load(ordering: .acquiring) {
                let state = consumer.state()
                // Each delivery brings a user of its own: a torn snapshot would show.
                precondition(state.processed >= last && state.processed == Int64(state.userCount))
                last = state.processed
            }
        }
        let client = try Client(port: consumer.port)
        for id in 0..<300 {
            let text = Bodies.integration("created", id: "\(id)", user: "user\(id)")
            #expect(try client.deliver(text, secret: Self.secret).status == 200)
        }
        isDone.store(true, ordering: .releasing)
        reader.join()
        #expect(consumer.state().userCount == 300)
    }

    @Test func `a stopped consumer refuses connections and keeps its state`() throws {
        let consumer = try Self.consumer()
        let client = try Client(port: consumer.port)
        _ = try client.deliver(Bodies.integration("created", id: "1"), secret: Self.secret)
        consumer.stop()
        consumer.stop()
        #expect(consumer.state().processed == 1)
        let request = HTTPSerializer.request(method: "GET", target: "/", host: "x")
        #expect(try client.send([request]) == [.failure(.refused)])
    }

    @Test func `the last reference takes the consumer with it`() throws {
        let port = try Self.consumer().port
        let request = HTTPSerializer.request(method: "GET", target: "/", host: "x")
        #expect(try Client(port: port).send([request]) == [.failure(.refused)])
    }

    @Test func `a port that is taken is an error with the way out`() throws {
        let consumer = try Self.consumer()
        let error = #expect(throws: ConsumerError.self) {
            try Consumer.start(port: consumer.port, secret: Self.secret)
        }
        #expect(error == .network(.addressInUse(consumer.endpoint)))
        #expect(error?.message.contains("choose another port") == true)
    }

    @Test func `an empty secret is an error`() {
        let error = #expect(throws: ConsumerError.self) { try Consumer.start(secret: "") }
        #expect(error == .emptySecret)
        #expect(error?.message.contains("secret") == true)
    }
}
