import Testing
import WireKit

struct HTTPFramingTests {
    private func request(_ fields: String, body: String = "", version: String = "1.1") -> ParsedStream {
        ParsedStream("POST / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n\(body)", role: .request, ends: false)
    }

    private func response(_ fields: String, body: String = "", version: String = "1.1") -> ParsedStream {
        ParsedStream("HTTP/\(version) 200 OK\r\n\(fields)\r\n\(body)", role: .response, ends: false)
    }

    @Test(arguments: ["3", "003", "3, 3", "3,3", "3\r\nContent-Length: 3"])
    func `a length is a number, or several times the same`(length: String) {
        #expect(
            request("Content-Length: \(length)\r\n", body: "abc").requests.first?.body == Array("abc".utf8)
        )
        #expect(
            response("content-length: \(length)\r\n", body: "abc").responses.first?.body == Array("abc".utf8)
        )
    }

    @Test(arguments: [
        "", "x", "-1", "+1", "1.0", "0x3", "1 2", "3,", ",3", "3;a", "9223372036854775808",
        "18446744073709551617",
        "99999999999999999999999999",
    ])
    func `what is no length is refused`(length: String) {
        #expect(request("Content-Length: \(length)\r\n").error == .badLength)
        #expect(response("Content-Length: \(length)\r\n").error == .badLength)
    }

    @Test(arguments: ["3, 4", "3\r\nContent-Length: 4"])
    func `two different lengths are refused`(length: String) {
        #expect(request("Content-Length: \(length)\r\n").error == .conflictingLengths)
        #expect(response("Content-Length: \(length)\r\n").error == .conflictingLengths)
    }

    @Test(arguments: [
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: x\r\n",
    ])
    func `a length beside a transfer coding is refused`(fields: String) {
        #expect(request(fields).error == .conflictingLengths)
        #expect(response(fields).error == .conflictingLengths)
    }

    @Test(arguments: ["chunked", "Chunked", ", chunked ,"])
    func `chunked is the one coding that is read`(coding: String) {
        let stream = request("Transfer-Encoding: \(coding)\r\n", body: "1\r\na\r\n0\r\n\r\n")
        #expect(stream.error == nil)
        #expect(stream.requests.first?.body == Array("a".utf8))
    }

    @Test(arguments: [
        "", ",", "chunked, chunked", "chunked\r\nTransfer-Encoding: chunked",
        "\r\nTransfer-Encoding: chunked",
        "chunked, gzip",
    ])
    func `a malformed list of codings is refused`(coding: String) {
        #expect(request("Transfer-Encoding: \(coding)\r\n").error == .badTransferCoding)
        #expect(response("Transfer-Encoding: \(coding)\r\n").error == .badTransferCoding)
    }

    @Test func `a coding that is not known is refused as such where the end can be found`() {
        #expect(request("Transfer-Encoding: gzip, chunked\r\n").error == .unsupportedTransferCoding)
        #expect(request("Transfer-Encoding: gzip\r\n").error == .badTransferCoding)
        #expect(response("Transfer-Encoding: gzip, chunked\r\n").error == .unsupportedTransferCoding)
        #expect(response("Transfer-Encoding: gzip\r\n").error == .unsupportedTransferCoding)
        #expect(response("Transfer-Encoding: xchunked\r\n").error == .unsupportedTransferCoding)
    }

    @Test func `a message of the old version has no transfer coding`() {
        #expect(request("Transfer-Encoding: chunked\r\n", version: "1.0").error == .badTransferCoding)
        #expect(response("Transfer-Encoding: chunked\r\n", version: "1.0").error == .badTransferCoding)
    }

    @Test func `a request that states no length has no body`() {
        let stream = request("", body: "GET / HTTP/1.1\r\nHost: b\r\n\r\n")
        #expect(stream.requests.map(\.method) == ["POST", "GET"])
        #expect(stream.requests.map(\.body) == [[], []])
    }

    @Test(arguments: [
        ("", "1.1", true), ("Connection: close\r\n", "1.1", false), ("Connection: CLOSE\r\n", "1.1", false),
        ("Connection: x, close\r\n", "1.1", false), ("Connection: x\r\nConnection: close\r\n", "1.1", false),
        ("Connection: keep-alive, close\r\n", "1.1", false), ("Connection: closed\r\n", "1.1", true),
        ("", "1.0", false),
        ("Connection: Keep-Alive\r\n", "1.0", true), ("Connection: keep-alive, close\r\n", "1.0", false),
        ("", "1.2", true),
    ])
    func `the connection persists as the version and its field say`(
        fields: String,
        version: String,
        keepAlive: Bool
    ) {
        #expect(request(fields, version: version).requests.first?.keepAlive == keepAlive)
        let answer = response(fields + "Content-Length: 0\r\n", version: version)
        #expect(answer.responses.first?.keepAlive == keepAlive)
    }

    @Test(arguments: ["a", "", "127.0.0.1:8080", "[::1]:80", "a.example"])
    func `a request names one host`(host: String) {
        #expect(ParsedStream("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n", role: .request).error == nil)
    }

    @Test(arguments: [
        "", "Host: a\r\nHost: a\r\n", "Host: a/b\r\n", "Host: u@a\r\n", "Host: a b\r\n", "Host: a?b\r\n",
        "Host: ä\r\n",
    ])
    func `no host, two hosts and bad hosts are refused`(fields: String) {
        #expect(ParsedStream("GET / HTTP/1.1\r\n\(fields)\r\n", role: .request).error == .badHost)
    }

    @Test func `a request of the old version needs no host`() {
        #expect(ParsedStream("GET / HTTP/1.0\r\n\r\n", role: .request).error == nil)
        #expect(
            ParsedStream("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", role: .request).error == .badHost
        )
    }

    @Test(arguments: [
        ("Expect: 100-continue\r\n", "1.1", true), ("expect: 100-Continue\r\n", "1.1", true),
        ("", "1.1", false),
        ("Expect: 200-ok\r\n", "1.1", false), ("Expect: 100-continue\r\n", "1.0", false),
    ])
    func `a client may wait for a 100`(fields: String, version: String, expects: Bool) throws {
        var parser = HTTPParser(.request)
        let head = Array("POST / HTTP/\(version)\r\nHost: a\r\nContent-Length: 1\r\n\(fields)\r\n".utf8)
        var offset = 0
        #expect(try parser.parse(head.span, offset: &offset) == .headReceived)
        #expect(offset == head.count)
        #expect(parser.expectsContinue == expects)
    }
}
