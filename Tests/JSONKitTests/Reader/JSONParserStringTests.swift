import JSONKit
import Testing

struct JSONParserStringTests {
    @Test(arguments: [
        (#""""#, ""), (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"),
        (#""\u00e9\u00E9""#, "éé"), (#""a\u0000b""#, "a\0b"), (#""\uD83D\uDE00""#, "😀"),
        (#""\u2028""#, "\u{2028}"),
        ("\"\u{7F}\u{80}\u{FFFF}\u{10FFFF}\"", "\u{7F}\u{80}\u{FFFF}\u{10FFFF}"), (#""a\nb\nc""#, "a\nb\nc"),
    ])
    func `strings of strict JSON`(text: String, expected: String) throws {
        #expect(try json(text) == .string(expected))
        #expect(try json5(text) == .string(expected))
    }

    @Test(arguments: [
        ("'\t'", "\t"), ("\"'\"", "'"), (#"'\x41\xe9'"#, "Aé"), (#"'\é\🎼'"#, "é🎼"), (#"'\0a'"#, "\0a"),
        ("'a\\\r\n\\\nb'", "ab"), (#"'\q\-\,'"#, "q-,"),
    ])
    func `strings of JSON5 alone`(text: String, expected: String) throws {
        #expect(try json5(text) == .string(expected))
    }

    @Test(arguments: 0..<32)
    func `raw control characters are refused, in JSON5 all but tab`(code: Int) throws {
        let control = try #require(Unicode.Scalar(code))
        #expect(mistake(in: "\"a\(control)b\"", .json) != nil)
        #expect((mistake(in: "\"a\(control)b\"", .json5) == nil) == (code == 9))
    }

    @Test(arguments: [
        #"\uD83D"#, #"\uDE00"#, #"\uD83Dx"#, #"\uD83D\n"#, #"\uD83D\u0041"#, #"\uD83D\uD83D"#,
        #"\uDE00\uD83D"#,
    ])
    func `half a surrogate pair is refused`(escape: String) {
        let text = mistake(in: "\"\(escape)\"", .json)
        #expect(text?.contains("this escape is half of a surrogate pair") == true)
    }

    @Test(arguments: [
        (#"\uD83D"#, "\u{FFFD}"), (#"\uDE00x"#, "\u{FFFD}x"), (#"\uD83D\n"#, "\u{FFFD}\n"),
        (#"\uD83D\u0041"#, "\u{FFFD}A"), (#"\uD83D\uD83D\uDE00"#, "\u{FFFD}😀"),
        (#"\uDE00\uD83D"#, "\u{FFFD}\u{FFFD}"),
    ])
    func `half a surrogate pair is replaced where that is wanted`(escape: String, expected: String) throws {
        let bytes = Array("\"\(escape)\"".utf8)
        #expect(try JSONReader.read(bytes, dialect: .json, loneSurrogates: .replace).string == expected)
    }

    @Test func `half a surrogate pair is kept where that is wanted, in keys too`() throws {
        let text = #"{"\uD83D": "a\uDE00", "\ud83d\ude00": "\uD83D\uDE00"}"#
        let node = try JSONReader.read(Array(text.utf8), dialect: .json, loneSurrogates: .keep)
        let members = try #require(node.object)
        #expect(members.map { $0.unpairedKey?.bytes } == [[0xED, 0xA0, 0xBD], nil])
        #expect(members.map(\.key) == ["\u{FFFD}", "\u{1F600}"])
        guard case .unpaired(let value) = members[0].value.kind else {
            Issue.record("the value has a half")
            return
        }
        #expect(value.bytes == [0x61, 0xED, 0xB8, 0x80])
        #expect(members[0].value.string == nil)
        #expect(members[0].value.value.string == "a\u{FFFD}")
        #expect(members[1].value.string == "\u{1F600}")
    }

    @Test func `keys with halves are the same when their halves are`() throws {
        func read(_ text: String, _ duplicates: JSONReader.DuplicateKeys) throws -> JSONNode {
            try JSONReader.read(
                Array(text.utf8),
                dialect: .json,
                duplicateKeys: duplicates,
                loneSurrogates: .keep
            )
        }
        let same = #"{"\uD83D": 1, "b": 2, "\ud83d": 3}"#
        let others = #"{"\uD83D": 1, "\ud83e": 2, "\ufffd": 3}"#
        #expect(throws: Diagnostic.self) { try read(same, .reject) }
        #expect(try read(same, .lastWins).object?.map { $0.value.int64 } == [3, 2])
        #expect(try read(others, .reject).object?.map { $0.value.int64 } == [1, 2, 3])
        #expect(try read(others, .lastWins).object?.count == 3)
    }

    @Test(arguments: [
        ("\"abc", "1:1: this string is never closed; the same quotation mark is missing at its end [\"]"),
        ("\"abc\\", "1:1: this string is never closed; the same quotation mark is missing at its end [\"]"),
        ("\"a\\nb", "1:1: this string is never closed; the same quotation mark is missing at its end [\"]"),
        ("\"ab'", "1:1: this string is never closed; the same quotation mark is missing at its end [\"]"),
        ("\"ab\ncd\"", "1:1: this string is not closed on its line; write '\\n' [\"ab]"),
        ("\"a\tb\"", "1:3: strict JSON has no raw tab in a string; write '\\t' [\t]"),
        ("\"a\u{1}b\"", "1:3: a string has no raw control characters; write '\\u0001' [\u{1}]"),
        (#""\q""#, #"1:2: strict JSON has no such escape; write '\\' for a backslash [\q]"#),
        (#""\u12g4""#, #"1:2: '\u' takes exactly 4 hexadecimal digits [\u12]"#),
        (#""\u""#, #"1:2: '\u' takes exactly 4 hexadecimal digits [\u]"#),
        (#""\uD83D\u12""#, #"1:8: '\u' takes exactly 4 hexadecimal digits [\u12]"#),
    ])
    func `mistakes in strings of strict JSON`(text: String, expected: String) {
        #expect(mistake(in: text, .json) == expected)
    }

    @Test(arguments: [
        (
            "'ab\ncd'",
            "1:1: this string is not closed on its line; write '\\n', "
                + "or '\\' at the end of a line that goes on "
                + "['ab]"
        ),
        (#"'\xg0'"#, #"1:2: '\x' takes exactly 2 hexadecimal digits [\x]"#),
        (
            #"'\1'"#,
            noSuchEscape(#"\1"#)
        ),
        (
            #"'\01'"#,
            noSuchEscape(#"\0"#)
        ),
        ("'a\u{1}'", "1:3: a string has no raw control characters; write '\\u0001' [\u{1}]"),
        ("'ab\"", "1:1: this string is never closed; the same quotation mark is missing at its end [']"),
    ])
    func `mistakes in strings of JSON5`(text: String, expected: String) {
        #expect(mistake(in: text, .json5) == expected)
    }

    private static func noSuchEscape(_ marked: String) -> String {
        #"1:2: there is no such escape; write '\\' for a backslash, or '\x' or '\u' for a character code "#
            + "[\(marked)]"
    }
}
