import Testing
import WireKit

struct HTTPSerializerTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `an answer has its status, fields, length and body`() {
        let bytes = HTTPSerializer.response(
            status: .created,
            fields: ["Content-Type": "text/plain"],
            body: Array("ok".utf8)
        )
        #expect(
            text(bytes) == "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
        )
    }

    @Test func `an empty answer states its length`() {
        #expect(text(HTTPSerializer.response(status: .ok)) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(
            text(HTTPSerializer.response(status: HTTPStatus(299)))
                == "HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n"
        )
    }

    @Test func `answers that have no body get none, nor a length`() {
        let body = Array("x".utf8)
        #expect(
            text(HTTPSerializer.response(status: .noContent, body: body)) == "HTTP/1.1 204 No Content\r\n\r\n"
        )
        #expect(
            text(HTTPSerializer.response(status: .notModified, body: body))
                == "HTTP/1.1 304 Not Modified\r\n\r\n"
        )
        #expect(
            text(HTTPSerializer.response(status: .continue, body: body))
                == text(HTTPSerializer.continueResponse)
        )
    }

    @Test func `an answer to HEAD has the length and not the body`() {
        let bytes = HTTPSerializer.response(status: .ok, body: Array("abc".utf8), toHead: true)
        #expect(text(bytes) == "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n")
    }

    @Test func `an answer says what becomes of the connection where that is not clear`() {
        let close = HTTPSerializer.response(status: .ok, keepAlive: false)
        #expect(text(close) == "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        let keep = HTTPSerializer.response(status: .ok, requestMinorVersion: 0)
        #expect(text(keep) == "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n")
        let both = HTTPSerializer.response(status: .ok, keepAlive: false, requestMinorVersion: 0)
        #expect(text(both) == text(close))
    }

    @Test func `a request has its host first and a length when it has a body`() {
        let get = HTTPSerializer.request(method: "GET", target: "/a?b", host: "a:80")
        #expect(text(get) == "GET /a?b HTTP/1.1\r\nHost: a:80\r\n\r\n")
        let post = HTTPSerializer.request(
            method: "POST",
            target: "/",
            host: "a",
            fields: ["X-A": "b"],
            body: Array("ok".utf8),
            keepAlive: false
        )
        #expect(
            text(post)
                == "POST / HTTP/1.1\r\nHost: a\r\nX-A: b\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
        )
        let empty = HTTPSerializer.requestHead(method: "PUT", target: "*", host: "", contentLength: 0)
        #expect(text(empty) == "PUT * HTTP/1.1\r\nHost: \r\nContent-Length: 0\r\n\r\n")
    }

    @Test func `what is written is read back`() {
        let request = HTTPRequest(
            method: "POST",
            target: "/x",
            fields: ["Host": "a", "B": "c", "Content-Length": "3"],
            body: [0, 13, 10],
            keepAlive: true
        )
        let written = HTTPSerializer.request(
            method: "POST",
            target: "/x",
            host: "a",
            fields: ["B": "c"],
            body: [0, 13, 10]
        )
        #expect(ParsedStream(written + written, role: .request).requests == [request, request])

        let response = HTTPResponse(
            status: 404,
            reason: "Not Found",
            fields: ["B": "c", "Connection": "close", "Content-Length": "3"],
            body: [0, 13, 10],
            keepAlive: false
        )
        let answer = HTTPSerializer.response(
            status: .notFound,
            fields: ["B": "c"],
            body: [0, 13, 10],
            keepAlive: false
        )
        #expect(ParsedStream(answer, role: .response).responses == [response])
    }

    @Test func `a target that would end its line traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = HTTPSerializer.request(method: "GET", target: "/ HTTP/1.1\r\n", host: "a")
        }
    }

    @Test func `a host that would end its line traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = HTTPSerializer.request(method: "GET", target: "/", host: "a\r\nB: c")
        }
    }
}
