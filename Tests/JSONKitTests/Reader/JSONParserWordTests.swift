import JSONKit
import Testing

struct JSONParserWordTests {
    @Test(arguments: [
        "a", "$", "_", "$_a9", "Ünïcödé", "ключ", "キー", "null", "true", "default", "Infinity", "a\u{301}",
        "a\u{203F}b",
        "a\u{200C}b\u{200D}", "Ⅷ", "ª", "𝒳",
    ])
    func `identifiers are keys without quotes`(key: String) throws {
        let value = try json5("{\(key): 1, \(key)2 : 2}")
        #expect(value[key] == 1)
        #expect(value[key + "2"] == 2)
    }

    @Test(arguments: [(#"\u0061b"#, "ab"), (#"a\u0062c"#, "abc"), (#"\u00e9"#, "é"), (#"\u0024"#, "$")])
    func `escapes stand in identifiers`(written: String, key: String) throws {
        #expect(try json5("{\(written): 1}")[key] == 1)
    }

    @Test(arguments: [
        ("{1a: 1}", "1:2: a key without quotes cannot begin with a digit; put quotes around it [1a]"),
        ("{aspect-ratio: 1}", quoteKey("1:2", "aspect-")),
        ("{a.b: 1}", quoteKey("1:2", "a.")),
        (#"{\u0031a: 1}"#, escapedKey("1:2", #"\u0031"#)),
        (#"{a\u002d: 1}"#, escapedKey("1:3", #"\u002d"#)),
        (#"{\uD801\uDC00: 1}"#, escapedKey("1:2", #"\uD801"#)),
        (#"{a\n: 1}"#, escapedKey("1:3", #"\"#)),
        (#"{\u00: 1}"#, #"1:2: '\u' takes exactly 4 hexadecimal digits [\u00]"#),
        ("{-: 1}", "1:2: '-' cannot stand here; a key is missing [-]"),
        ("{,}", "1:2: ',' cannot stand here; a key is missing [,]"),
        ("{a: 1,,}", "1:7: ',' cannot stand here; a key is missing [,]"),
        ("{[1]: 2}", "1:2: '[' cannot stand here; a key is missing [[]"),
    ])
    func `mistakes in keys of JSON5`(text: String, expected: String) {
        #expect(mistake(in: text, .json5) == expected)
    }

    private static func quoteKey(_ place: String, _ marked: String) -> String {
        "\(place): a key without quotes holds letters, digits, '$' and '_' only; "
            + "put quotes around it [\(marked)]"
    }

    private static func escapedKey(_ place: String, _ marked: String) -> String {
        "\(place): a key without quotes holds letters, digits, '$', '_' and their '\\u' escapes only; "
            + "put quotes around it [\(marked)]"
    }

    @Test(arguments: [
        ("tru", "true"), ("True", "true"), ("FALSE", "false"), ("nul", "null"), ("None", "null"),
        ("undefined", "null"), ("nil", "null"), ("yes", "true"), ("no", "false"), ("nan", "NaN"),
        ("infinity", "Infinity"),
    ])
    func `a misspelt or foreign word has a suggestion`(word: String, suggestion: String) {
        #expect(
            mistake(in: "[\(word)]", .json5)
                == "1:2: a string needs quotes around it (\(suggestion)?) [\(word)]"
        )
    }

    @Test func `any other word needs quotes`() {
        #expect(
            mistake(in: "{provider: binance}", .json5) == "1:12: a string needs quotes around it [binance]"
        )
        #expect(mistake(in: "{\"a\": kraken}", .json) == "1:7: a string needs quotes around it [kraken]")
    }
}
