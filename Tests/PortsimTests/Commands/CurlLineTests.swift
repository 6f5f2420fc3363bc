import DeliveryKit
import TestSupport
import Testing

@testable import portsim

/// What a shell makes of a line is what was put in.
@Suite struct CurlLineTests {
    private func line(_ body: [UInt8], fields: String = "X-A: it's\r\n") throws -> [UInt8] {
        let head = Array("POST / HTTP/1.1\r\nHost: h\r\n\(fields)Content-Length: 1\r\n\r\n".utf8)
        var line: [UInt8] = []
        CurlLine.append(head + body, to: try WebhookURL("http://127.0.0.1/a?b='c'"), into: &line)
        return line
    }

    @Test func `every byte but zero comes through bash`() throws {
        let body = (1...255).map { UInt8($0) } + Array("'' \\' \\\\' $(x) !$ ".utf8)
        // A function in the place of curl prints the argument that is the body.
        let script = Array("curl() { printf %s \"${@: -2:1}\"; }\n".utf8) + (try line(body)) + [0x0A]
        let result = try ChildProcess.run("bash", [], input: .bytes(script))
        #expect(result.outputBytes == body)
    }

    @Test func `a body that is too long for an argument goes through a pipe`() throws {
        let body = Array(String(repeating: "it's ", count: 60_000).utf8)
        let script = Array("curl() { cat; }\n".utf8) + (try line(body)) + [0x0A]
        let result = try ChildProcess.run("bash", [], input: .bytes(script))
        #expect(result.outputBytes == body)
        let short = try line(Array(repeating: 0x61, count: CurlLine.argumentBytesMax))
        #expect(!String(decoding: short, as: UTF8.self).hasPrefix("printf"))
        #expect(String(decoding: try line(body), as: UTF8.self).hasPrefix("printf %s "))
    }

    @Test func `what curl makes itself is left out`() throws {
        let text = String(decoding: try line([0x7B]), as: UTF8.self)
        #expect(
            text
                == #"curl -gsS -H 'X-A: it'\''s' -H 'Accept:' --data-raw '{' 'http://127.0.0.1/a?b='\''c'\'''"#
        )
    }
}
