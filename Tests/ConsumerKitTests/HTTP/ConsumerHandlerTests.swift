import Testing
import WireKit

@testable import ConsumerKit

@Suite struct ConsumerHandlerTests {
    private static let secret = "whsec_0123456789abcdef"

    private static func sign(_ body: [UInt8], secret: String = secret) -> String {
        String(decoding: Signature.sign(body: body, key: Signature.key(secret: secret)), as: UTF8.self)
    }

    /// A delivery with the signature that belongs to it, or with these fields instead.
    private static func delivery(
        _ text: String,
        method: String = "POST",
        target: String = "/webhooks",
        fields: HTTPFields? = nil
    ) -> HTTPRequest {
        let body = Array(text.utf8)
        return HTTPRequest(
            method: method,
            target: target,
            fields: fields ?? ["X-Webhook-Signature": sign(body)],
            body: body
        )
    }

    private static func text(_ answer: ConsumerAnswer) -> String {
        String(decoding: answer.body, as: UTF8.self)
    }

    private let body = Bodies.integration("created", id: "whd_1")
    private var handler = ConsumerHandler(secret: secret)

    @Test mutating func `a signed delivery is taken, and taken once`() {
        for expected in [DeliveryOutcome.applied, .duplicate, .duplicate] {
            let answer = handler.handle(Self.delivery(body))
            #expect(answer.status == .ok)
            #expect(Self.text(answer) == #"{"received":true}"#)
            #expect(answer.fact?.outcome == expected)
        }
        #expect(handler.state.beliefs.processed == 1)
        #expect(handler.state.counts.verified == 3)
        #expect(handler.state.counts.duplicates == 2)
    }

    @Test func `after a rotation both secrets are taken, the old one for events from before alone`() throws {
        let end = try #require(EventTime.microseconds(Bodies.time(30))) / 1_000
        var handler = ConsumerHandler(secrets: [
            ConsumerSecret("whsec_old", endMilliseconds: end), ConsumerSecret("whsec_new"),
        ])
        func status(_ id: String, second: Int, secret: String) -> HTTPStatus {
            let body = Bodies.integration("updated", id: id, second: second)
            let fields: HTTPFields = ["X-Webhook-Signature": Self.sign(Array(body.utf8), secret: secret)]
            return handler.handle(Self.delivery(body, fields: fields)).status
        }
        #expect(status("whd_1", second: 29, secret: "whsec_old") == .ok, "under way at the rotation")
        #expect(status("whd_2", second: 29, secret: "whsec_new") == .ok, "a retry is signed anew")
        #expect(status("whd_3", second: 30, secret: "whsec_new") == .ok)
        #expect(status("whd_4", second: 30, secret: "whsec_old") == .unauthorized)
        #expect(status("whd_5", second: 29, secret: "whsec_never") == .unauthorized)
        #expect(handler.state.beliefs.processed == 3)
    }

    @Test func `an old secret says nothing of a body without a time`() {
        var handler = ConsumerHandler(secrets: [ConsumerSecret("whsec_old", endMilliseconds: .max)])
        for text in ["{}", "[]", "no JSON", #"{"timestamp":"soon"}"#] {
            let fields: HTTPFields = ["X-Webhook-Signature": Self.sign(Array(text.utf8), secret: "whsec_old")]
            #expect(handler.handle(Self.delivery(text, fields: fields)).status == .unauthorized)
        }
    }

    @Test func `a secret does not print itself`() {
        let secret = ConsumerSecret("whsec_hidden")
        #expect(!"\(secret) \(String(reflecting: secret))".contains("hidden"))
        var text = ""
        dump([secret], to: &text)
        #expect(!text.contains("hidden"))
    }

    @Test mutating func `the field's name is taken in any case`() {
        for name in ["x-webhook-signature", "X-WEBHOOK-SIGNATURE"] {
            let fields: HTTPFields = [name: Self.sign(Array(body.utf8))]
            #expect(handler.handle(Self.delivery(body, fields: fields)).status == .ok)
        }
    }

    /// Every way in which a signature can be wrong.
    private static let forgeries: [(String, HTTPFields)] = {
        let body = Array(Bodies.integration("created", id: "whd_1").utf8)
        let good = sign(body)
        let name = "X-Webhook-Signature"
        return [
            ("missing", [:]),
            ("empty", [name: ""]),
            ("blank", [name: " "]),
            ("wrong, right length", [name: String(repeating: "0", count: 64)]),
            ("one digit short", [name: String(good.dropLast())]),
            ("one digit long", [name: good + "0"]),
            ("three characters", [name: "abc"]),
            ("very long", [name: String(repeating: "a", count: 10_000)]),
            ("no digits", [name: String(repeating: "zz", count: 32)]),
            ("not ASCII, 64 characters", [name: String(repeating: "\u{E9}", count: 64)]),
            ("not ASCII, 64 bytes", [name: String(repeating: "\u{E9}", count: 32)]),
            ("upper case", [name: good.uppercased()]),
            ("prefixed", [name: "sha256=" + good]),
            ("quoted", [name: "\"\(good)\""]),
            ("another secret's", [name: sign(body, secret: "other")]),
            ("the empty secret's", [name: sign(body, secret: "")]),
            ("the word undefined's", [name: sign(body, secret: "undefined")]),
            ("another body's", [name: sign(body + [0x20])]),
            ("good and bad", [name: good, "x-webhook-signature": String(repeating: "0", count: 64)]),
            ("bad and good", [name: String(repeating: "0", count: 64), "x-webhook-signature": good]),
            ("good twice", [name: good, "x-webhook-signature": good]),
            ("in another field", ["X-Signature": good]),
        ]
    }()

    @Test
    mutating func `every forgery is refused with the same bytes, and a good delivery is taken after it`()
        throws
    {
        var answers: Set<String> = []
        for (name, fields) in Self.forgeries {
            let answer = handler.handle(Self.delivery(body, fields: fields))
            #expect(answer.status == .unauthorized, "\(name)")
            #expect(answer.fields["WWW-Authenticate"] != nil)
            #expect(answer.fact?.outcome == .unauthorized)
            #expect(answer.fact?.problem?.contains("signature") == true)
            answers.insert(Self.text(answer) + answer.fields.map { "\($0.name): \($0.value)" }.joined())

            let canary = Bodies.job("costbasis", "started", id: "after \(name)", second: 1)
            #expect(handler.handle(Self.delivery(canary)).status == .ok, "after \(name)")
        }
        #expect(answers.count == 1)
        let answer = try #require(answers.first)
        #expect(!answer.contains(Self.sign(Array(body.utf8))))
        #expect(!answer.contains(Self.secret))
        #expect(handler.state.counts[.unauthorized] == Int64(Self.forgeries.count))
        #expect(handler.state.beliefs.processed == Int64(Self.forgeries.count))
        #expect(handler.state.beliefs["alice"]?.integrations.isEmpty == true)
    }

    @Test mutating func `bytes that are no UTF-8 in the signature are refused`() throws {
        let body = Array(body.utf8)
        var request = HTTPParser(.request, limits: HTTPLimits())
        let head =
            "POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\nX-Webhook-Signature: "
        let bytes = Array(head.utf8) + [UInt8](repeating: 0xE9, count: 64) + Array("\r\n\r\n".utf8) + body
        var offset = 0
        while try request.parse(bytes.span, offset: &offset) != .complete {}
        #expect(handler.handle(request.takeRequest()).status == .unauthorized)
    }

    @Test mutating func `verifying comes before reading`() {
        let wrong: HTTPFields = ["X-Webhook-Signature": String(repeating: "0", count: 64)]
        for text in ["{\"id\":", "", #"{"id":"i","event":"portfolio.rebalanced"}"#] {
            #expect(handler.handle(Self.delivery(text, fields: wrong)).status == .unauthorized)
        }
        #expect(handler.state.counts[.malformed] == 0)
    }

    @Test(arguments: [
        "{\"id\":", "[]", "", "null", #"{"event":5}"#, #"{"id":"i","event":"costbasis.started","data":null}"#,
    ])
    func `what is signed and no event is a bad request`(text: String) {
        var handler = ConsumerHandler(secret: Self.secret)
        let answer = handler.handle(Self.delivery(text))
        #expect(answer.status == .badRequest)
        #expect(Self.text(answer).hasPrefix(#"{"error":"bad_request","message":""#))
        #expect(answer.fact?.outcome == .malformed)
        #expect(handler.state.counts.verified == 1)
        #expect(handler.state.beliefs.processed == 0)
    }

    @Test func `a full consumer is unavailable`() {
        var handler = ConsumerHandler(secret: Self.secret, limits: ConsumerLimits(usersMax: 1))
        #expect(handler.handle(Self.delivery(Bodies.integration("created", id: "1"))).status == .ok)
        let answer = handler.handle(Self.delivery(Bodies.integration("created", id: "2", user: "bob")))
        #expect(answer.status == .serviceUnavailable)
        #expect(Self.text(answer).hasPrefix(#"{"error":"unavailable","message":""#))
        #expect(answer.fact?.outcome == .noRoom)
    }

    @Test mutating func `the signature covers the bytes, not the meaning`() {
        let good = Self.sign(Array(body.utf8))
        for other in [body + " ", body + "\n", body.replacing("\":", with: "\": "), "\u{FEFF}" + body] {
            #expect(
                handler.handle(Self.delivery(other, fields: ["X-Webhook-Signature": good])).status
                    == .unauthorized
            )
        }
    }

    @Test(arguments: [
        Bodies.integration("created", id: "whd_1").replacing(",", with: ",\n  "),
        Bodies.integration("created", id: "whd_1").replacing("/", with: "\\/"),
        Bodies.integration("created", id: "whd_1").replacing("Main", with: "\\u00e9\\ud83d\\ude00\u{2028}é"),
        Bodies.integration("created", id: "whd_1").replacing("1640995200000", with: "1640995200000.0"),
        Bodies.integration("created", id: "whd_1").replacing("1640995200000", with: "12345678901234567890"),
        Bodies.integration("created", id: "whd_1") + "\n",
        Bodies.integration("created", id: "whd_1").replacing("{\"id\"", with: "{\"10\":1,\"2\":2,\"id\""),
    ])
    func `every legal spelling is taken when it is signed as it stands`(text: String) {
        var handler = ConsumerHandler(secret: Self.secret)
        #expect(handler.handle(Self.delivery(text)).fact?.outcome == .applied)
    }

    @Test mutating func `only the body is believed, whatever the head says`() {
        let signature = Self.sign(Array(body.utf8))
        let fields: HTTPFields = [
            "X-Webhook-Signature": signature, "X-Webhook-Event": "integration.deleted",
            "X-Webhook-Id": "another",
            "X-Webhook-Timestamp": "1999-01-01T00:00:00Z", "Content-Type": "text/plain",
        ]
        #expect(handler.handle(Self.delivery(body, fields: fields)).fact?.outcome == .applied)
        #expect(handler.state.beliefs["alice"]?.integrations.map(\.status) == ["QUEUED"])
        // The signed id tells the repetition, not the head's.
        let repeated: HTTPFields = ["X-Webhook-Signature": signature, "X-Webhook-Id": "a third"]
        #expect(handler.handle(Self.delivery(body, fields: repeated)).fact?.outcome == .duplicate)
    }

    @Test mutating func `the probe is answered to GET and HEAD`() {
        _ = handler.handle(Self.delivery(body))
        for method in ["GET", "HEAD"] {
            let answer = handler.handle(HTTPRequest(method: method, target: "/debug/state"))
            #expect(answer.status == .ok)
            #expect(answer.fields["Content-Type"] == "application/json")
            #expect(answer.fact == nil)
            #expect(
                Self.text(answer) == """
                    {"processed":1,"users":{"alice":{"transfer_detection":null,"costbasis":null,\
                    "integrations":{"w1":"QUEUED"}}}}
                    """
            )
        }
        #expect(handler.state.counts.misdirected == 0)
    }

    @Test(arguments: [
        ("GET", "/webhooks", "POST"), ("PUT", "/webhooks/kryptos", "POST"), ("HEAD", "/webhooks", "POST"),
        ("post", "/webhooks", "POST"), ("POST", "/debug/state", "GET, HEAD"),
        ("DELETE", "/debug/state", "GET, HEAD"),
    ])
    func `another method is not allowed, signed or not`(method: String, target: String, allow: String) {
        var handler = ConsumerHandler(secret: Self.secret)
        let answer = handler.handle(Self.delivery(body, method: method, target: target))
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.fields["Allow"] == allow)
        #expect(answer.fact == nil)
        #expect(handler.state.counts.misdirected == 1)
        #expect(handler.state.beliefs.processed == 0)
    }

    @Test(arguments: ["/", "/other", "*"])
    func `another path is not found and says where to go`(target: String) {
        var handler = ConsumerHandler(secret: Self.secret)
        let answer = handler.handle(Self.delivery(body, target: target))
        #expect(answer.status == .notFound)
        #expect(Self.text(answer).contains("/webhooks"))
        #expect(handler.state.counts.misdirected == 1)
    }

    @Test func `without a secret there is no consumer`() async {
        await #expect(processExitsWith: .failure) { _ = ConsumerHandler(secret: "") }
    }
}
