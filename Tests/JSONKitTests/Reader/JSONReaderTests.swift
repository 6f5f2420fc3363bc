import JSONKit
import Testing

struct JSONReaderTests {
    @Test func `every value has its place`() throws {
        let node = try JSONReader.read(Array(#" {"a": [1, "é"], b: null}"#.utf8), dialect: .json5)
        #expect(node.range == SourceRange(lower: 1, upper: 26))
        let members = try #require(node.object)
        #expect(members.map(\.key) == ["a", "b"])
        #expect(
            members.map(\.keyRange) == [SourceRange(lower: 2, upper: 5), SourceRange(lower: 18, upper: 19)]
        )
        #expect(members[0].value.range == SourceRange(lower: 7, upper: 16))
        let elements = try #require(members[0].value.array)
        #expect(
            elements.map(\.range) == [SourceRange(lower: 8, upper: 9), SourceRange(lower: 11, upper: 15)]
        )
        #expect(node["b"]?.isNull == true)
        #expect(node["a"]?.array?[0].int64 == 1)
        #expect(node["a"]?.array?[1].string == "é")
        #expect(node["c"] == nil)
        #expect(node["a"]?["b"] == nil)
    }

    @Test func `a node gives what it is and nothing else`() throws {
        let node = try JSONReader.read(Array("[true, 1.5, 'a', {}, null]".utf8), dialect: .json5)
        let elements = try #require(node.array)
        #expect(elements.map(\.bool) == [true, nil, nil, nil, nil])
        #expect(elements.map { $0.number?.text } == [nil, "1.5", nil, nil, nil])
        #expect(elements.map(\.int64) == [nil, nil, nil, nil, nil])
        #expect(elements.map(\.string) == [nil, nil, "a", nil, nil])
        #expect(elements.map { $0.object?.count } == [nil, nil, nil, 0, nil])
        #expect(elements.map { $0.array?.count } == [nil, nil, nil, nil, nil])
        #expect(elements.map(\.isNull) == [false, false, false, false, true])
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-1.5e3", "\"\"", "[]", "{}", " [ ] ", "{\"a\":{\"b\":[{}]}}",
    ])
    func `strict JSON is read in both dialects`(text: String) throws {
        #expect(try json(text) == json5(text))
    }

    @Test(arguments: [
        "'a'", "{a: 1}", "[1,]", "{\"a\": 1,}", "+1", ".5", "5.", "0x1", "Infinity", "-Infinity", "NaN",
        "// c\n1",
        "/* c */ 1", "\u{FEFF}1", "\u{A0}1", "\u{0B}1", "\"\t\"", #""\x41""#, #""\v""#, #""\0""#, #""\'""#,
        #""\a""#,
        "\"a\\\nb\"",
    ])
    func `what only JSON5 has is refused in strict JSON`(text: String) throws {
        _ = try json5(text)
        #expect(mistake(in: text, .json) != nil)
    }

    // MARK: Duplicate keys

    @Test func `a key that occurs twice is an error at the second place`() {
        #expect(
            mistake(in: #"{"a": 1, "b": 2, "a": 3, "b": 4}"#, .json)
                == #"1:18: the key 'a' occurs twice in this object; remove one of them ["a"]"#
        )
        #expect(
            mistake(in: "{a: 1, '\\u0061': 3}", .json5)?.hasPrefix("1:8: the key 'a' occurs twice") == true
        )
    }

    @Test func `the last of equal keys wins at the first place where that is wanted`() throws {
        let bytes = Array(#"{"a": 1, "b": 2, "a": 3, "c": 4, "a": 5}"#.utf8)
        let node = try JSONReader.read(bytes, dialect: .json, duplicateKeys: .lastWins)
        #expect(node.object?.map(\.key) == ["a", "b", "c"])
        #expect(node.value == ["a": 5, "b": 2, "c": 4])
        #expect(node.object?.first?.keyRange.lower == 33)
    }

    @Test func `keys are compared by code units, not by canonical equivalence`() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        let value = try json("{\"\(composed)\": 1, \"\(decomposed)\": 2}")
        #expect(value.object?.count == 2)
        #expect(value[composed] == 1)
        #expect(value[decomposed] == 2)
    }

    @Test(arguments: [16, 17, 40, 1_000])
    func `a duplicate is found among few and many keys`(count: Int) throws {
        let keys = (0..<count).map { "\"key\(($0 * 7_919) % 10_007)\":\($0)" }
        let unique = "{" + keys.joined(separator: ",") + "}"
        #expect(try json(unique).object?.count == count)
        let twice = "{" + (keys + ["\"key7919\":0"]).joined(separator: ",") + "}"
        #expect(mistake(in: twice, .json)?.contains("the key 'key7919' occurs twice") == true)
        let kept = try JSONReader.read(Array(twice.utf8), dialect: .json, duplicateKeys: .lastWins).value
        #expect(kept.object?.count == count)
        #expect(kept["key7919"] == 0)
        #expect(kept.object?.keys[1] == "key7919")
    }

    // MARK: Encoding

    @Test(
        arguments: [
            [0x22, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xFF, 0x22],
        ] as [[UInt8]]
    )
    func `what is not UTF-8 is refused`(bytes: [UInt8]) {
        let text = mistake(in: bytes, .json5)
        #expect(text?.hasPrefix("1:2: the text is not valid UTF-8 here; save it as UTF-8") == true)
    }

    @Test func `UTF-16 is named`() {
        #expect(
            mistake(in: [0xFF, 0xFE, 0x7B, 0x00], .json5)?.contains("the text is UTF-16; save it") == true
        )
        #expect(
            mistake(in: [0xFE, 0xFF, 0x00, 0x7B], .json)?.contains("the text is UTF-16; save it") == true
        )
    }

    @Test(arguments: ["\0", "{\0}", "[1,\0 2]", "1 // \0", "1 /* \0 */", "{a\0: 1}", "1\0"])
    func `a NUL byte is refused wherever it stands`(text: String) {
        #expect(mistake(in: text, .json5)?.contains("a text has no NUL bytes") == true)
    }

    @Test func `a byte order mark is white space in JSON5 and refused in JSON`() throws {
        #expect(try json5("\u{FEFF}{}") == [:])
        #expect(
            mistake(in: "\u{FEFF}{}", .json)
                == "1:1: strict JSON has no byte order mark; save the text as UTF-8 without one [\u{FEFF}]"
        )
    }

    // MARK: Limits

    @Test func `a text of the most bytes is read and a longer one is not`() throws {
        let limits = JSONLimits(bytesMax: 4)
        #expect(mistake(in: "1234", .json, limits: limits) == nil)
        #expect(
            mistake(in: "12345", .json, limits: limits)
                == "1:1: the text has 5 bytes and may have 4; split it, or remove some of it []"
        )
    }

    @Test func `a text may have eight mebibytes`() {
        let blanks = [UInt8](repeating: 0x20, count: (8 << 20) - 1)
        #expect(mistake(in: blanks + [0x31], .json) == nil)
        #expect(mistake(in: blanks + [0x20, 0x31], .json)?.contains("may have 8388608") == true)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `values nest 64 deep and no deeper`(open: String) {
        let close = open == "[" ? "]" : "}"
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + (open == "[" ? "" : "1")
                + String(repeating: close, count: depth)
        }
        #expect(mistake(in: nested(64), .json) == nil)
        #expect(
            mistake(in: nested(65), .json)?
                .hasSuffix("objects and arrays nest deeper than 64; flatten them [\(open.prefix(1))]") == true
        )
    }

    @Test func `the greatest depth that can be set can be read`() throws {
        let limits = JSONLimits(depthMax: 1_000)
        let text = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
        let value = try JSONReader.read(Array(text.utf8), dialect: .json, limits: limits).value
        #expect(JSONWriter.bytes(of: value) == Array(text.utf8))
    }

    @Test func `a greater depth cannot be set`() async {
        await #expect(processExitsWith: .failure) {
            _ = JSONLimits(depthMax: 1_001)
        }
    }

    @Test func `the number of values is limited`() {
        let limits = JSONLimits(valuesMax: 3)
        #expect(mistake(in: "[1, 2]", .json, limits: limits) == nil)
        #expect(
            mistake(in: "[1, 2, 3]", .json, limits: limits)
                == "1:8: more than 3 values; split the text, or remove some of it [3]"
        )
    }

    @Test func `the length of a number is limited`() {
        let limits = JSONLimits(numberBytesMax: 5)
        #expect(mistake(in: "-1234", .json, limits: limits) == nil)
        #expect(
            mistake(in: "-12345", .json, limits: limits)
                == "1:1: a number has at most 5 characters; write fewer digits [-12345]"
        )
        #expect(mistake(in: String(repeating: "9", count: 1_000), .json) == nil)
        #expect(mistake(in: String(repeating: "9", count: 1_001), .json) != nil)
    }

    @Test func `the size of an exponent is limited`() {
        #expect(mistake(in: "1e-999999999", .json) == nil)
        #expect(mistake(in: "1e+000000999999999", .json) == nil)
        #expect(
            mistake(in: "1e1000000000", .json)
                == "1:1: an exponent has at most 9 digits; write a smaller one [1e1000000000]"
        )
    }
}
