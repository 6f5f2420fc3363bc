import JSONKit
import Testing

/// Seeded mutations of a corpus: nothing may crash, and what is accepted must mean the same everywhere.
struct FuzzTests {
    private static let corpus: [String] = [
        #"{"id":"evt_1","type":"integration.created","data":{"user":"alice","n":[1,-2.5e3,0.001,1e400]}}"#,
        #"[null,true,false,"\u00e9\uD83D\uDE00\n\/","é漢🎼",{"":{},"a":[]},[[[[]]]]]"#,
        #"{"a":1,"b":2,"a":3,"long key with spaces":"plain text that is longer than fifteen bytes"}"#,
        #"{ // c\#n unquoted: 'single "double"', \u0061b: 0xDECAF, c: [.5, 5., +1, -Infinity, NaN,], /**/ }"#,
        "{'line': 'one \\\r\ntwo\\x41\\0', \"\u{FEFF}\": '\u{2028}',\u{A0}$_: -0x0}",
        "[1,2,3,12345678901234567890,0.1,100E-2,-0,1e-7]",
    ]

    private static let pieces: [[UInt8]] = [
        "{", "}", "[", "]", ":", ",", "\"", "'", "\\", "\\u", "\\uD800", "\\x4", "//", "/*", "*/", "\n", "\r",
        "\0", "-", "+",
        ".", "e", "0x", "0", "9", "Infinity", "NaN", "null", "true", "\u{FEFF}", "\u{2029}", "\u{E9}",
        "e\u{301}", "{}", "[]",
    ].map { Array($0.utf8) }

    private static func mutant(_ choices: inout Choices) -> [UInt8] {
        var bytes = Array(corpus[choices.below(corpus.count)].utf8)
        for _ in 0...choices.below(4) {
            let place = choices.below(bytes.count + 1)
            let end = min(bytes.count, place + choices.below(6))
            switch choices.below(5) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: pieces[choices.below(pieces.count)], at: place)
            case 2: bytes.replaceSubrange(place..<end, with: pieces[choices.below(pieces.count)])
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: choices.below(bytes.count + 1))
            default: if place < bytes.count { bytes[place] = UInt8(choices.below(256)) }
            }
        }
        return bytes
    }

    private func read(_ bytes: [UInt8], _ dialect: JSONReader.Dialect) -> JSONValue? {
        do throws(Diagnostic) {
            return try JSONReader.read(
                bytes,
                dialect: dialect,
                duplicateKeys: .lastWins,
                loneSurrogates: .replace
            ).value
        } catch {
            let source = SourceText(name: "mutant", bytes: bytes)
            #expect(error.range.upper <= bytes.count, "\(bytes)")
            #expect(error.render(in: source).contains(": error: \(error.message)"), "\(bytes)")
            return nil
        }
    }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func `what is read can be written and read again`(seed: UInt64) {
        var choices = Choices(seed: seed)
        var acceptedCount = 0
        for _ in 0..<400 {
            let bytes = Self.mutant(&choices)
            let value = read(bytes, .json5)
            if let strict = read(bytes, .json) {
                #expect(value == strict, "JSON5 contains JSON: \(bytes)")
                for style in [JSONWriter.Style.compact, .pretty] {
                    let written = JSONWriter.bytes(of: strict, style: style)
                    #expect(read(written, .json) == strict, "\(bytes)")
                    if let again = read(written, .json) {
                        #expect(JSONWriter.bytes(of: again, style: style) == written, "\(bytes)")
                    }
                }
                acceptedCount += 1
            } else if let value {
                #expect(read(JSONWriter.bytes(of: value), .json) != nil, "\(bytes)")
                acceptedCount += 1
            }
        }
        #expect(acceptedCount > 20, "most mutants are refused, so the test would show little")
    }

    @Test func `every beginning of a text is refused with a place inside it`() {
        for text in Self.corpus.prefix(4) {
            let bytes = Array(text.utf8)
            for count in 0..<bytes.count {
                #expect(read(Array(bytes[..<count]), .json5) == nil, "\(count) bytes of \(text)")
            }
        }
    }
}
