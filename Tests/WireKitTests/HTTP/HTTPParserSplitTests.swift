import Testing
import WireKit

/// How a stream is cut into pieces must not show in what is read from it.
struct HTTPParserSplitTests {
    @Test(arguments: StreamSamples.all)
    func `any two pieces read like one`(sample: StreamSamples.Sample) {
        let whole = sample.parsed()
        for cut in 1..<max(sample.bytes.count, 2) {
            var isFirst = true
            let parsed = sample.parsed {
                defer { isFirst = false }
                return isFirst ? cut : .max
            }
            #expect(parsed == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: StreamSamples.all)
    func `single bytes read like one piece`(sample: StreamSamples.Sample) {
        #expect(sample.parsed { 1 } == sample.parsed())
    }

    @Test(arguments: [UInt64](1...20))
    func `random pieces of all streams read like one piece`(seed: UInt64) {
        var random = TestSeed(seed)
        for sample in StreamSamples.all {
            let parsed = sample.parsed { 1 + random.next(below: 24) }
            #expect(parsed == sample.parsed(), "seed \(seed), \(sample.testDescription)")
        }
    }
}

/// Streams of each kind that the parser knows, good and bad.
enum StreamSamples {
    struct Sample: Sendable, CustomTestStringConvertible {
        let role: HTTPParser.Role
        let bytes: [UInt8]

        init(_ role: HTTPParser.Role, _ text: String) {
            self.init(role, bytes: Array(text.utf8))
        }

        init(_ role: HTTPParser.Role, bytes: [UInt8]) {
            self.role = role
            self.bytes = bytes
        }

        var testDescription: String { String(decoding: bytes.prefix(60), as: UTF8.self).debugDescription }

        func parsed(_ pieceByteCount: () -> Int = { .max }) -> ParsedStream {
            var limits = HTTPLimits()
            limits.headBytesMax = 256
            limits.bodyBytesMax = 64
            limits.bodyBytesKept = 16
            limits.fieldCountMax = 8
            limits.chunkLineBytesMax = 24
            return ParsedStream(bytes, role: role, limits: limits, pieceByteCount: pieceByteCount)
        }
    }

    private static let requestHead = "POST /webhooks HTTP/1.1\r\nHost: a:80\r\nX-Webhook-Id: evt_1\r\n"
    private static let answerHead = "HTTP/1.1 200 OK\r\nServer: x\r\n"
    private static let tooLong = String(repeating: "x", count: 300)

    static let all = requests.map { Sample(.request, $0) } + responses.map { Sample(.response, $0) }

    private static let requests = [
        "\r\n\r\n" + requestHead + "\r\n" + requestHead + "Content-Length: 5\r\n\r\nhello" + requestHead
            + "\r\n",
        requestHead + "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n"
            + requestHead + "\r\n",
        requestHead.split(separator: "\r\n").joined(separator: "\n") + "\nContent-Length: 1\n\nx\r\n",
        requestHead + "A: b\r\n c\r\n\r\n",
        requestHead + "A: b\rc\r\n\r\n",
        requestHead + "A : b\r\n\r\n",
        requestHead + "Content-Length: 65\r\n\r\n",
        requestHead + "Content-Length: 1, 2\r\n\r\n",
        requestHead + "A: \(tooLong)\r\n\r\n",
        requestHead + String(repeating: "A: b\r\n", count: 9) + "\r\n",
        requestHead + "Transfer-Encoding: chunked\r\n\r\n40\r\n" + String(repeating: "x", count: 64)
            + "\r\n1\r\nx",
        requestHead + "Transfer-Encoding: chunked\r\n\r\n1;\(tooLong)\r\n",
        requestHead + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: \(tooLong)\r\n\r\n",
        requestHead + "Transfer-Encoding: chunked\r\n\r\n1\r\nxx",
        "GET /\(tooLong) HTTP/1.1\r\n",
        "GET / HTTP/2.0\r\n\r\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\u{1}",
        "\r\rGET / HTTP/1.1\r\n",
        requestHead,
        "",
    ]

    private static let responses = [
        answerHead + "Content-Length: 5\r\n\r\nhello" + answerHead
            + "Content-Length: 20\r\n\r\n01234567890123456789",
        answerHead
            + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n14 ; a\r\n01234567890123456789\r\n0\r\nA: b\r\n c\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" + answerHead
            + "\r\nuntil the very end",
        answerHead + "A: b\r\n\tc\r\n \r\nContent-Length:\r\n 2\r\n\r\nok",
        "HTTP/1.0 204 No Content\r\n\r\nHTTP/1.1 304\r\nContent-Length: 7\r\n\r\n",
        answerHead + "Content-Length: 5\r\n\r\nhell",
        answerHead + "Transfer-Encoding: gzip\r\n\r\n",
        answerHead + "A\r\n\r\n",
        answerHead + "A: \(tooLong)\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 \(tooLong)",
        "HTTP/2 200\r\n\r\n",
        "SSH-2.0-x\r\n",
        "HTTP",
    ]
}
