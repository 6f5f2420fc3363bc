import JSONKit
import Testing

/// The examples of the JSON5 specification (spec.json5.org, version 1.0.0), section by section.
struct JSON5ExampleTests {
    @Test func `1.2 the short example`() throws {
        let text = #"""
            {
              // comments
              unquoted: 'and you can quote me on that',
              singleQuotes: 'I can use "double quotes" here',
              lineBreaks: "Look, Mom! \
            No \\n's!",
              hexadecimal: 0xdecaf,
              leadingDecimalPoint: .8675309, andTrailing: 8675309.,
              positiveSign: +1,
              trailingComma: 'in objects', andIn: ['arrays',],
              "backwardsCompatible": "with JSON",
            }
            """#
        let value = try json5(text)
        #expect(
            value == [
                "unquoted": "and you can quote me on that",
                "singleQuotes": "I can use \"double quotes\" here",
                "lineBreaks": "Look, Mom! No \\n's!",
                "hexadecimal": 912_559,
                "leadingDecimalPoint": .number(try #require(JSONNumber("0.8675309"))),
                "andTrailing": 8_675_309,
                "positiveSign": 1,
                "trailingComma": "in objects",
                "andIn": ["arrays"],
                "backwardsCompatible": "with JSON",
            ]
        )
        #expect(value.object?.keys.first == "unquoted")
        #expect(value.object?.keys.last == "backwardsCompatible")
    }

    @Test func `3 objects`() throws {
        #expect(try json5("// An empty object\n{}") == [:])
        #expect(
            try json5("// two properties\n// and a trailing comma\n{\n    width: 1920,\n    height: 1080,\n}")
                == ["width": 1920, "height": 1080]
        )
        #expect(
            try json5("{ image: { width: 1920, height: 1080, 'aspect-ratio': '16:9', } }")
                == ["image": ["width": 1920, "height": 1080, "aspect-ratio": "16:9"]]
        )
        #expect(
            try json5("[ { name: 'Joe', age: 27 }, { name: 'Jane', age: 32 }, ]")
                == [["name": "Joe", "age": 27], ["name": "Jane", "age": 32]]
        )
    }

    @Test func `4 arrays`() throws {
        #expect(try json5("// An empty array\n[]") == [])
        #expect(try json5("[\n    1,\n    true,\n    'three',\n]") == [1, true, "three"])
        #expect(
            try json5("[\n    [1, true, 'three'],\n    [4, \"five\", 0x6],\n]")
                == [[1, true, "three"], [4, "five", 6]]
        )
    }

    @Test func `5.1 escapes`() throws {
        #expect(try json5(#"'\x5C'"#) == "\\")
        #expect(try json5(#"'\u005C'"#) == "\\")
        #expect(try json5(#"'\uD83C\uDFBC'"#) == "🎼")
        #expect(try json5(#"'\\'"#) == "\\")
        #expect(
            try json5("'Lorem ipsum dolor sit amet, \\\nconsectetur adipiscing elit.'")
                == "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
        )
        #expect(try json5(#"'\A\C\/\D\C'"#) == "AC/DC")
    }

    @Test(arguments: [
        (#"'\''"#, "'"), (#"'\"'"#, "\""), (#"'\\'"#, "\\"), (#"'\b'"#, "\u{08}"), (#"'\f'"#, "\u{0C}"),
        (#"'\n'"#, "\n"), (#"'\r'"#, "\r"), (#"'\t'"#, "\t"), (#"'\v'"#, "\u{0B}"), (#"'\0'"#, "\0"),
    ])
    func `5.1 table 1, escape sequences`(text: String, expected: String) throws {
        #expect(try json5(text) == .string(expected))
    }

    @Test(arguments: ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}"])
    func `5.1 table 2, line terminator sequences`(lineEnd: String) throws {
        #expect(try json5("'a\\\(lineEnd)b'") == "ab")
    }

    @Test func `5.2 paragraph and line separators stand unescaped in strings`() throws {
        #expect(try json5("'\u{2028}\u{2029}'") == "\u{2028}\u{2029}")
    }

    @Test func `6 numbers`() throws {
        let decimal = try json5(
            "{ integer: 123, withFractionPart: 123.456, onlyFractionPart: .456, withExponent: 123e-456, }"
        )
        #expect(decimal["integer"] == 123)
        #expect(decimal["withFractionPart"]?.number?.double == 123.456)
        #expect(decimal["onlyFractionPart"]?.number?.double == 0.456)
        #expect(decimal["withExponent"]?.number?.double == 0)
        #expect(decimal["withExponent"] != 0)

        #expect(
            try json5("{ positiveHex: 0xdecaf, negativeHex: -0xC0FFEE, }")
                == ["positiveHex": 912_559, "negativeHex": -12_648_430]
        )

        let others = try json5(
            "{ positiveInfinity: Infinity, negativeInfinity: -Infinity, notANumber: NaN, }"
        )
        #expect(others["positiveInfinity"]?.number?.double == .infinity)
        #expect(others["negativeInfinity"]?.number?.double == -.infinity)
        #expect(others["notANumber"]?.number?.double.isNaN == true)
    }

    @Test func `7 comments`() throws {
        #expect(try json5("// This is a single line comment.\n1") == 1)
        #expect(try json5("/* This is a multi-\n   line comment. */1") == 1)
        #expect(try json5("1// at the end of the document") == 1)
        #expect(try json5("/**/{/**/a/**/:/**/1/**/,/**/}/***/") == ["a": 1])
        #expect(try json5("[1, // one\u{2028} 2]") == [1, 2])
        #expect(try json5("[1, // one\r 2, /* * / ** */ 3]") == [1, 2, 3])
    }

    @Test(arguments: [
        "\t", "\n", "\u{0B}", "\u{0C}", "\r", " ", "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{1680}",
        "\u{2000}", "\u{2001}", "\u{2002}", "\u{2003}", "\u{2004}", "\u{2005}", "\u{2006}", "\u{2007}",
        "\u{2008}",
        "\u{2009}", "\u{200A}", "\u{202F}", "\u{205F}", "\u{3000}",
    ])
    func `8 table 3, white space`(blank: String) throws {
        let text = ["", "{", "a", ":", "[", "1", ",", "true", "]", ",", "}", ""].joined(separator: blank)
        #expect(try json5(text) == ["a": [1, true]])
    }
}
