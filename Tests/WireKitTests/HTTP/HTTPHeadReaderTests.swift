import Testing
import WireKit

struct HTTPHeadReaderTests {
    private func request(_ fields: String) -> ParsedStream {
        ParsedStream("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n", role: .request, ends: false)
    }

    private func response(_ fields: String) -> ParsedStream {
        ParsedStream("HTTP/1.1 204 No Content\r\n\(fields)\r\n", role: .response, ends: false)
    }

    @Test func `values lose the white space around them and nothing else`() {
        let fields = request("A:b\r\nB: \t c  d \t\r\nC:\r\nD: \r\nE: ü\r\n").requests.first?.fields
        #expect(fields?["a"] == "b")
        #expect(fields?["b"] == "c  d")
        #expect(fields?["c"] == "")
        #expect(fields?["d"] == "")
        #expect(fields?["e"] == "ü")
        #expect(fields?.count == 6)
    }

    @Test func `a line may end with a line feed alone`() {
        let stream = ParsedStream("GET / HTTP/1.1\nHost: a\nB: c\r\n\n", role: .request)
        #expect(stream.error == nil)
        #expect(stream.requests.first?.fields == ["Host": "a", "B": "c"])
    }

    @Test(arguments: [
        "A\r\n", ": b\r\n", "A b: c\r\n", "A\u{0}: b\r\n", "Ä: b\r\n", "A: b\u{0}c\r\n", "A: \u{7f}\r\n",
    ])
    func `what is no field is refused with its number`(line: String) {
        #expect(request(line).error == .badField(number: 2))
        #expect(response(line).error == .badField(number: 1))
    }

    @Test func `white space before a colon is refused`() {
        #expect(request("A : b\r\n").error == .spaceBeforeColon(number: 2))
        #expect(response("A: b\r\nC\t: d\r\n").error == .spaceBeforeColon(number: 2))
    }

    @Test func `a carriage return inside a value is refused`() {
        #expect(request("A: b\rc\r\n").error == .bareCarriageReturn)
        #expect(response("A: b\r\r\n").error == .bareCarriageReturn)
    }

    @Test func `a folded line is refused in a request`() {
        #expect(request("A: b\r\n c\r\n").error == .obsoleteFolding(number: 2))
    }

    @Test func `a folded line continues the value in an answer`() {
        let stream = response("A: b\r\n c\r\n\t\r\nD: e\n f\r\n")
        #expect(stream.error == nil)
        #expect(stream.responses.first?.fields["a"]?.split(separator: " ") == ["b", "c"])
        #expect(stream.responses.first?.fields["d"] == "e  f")
        #expect(stream.responses.first?.fields.count == 2)
    }

    @Test func `a folded length is a length`() {
        let stream = ParsedStream(
            "HTTP/1.1 200 OK\r\nContent-Length:\r\n 2\r\n\r\nokX",
            role: .response,
            ends: false
        )
        #expect(stream.responses.first?.body == Array("ok".utf8))
    }

    @Test func `white space behind the first line is refused`() {
        #expect(
            ParsedStream("HTTP/1.1 204 N\r\n A: b\r\n\r\n", role: .response).error
                == .obsoleteFolding(number: 0)
        )
        #expect(
            ParsedStream("GET / HTTP/1.1\r\n A: b\r\n\r\n", role: .request).error
                == .obsoleteFolding(number: 0)
        )
    }

    @Test func `a head of the largest size passes and one byte more does not`() {
        var limits = HTTPLimits()
        limits.headBytesMax = 64
        let rest = 64 - "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count
        func head(_ count: Int) -> String {
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: count))\r\n\r\n"
        }
        #expect(ParsedStream(head(rest), role: .request, limits: limits).error == nil)
        #expect(
            ParsedStream(head(rest + 1), role: .request, limits: limits).error == .headTooLarge(bytesMax: 64)
        )
    }

    @Test func `a first line beyond the size of a head has its own error`() {
        var limits = HTTPLimits()
        limits.headBytesMax = 64
        let line = "GET /\(String(repeating: "x", count: 100)) HTTP/1.1\r\n"
        #expect(ParsedStream(line, role: .request, limits: limits).error == .startLineTooLarge(bytesMax: 64))
    }

    @Test func `the head's size does not count the bytes behind it`() {
        var limits = HTTPLimits()
        limits.headBytesMax = 64
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + String(repeating: "x", count: 100)
        let stream = ParsedStream(text, role: .response, limits: limits)
        #expect(stream.error == nil)
        #expect(stream.responses.first?.body.count == 100)
    }

    @Test func `as many fields as allowed pass and one more does not`() {
        var limits = HTTPLimits()
        limits.fieldCountMax = 3
        let head = "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\n"
        #expect(ParsedStream(head + "\r\n", role: .request, limits: limits).requests.first?.fields.count == 3)
        #expect(
            ParsedStream(head + "A: b\r\n\r\n", role: .request, limits: limits).error
                == .tooManyFields(countMax: 3)
        )
    }
}
