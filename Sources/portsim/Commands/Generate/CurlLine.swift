import DeliveryKit
import WireKit

/// A request as a command line of curl that sends the same bytes.
///
/// Everything stands in single quotes, in which POSIX shells change nothing and which nothing but a single quote
/// ends (XCU 2.2.2). Bodies of JSON hold no line breaks and no zero bytes.
enum CurlLine {
    /// Bodies beyond this go through a pipe: Linux takes at most 128 KiB for one argument of a program.
    static let argumentBytesMax = 100_000

    /// Appends the line, without a line break at its end.
    static func append(_ request: [UInt8], to url: WebhookURL, into line: inout [UInt8]) {
        let (fields, body) = parts(of: request)
        let isPiped = body.count > argumentBytesMax
        if isPiped {
            line += "printf %s ".utf8
            append(quoted: body, to: &line)
            line += " | ".utf8
        }
        // -g: brackets in the URL are not a pattern.
        line += "curl -gsS".utf8
        for field in fields {
            line += " -H ".utf8
            append(quoted: field, to: &line)
        }
        // curl's own, which the provider does not send.
        line += " -H 'Accept:'".utf8
        if isPiped {
            line += " --data-binary @-".utf8
        } else {
            line += " --data-raw ".utf8
            append(quoted: body, to: &line)
        }
        line += " ".utf8
        append(quoted: Array(url.text.utf8), to: &line)
    }

    /// The fields of a request but those that curl makes itself, and its body.
    static func parts(of request: [UInt8]) -> (fields: [[UInt8]], body: [UInt8]) {
        var fields: [[UInt8]] = []
        var rest = request[...]
        while let end = rest.firstIndex(of: 0x0D) {
            let line = Array(rest[..<end])
            rest = rest[(end + 2)...]
            guard !line.isEmpty else { break }
            fields.append(line)
        }
        let own = ["host:", "content-length:"]
        return (
            fields.dropFirst().filter { field in
                let text = String(decoding: field, as: UTF8.self).lowercased()
                return !own.contains { text.hasPrefix($0) }
            }, Array(rest)
        )
    }

    /// Appends bytes in single quotes.
    static func append(quoted bytes: [UInt8], to line: inout [UInt8]) {
        line.append(UInt8(ascii: "'"))
        for byte in bytes {
            if byte == UInt8(ascii: "'") { line += #"'\'"#.utf8 }
            line.append(byte)
        }
        line.append(UInt8(ascii: "'"))
    }
}
