import JSONKit
import TestSupport
import Testing

/// What a program in JavaScript prints that has read the same text.
struct JavaScriptTextTests {
    private func text(_ json: String) throws -> String {
        let node = try JSONReader.read(Array(json.utf8), dialect: .json5, loneSurrogates: .keep)
        return String(decoding: JavaScriptText.bytes(of: node), as: UTF8.self)
    }

    @Test(arguments: [
        ("1.0", "1"), ("-0", "0"), ("1e21", "1e+21"), ("9007199254740993", "9007199254740992"),
        ("1e999", "null"),
        ("NaN", "null"), ("-Infinity", "null"), ("0x10", "16"), (".5", "0.5"), ("1e-7", "1e-7"), ("+7", "7"),
        ("123456789012345678901234567890", "1.2345678901234568e+29"), ("5e-324", "5e-324"),
    ])
    func `numbers are doubles in their shortest spelling`(json: String, expected: String) throws {
        #expect(try text("[\(json)]") == "[\(expected)]")
    }

    @Test func `array indices stand first, by number, at every depth`() throws {
        #expect(
            try text("{ b: 1, '10': 2, a: { z: 1, '0': 2 }, '9': [{ y: 1, '1': 2 }] }")
                == #"{"9":[{"1":2,"y":1}],"10":2,"b":1,"a":{"0":2,"z":1}}"#
        )
    }

    @Test func `what only looks like an array index stays in its place`() throws {
        #expect(
            try text("{ '4294967295': 1, '01': 2, '-1': 3, '1.0': 4, '': 5, '4294967294': 6 }")
                == #"{"4294967294":6,"4294967295":1,"01":2,"-1":3,"1.0":4,"":5}"#
        )
    }

    @Test func `the prototype is a key like any other`() throws {
        #expect(try text("{ a: 1, __proto__: { b: 2 } }") == #"{"a":1,"__proto__":{"b":2}}"#)
    }

    @Test func `what is between the braces comes in two parts`() throws {
        let node = try JSONReader.read(Array("{ b: 1, '1': 2, a: 3, '0': 4 }".utf8), dialect: .json5)
        let members = JavaScriptText.members(of: try #require(node.object))
        #expect(String(decoding: members.indices, as: UTF8.self) == #""0":4,"1":2"#)
        #expect(String(decoding: members.others, as: UTF8.self) == #""b":1,"a":3"#)
    }

    @Test(arguments: [
        (#"'\ud800'"#, #""\ud800""#), (#"'\uDFFF\uD800'"#, #""\udfff\ud800""#),
        (#"'a\"\ud83d\n\ude00/'"#, #""a\"\ud83d\n\ude00/""#), (#"'\ud83d\ude00'"#, "\"\u{1F600}\""),
        (#"'\ud83d\ud83d\ude00'"#, "\"\\ud83d\u{1F600}\""),
        // A line break that the backslash takes away leaves the two halves side by side.
        ("'\\ud83d\\\n\\ude00'", "\"\u{1F600}\""),
        (
            #"{ '\udc00': 1, '\ufffd': 2, '7': 3, '\ud800': '\udbff', '\ud83d\ude00': 4 }"#,
            "{\"7\":3,\"\\udc00\":1,\"\u{FFFD}\":2,\"\\ud800\":\"\\udbff\",\"\u{1F600}\":4}"
        ),
    ])
    func `halves of surrogate pairs are escaped in small letters, and whole ones are not`(
        json: String,
        expected: String
    ) throws {
        #expect(try text(json) == expected)
    }

    /// Nothing but a real engine knows all the rules.
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func `node prints the same`(seed: UInt64) throws {
        var corpus = Corpus(state: seed)
        let texts = (0..<500).map { _ in corpus.value(depth: 0) }
        let program = """
            const lines = require('fs').readFileSync(0, 'utf8').split('\\n');
            process.stdout.write(lines.map((line) => JSON.stringify(JSON.parse(line))).join('\\n'));
            """
        let input = Array(texts.joined(separator: "\n").utf8)
        let process = ChildProcess("node", ["-e", program], input: .bytes(input))
        let result = try process.waitForEnd()
        let printed = result.output
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(printed.count == texts.count, "\(result.error)")
        for (json, expected) in zip(texts, printed) {
            #expect(try text(json).utf8.elementsEqual(expected.utf8), "\(json)")
        }
    }
}

/// Texts of strict JSON, made of what is told apart by few programs.
private struct Corpus {
    var state: UInt64

    private static let keys = [
        "a", "b", "uid", "0", "1", "2", "10", "01", "4294967294", "4294967295", "4294967296", "-1", "1.5",
        "1e3",
        "__proto__", "constructor", "toString", "length", "", " ", "é", "e\u{301}", "\u{1F600}", "\\u0061",
        "\\\"", "\\n", "\\ud800", "\\udc00", "a\\udfff", "\\ud83d\\ude00x", "\\ufffd",
    ]
    private static let strings = [
        "", "a", "\\\"", "\\\\", "\\/", "\\b\\f\\n\\r\\t", "\\u0000\\u001f", "\\u007f",
        "\\u2028\u{2028}\u{2029}",
        "\u{1F600}", "\\ud83d\\ude00", "é", "<script>", "\\u00e9", "\u{FEFF}",
        "\\ud800", "\\uDC00", "\\ud83d", "\\ude00", "x\\udbffy", "\\ufffd",
    ]

    private mutating func below(_ bound: Int) -> Int {
        // SplitMix64.
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return Int((word ^ word >> 31) % UInt64(bound))
    }

    private mutating func digits(_ count: Int) -> String {
        String((0..<count).map { _ in Character(String(below(10))) })
    }

    private mutating func number() -> String {
        let sign = below(3) == 0 ? "-" : ""
        let whole = below(4) == 0 ? "0" : "\(1 + below(9))\(digits(below(24)))"
        let fraction = below(2) == 0 ? "" : ".\(digits(1 + below(20)))"
        let exponent = below(2) == 0 ? "" : "e\(["", "+", "-"][below(3)])\(below(340))"
        return sign + whole + fraction + exponent
    }

    mutating func value(depth: Int) -> String {
        switch below(depth > 4 ? 4 : 8) {
        case 0: ["null", "true", "false", "0", "-0", "9007199254740993", "1e21", "1e-7"][below(8)]
        case 1, 2: number()
        case 3: "\"\(Self.strings[below(Self.strings.count)])\(Self.strings[below(Self.strings.count)])\""
        case 4: "[\((0..<below(5)).map { _ in value(depth: depth + 1) }.joined(separator: ","))]"
        default: object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> String {
        var members: [String] = []
        // By their spelling, and a key that is spelled in two ways is no key twice: the reader refuses that.
        var rest = Self.keys.filter { $0 != "\\u0061" }
        for _ in 0..<below(8) {
            let key = rest.remove(at: below(rest.count))
            members.append("\"\(key)\": \(value(depth: depth + 1))")
        }
        return "{\(members.joined(separator: ", "))}"
    }
}
