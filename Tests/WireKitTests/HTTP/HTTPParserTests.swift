import Testing
import WireKit

struct HTTPParserTests {
    @Test func `a request without a body is complete with its head`() {
        let stream = ParsedStream("GET /a HTTP/1.1\r\nHost: a\r\n\r\n", role: .request)
        #expect(stream.progress == [.complete])
        #expect(stream.requests == [HTTPRequest(method: "GET", target: "/a", fields: ["Host": "a"])])
    }

    @Test func `a request with a body tells its head first`() {
        let head = "POST /a HTTP/1.1\r\nHost: a\r\n"
        let fixed = ParsedStream(head + "Content-Length: 2\r\n\r\nok", role: .request)
        #expect(fixed.progress == [.headReceived, .complete])
        #expect(fixed.requests.first?.body == Array("ok".utf8))
        let chunked = ParsedStream(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", role: .request)
        #expect(chunked.progress == [.headReceived, .complete])
        let empty = ParsedStream(head + "Content-Length: 0\r\n\r\n", role: .request)
        #expect(empty.progress == [.complete])
    }

    @Test func `pipelined requests come one after the other`() throws {
        let bytes = Array("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        var parser = HTTPParser(.request)
        var offset = 0
        #expect(try parser.parse(bytes.span, offset: &offset) == .complete)
        #expect(offset == bytes.count / 2)
        #expect(
            try parser.parse(bytes.span, offset: &offset) == .complete,
            "An untaken message blocks the next."
        )
        #expect(offset == bytes.count / 2)
        #expect(parser.takeRequest().target == "/1")
        #expect(try parser.parse(bytes.span, offset: &offset) == .complete)
        #expect(offset == bytes.count)
        #expect(parser.takeRequest().target == "/2")
    }

    @Test func `a few empty lines before a request are skipped`() {
        let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(ParsedStream("\r\n\n" + request + "\r\n" + request, role: .request).requests.count == 2)
        #expect(ParsedStream("\r\n\r\n\r\n\r\n" + request, role: .request).requests.count == 1)
        #expect(ParsedStream("\r\n\r\n\r\n\r\n\r\n" + request, role: .request).error == .badStartLine)
        #expect(ParsedStream("\r" + request, role: .request).error == .bareCarriageReturn)
        #expect(ParsedStream("\r\n\r", role: .request).error == .unexpectedEnd)
    }

    @Test func `an answer ends with its length, and the next begins there`() {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        let stream = ParsedStream(answer + answer, role: .response)
        let expected = HTTPResponse(
            status: 200,
            reason: "OK",
            fields: ["Content-Length": "2"],
            body: Array("ok".utf8)
        )
        #expect(stream.responses == [expected, expected])
        #expect(stream.progress == [.complete, .complete])
    }

    @Test func `an answer without a length ends with the connection`() {
        let stream = ParsedStream("HTTP/1.1 200 OK\r\n\r\nall of it", role: .response)
        #expect(stream.responses.first?.body == Array("all of it".utf8))
        #expect(stream.responses.first?.keepAlive == false)
        #expect(ParsedStream("HTTP/1.1 200 OK\r\n\r\n", role: .response, ends: false).responses.isEmpty)
    }

    @Test(arguments: [
        "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: x\r\n\r\n",
    ])
    func `some answers have no body whatever their fields say`(text: String) {
        let stream = ParsedStream(text, role: .response, ends: false)
        #expect(stream.responses.first?.body == [])
        #expect(stream.responses.first?.keepAlive == true)
    }

    @Test func `an answer to HEAD has no body, and only that one`() throws {
        let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n".utf8)
        #expect(ParsedStream(bytes + bytes, role: .response, toHead: true).responses.count == 2)
        var parser = HTTPParser(.response)
        var offset = 0
        parser.prepareForResponse(toHead: true)
        #expect(try parser.parse(bytes.span, offset: &offset) == .complete)
        #expect(parser.takeResponse().body.isEmpty)
        offset = 0
        #expect(try parser.parse(bytes.span, offset: &offset) == .needsMore)
    }

    @Test func `interim answers are dropped`() {
        let interim =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 9\r\n\r\n"
        let stream = ParsedStream(interim + "HTTP/1.1 204 No Content\r\n\r\n", role: .response)
        #expect(stream.progress == [.informational, .informational, .complete])
        #expect(stream.responses.map(\.status) == [204])
        #expect(stream.responses.first?.fields.isEmpty == true)
    }

    @Test func `interim answers have a limit, for each final answer anew`() {
        var limits = HTTPLimits()
        limits.informationalCountMax = 2
        let two = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 2)
        let final = "HTTP/1.1 204 No Content\r\n\r\n"
        #expect(ParsedStream(two + final + two + final, role: .response, limits: limits).responses.count == 2)
        let three = ParsedStream(two + two, role: .response, limits: limits)
        #expect(three.error == .tooManyInformational(countMax: 2))
    }

    @Test func `a change of protocols is a final answer that ends the connection`() {
        let stream = ParsedStream(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
            role: .response,
            ends: false
        )
        #expect(stream.responses.first?.status == 101)
        #expect(stream.responses.first?.keepAlive == false)
    }

    @Test(arguments: [
        "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n",
    ])
    func `a stream that ends inside an answer is an error`(text: String) {
        #expect(ParsedStream(text, role: .response).error == .unexpectedEnd)
    }

    @Test func `a stream may end between messages`() throws {
        var parser = HTTPParser(.response)
        #expect(parser.isBetweenMessages)
        #expect(try parser.endOfStream() == .needsMore)
        let bytes = Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)
        var offset = 0
        #expect(try parser.parse(bytes.span.extracting(first: 1), offset: &offset) == .needsMore)
        #expect(!parser.isBetweenMessages)
        #expect(try parser.parse(bytes.span, offset: &offset) == .complete)
        #expect(!parser.isBetweenMessages)
        #expect(try parser.endOfStream() == .complete, "The end behind a complete message changes nothing.")
        #expect(parser.takeResponse().keepAlive)
        #expect(parser.isBetweenMessages)
    }

    @Test func `taking a message that is not complete traps`() async {
        await #expect(processExitsWith: .failure) {
            var parser = HTTPParser(.request)
            _ = parser.takeRequest()
        }
    }
}

/// The limits of bodies: refused in a request, cut off in an answer.
struct HTTPParserBodyLimitTests {
    private var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.bodyBytesMax = 4
        limits.bodyBytesKept = 4
        limits.bodyBytesReadMax = 8
        return limits
    }

    private static let framings = ["fixed", "chunked", "close"]

    private func response(_ count: Int, framing: String) -> ParsedStream {
        let content = String("0123456789abcdef".prefix(count))
        let text =
            switch framing {
            case "fixed": "Content-Length: \(count)\r\n\r\n\(content)"
            case "chunked":
                "Transfer-Encoding: chunked\r\n\r\n\(String(count, radix: 16))\r\n\(content)\r\n0\r\n\r\n"
            default: "\r\n\(content)"
            }
        return ParsedStream(
            "HTTP/1.1 200 OK\r\n\(text)",
            role: .response,
            limits: limits,
            ends: framing == "close"
        )
    }

    @Test(arguments: framings)
    func `an answer's body up to the limit is kept whole`(framing: String) {
        let answer = response(4, framing: framing).responses.first
        #expect(answer?.body == Array("0123".utf8))
        #expect(answer?.bodyCutOff == false)
    }

    @Test(arguments: framings, [5, 8])
    func `of a longer body the beginning is kept and the rest is read`(framing: String, count: Int) {
        let answer = response(count, framing: framing).responses.first
        #expect(answer?.body == Array("0123".utf8))
        #expect(answer?.bodyCutOff == true)
        #expect(answer?.keepAlive == (framing != "close"))
    }

    @Test(arguments: framings)
    func `a body beyond what is read is cut off, its status stands and its connection is spent`(
        framing: String
    ) throws {
        var limits = limits
        limits.bodyBytesKept = 100
        let head = "HTTP/1.1 200 OK\r\n"
        let text =
            switch framing {
            case "fixed": "Content-Length: 9999\r\n\r\n012345678"
            case "chunked": "Transfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n1\r\n8"
            default: "\r\n012345678"
            }
        // What stands behind the cut is no message, so the parser is asked once.
        var parser = HTTPParser(.response, limits: limits)
        var offset = 0
        let bytes = Array((head + text).utf8)
        #expect(try parser.parse(bytes.span, offset: &offset) == .complete)
        let answer = parser.takeResponse()
        #expect(answer.status == 200)
        #expect(answer.body == Array("01234567".utf8))
        #expect(answer.bodyCutOff)
        #expect(!answer.keepAlive)
        #expect(offset == bytes.count - 1)
    }

    @Test func `a request's body up to the limit passes and one byte more does not`() {
        func request(_ rest: String) -> ParsedStream {
            ParsedStream("POST / HTTP/1.1\r\nHost: a\r\n\(rest)", role: .request, limits: limits, ends: false)
        }
        #expect(request("Content-Length: 4\r\n\r\n0123").requests.first?.body.count == 4)
        #expect(request("Content-Length: 5\r\n\r\n").error == .bodyTooLarge(bytesMax: 4))
        let chunked = "Transfer-Encoding: chunked\r\n\r\n"
        #expect(request(chunked + "2\r\n01\r\n2\r\n23\r\n0\r\n\r\n").requests.first?.body.count == 4)
        #expect(request(chunked + "2\r\n01\r\n3\r\n234\r\n0\r\n\r\n").error == .bodyTooLarge(bytesMax: 4))
    }
}
