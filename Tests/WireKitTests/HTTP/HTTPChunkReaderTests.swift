import Testing
import WireKit

struct HTTPChunkReaderTests {
    private func response(_ body: String, limits: HTTPLimits = HTTPLimits()) -> ParsedStream {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        return ParsedStream(head + body, role: .response, limits: limits, ends: false)
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("000\r\n\r\n", ""), ("3\r\nabc\r\n0\r\n\r\n", "abc"),
        ("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"), ("0000000000000000000003\r\nabc\r\n0\r\n\r\n", "abc"),
        ("a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n", "01234567890123456789a"),
        ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
    ])
    func `chunks are joined`(body: String, content: String) {
        let stream = response(body)
        #expect(stream.error == nil)
        #expect(stream.responses.first?.body == Array(content.utf8))
        #expect(stream.responses.first?.keepAlive == true)
    }

    @Test(arguments: ["1;a\r\n", "1;a=b\r\n", "1 ; a=\"b;c\"\r\n", "1\t;\r\n", "1;a=b;c=d\r\n"])
    func `extensions are skipped`(line: String) {
        #expect(response("\(line)x\r\n0;last\r\n\r\n").responses.first?.body == Array("x".utf8))
    }

    @Test(arguments: [
        "\r\n", "g\r\n", "-1\r\n", "0x1\r\n", " 1\r\n", "1 \r\nx\r\n", "1 2\r\n", ";a\r\n", "1\nx\r\n",
        "1\rx", "1;a\nx",
        "1;\u{1}\r\n", "1\r\nxy", "1\r\nx\n", "1\r\nx\r1", "10000000000000000\r\n", "ffffffffffffffff\r\n",
    ])
    func `what is no chunk is an error`(body: String) {
        #expect(response(body).error == .badChunk)
    }

    @Test func `the largest size is a size, and no memory is taken on its word`() {
        let stream = response("7fffffffffffffff\r\nx")
        #expect(stream.error == nil)
        #expect(stream.responses.isEmpty)
    }

    @Test func `trailers are checked and dropped`() {
        let stream = response("1\r\nx\r\n0\r\nA: b\r\nContent-Length: 7\r\nConnection: close\r\n\r\n")
        #expect(stream.error == nil)
        #expect(stream.responses.first?.fields == ["Transfer-Encoding": "chunked"])
        #expect(stream.responses.first?.keepAlive == true)
        #expect(response("0\r\nA b\r\n\r\n").error == .badField(number: 2))
    }

    @Test func `trailers count with the head against its limits`() {
        var limits = HTTPLimits()
        limits.fieldCountMax = 2
        #expect(response("0\r\nA: b\r\n\r\n", limits: limits).error == nil)
        #expect(response("0\r\nA: b\r\nA: b\r\n\r\n", limits: limits).error == .tooManyFields(countMax: 2))
        limits = HTTPLimits()
        limits.headBytesMax = 64
        let long = String(repeating: "x", count: 64)
        #expect(response("0\r\nA: \(long)\r\n\r\n", limits: limits).error == .headTooLarge(bytesMax: 64))
    }

    @Test func `a chunk line of the largest size passes and one byte more does not`() {
        var limits = HTTPLimits()
        limits.chunkLineBytesMax = 8
        #expect(response("1;345678\r\nx\r\n0\r\n\r\n", limits: limits).error == nil)
        #expect(response("1;3456789\r\nx\r\n0\r\n\r\n", limits: limits).error == .chunkLineTooLarge)
        #expect(response("00000001\r\nx\r\n0\r\n\r\n", limits: limits).error == nil)
        #expect(response("000000001\r\nx\r\n0\r\n\r\n", limits: limits).error == .chunkLineTooLarge)
    }

    @Test func `extensions have a limit for the whole message`() {
        var limits = HTTPLimits()
        limits.chunkExtensionBytesMax = 4
        #expect(response("1;a\r\nx\r\n1;b\r\nx\r\n0\r\n\r\n", limits: limits).error == nil)
        #expect(response("1;a\r\nx\r\n1;b\r\nx\r\n0;\r\n\r\n", limits: limits).error == .chunkLineTooLarge)
    }

    @Test func `the limits begin anew with the next message`() {
        var limits = HTTPLimits()
        limits.chunkExtensionBytesMax = 4
        let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;abc\r\n\r\n"
        #expect(ParsedStream(answer + answer, role: .response, limits: limits).responses.count == 2)
    }
}
