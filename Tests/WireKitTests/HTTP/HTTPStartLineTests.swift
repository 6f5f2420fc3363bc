import Testing
import WireKit

struct HTTPStartLineTests {
    @Test(arguments: [
        ("GET / HTTP/1.1", "GET", "/", 1),
        ("POST /webhooks?a=b%20c HTTP/1.1", "POST", "/webhooks?a=b%20c", 1),
        ("OPTIONS * HTTP/1.1", "OPTIONS", "*", 1),
        ("GET http://example.com/x HTTP/1.1", "GET", "http://example.com/x", 1),
        ("CONNECT example.com:443 HTTP/1.1", "CONNECT", "example.com:443", 1),
        ("get / HTTP/1.0", "get", "/", 0),
        ("M-SEARCH / HTTP/1.9", "M-SEARCH", "/", 9),
    ])
    func `request lines are taken apart`(line: String, method: String, target: String, minorVersion: Int) {
        let stream = ParsedStream("\(line)\r\nHost: a\r\n\r\n", role: .request)
        #expect(stream.error == nil)
        #expect(stream.requests.first?.method == method)
        #expect(stream.requests.first?.target == target)
        #expect(stream.requests.first?.minorVersion == minorVersion)
    }

    @Test(arguments: [
        "GET", "GET /", "GET / ", " GET / HTTP/1.1", "GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET\t/ HTTP/1.1",
        "GET / HTTP/1.1 ", "GET / HTTP/1", "GET / HTTP/1.10", "GET / HTTP/01.1", "GET / http/1.1",
        "GET / HTTP/x.1",
        "GET / HTTP/1,1", "G(T / HTTP/1.1", "GET x HTTP/1.1", "GET * HTTP/1.1", "OPTIONS ** HTTP/1.1",
        "GET /\u{7f} HTTP/1.1", "GET /ü HTTP/1.1", "GET :x HTTP/1.1", "GET  HTTP/1.1",
    ])
    func `what is no request line is refused`(line: String) {
        #expect(ParsedStream("\(line)\r\nHost: a\r\n\r\n", role: .request).error == .badStartLine)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK", 200, "OK", 1),
        ("HTTP/1.0 404 Not Found", 404, "Not Found", 0),
        ("HTTP/1.1 200 ", 200, "", 1),
        ("HTTP/1.1 200", 200, "", 1),
        ("HTTP/1.1 503  a\tb ", 503, " a\tb ", 1),
        ("HTTP/1.1 999 Grüße", 999, "Grüße", 1),
    ])
    func `status lines are taken apart`(line: String, status: Int, reason: String, minorVersion: Int) {
        let stream = ParsedStream("\(line)\r\nContent-Length: 0\r\n\r\n", role: .response)
        #expect(stream.error == nil)
        #expect(stream.responses.first?.status == status)
        #expect(stream.responses.first?.reason == reason)
        #expect(stream.responses.first?.minorVersion == minorVersion)
    }

    @Test(arguments: [
        "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1 20x OK", "HTTP/1.1 099 Low",
        "HTTP/1.1  200 OK", "HTTP/1.1\t200 OK", "HTTP/1.1 200\tOK", "HTTP/1.1 +20 OK", "http/1.1 200 OK",
        "HTTP/1 200 OK",
        "HTTP/1.1 200 O\u{1}K", "", "ICY 200 OK",
    ])
    func `what is no status line is an error`(line: String) {
        #expect(ParsedStream("\(line)\r\n\r\n", role: .response).error == .badStartLine)
    }

    @Test func `another major version is told apart from another protocol`() {
        #expect(ParsedStream("GET / HTTP/2.0\r\n\r\n", role: .request).error == .unsupportedVersion)
        #expect(ParsedStream("GET / HTTP/0.9\r\n\r\n", role: .request).error == .unsupportedVersion)
        #expect(ParsedStream("HTTP/2.0 200 OK\r\n\r\n", role: .response).error == .unsupportedVersion)
        #expect(ParsedStream("HTTP/3.0\r\n\r\n", role: .response).error == .unsupportedVersion)
    }

    @Test func `another protocol is an error before its line ends`() {
        #expect(ParsedStream("SSH-2.0", role: .response, ends: false).error == .badStartLine)
        #expect(ParsedStream([0x16, 0x03, 0x01], role: .request, ends: false).error == .badStartLine)
        #expect(ParsedStream("HT", role: .response, ends: false).error == nil)
        #expect(ParsedStream("GE", role: .request, ends: false).error == nil)
    }

    @Test func `a carriage return alone is an error of its own`() {
        let stream = ParsedStream("HTTP/1.1 200 O\rK\r\n\r\n", role: .response)
        #expect(stream.error == .bareCarriageReturn)
    }
}
