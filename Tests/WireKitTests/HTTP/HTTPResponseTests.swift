import Testing
import WireKit

struct HTTPResponseTests {
    @Test func `an answer that was made reads like one that was received`() {
        let made = HTTPResponse(
            status: 503,
            reason: "Not now",
            fields: ["Retry-After": "1", "Content-Length": "0"]
        )
        let received = ParsedStream(
            "HTTP/1.1 503 Not now\r\nRetry-After:1\r\ncontent-length: 0\r\n\r\n",
            role: .response
        )
        #expect(received.responses == [made])
        #expect(made.reason == "Not now")
        #expect(made.fields["retry-after"] == "1")
    }

    @Test func `success is 200 to 299`() {
        #expect((100...999).filter { HTTPResponse(status: $0).isSuccess } == Array(200...299))
    }

    @Test func `answers differ in each of their parts`() {
        let answer = HTTPResponse(status: 200)
        #expect(answer != HTTPResponse(status: 201))
        #expect(answer != HTTPResponse(status: 200, reason: "OK"))
        #expect(answer != HTTPResponse(status: 200, minorVersion: 0))
        #expect(answer != HTTPResponse(status: 200, fields: ["A": "b"]))
        #expect(answer != HTTPResponse(status: 200, body: [0]))
        #expect(answer != HTTPResponse(status: 200, bodyCutOff: true))
        #expect(answer != HTTPResponse(status: 200, keepAlive: false))
    }
}
