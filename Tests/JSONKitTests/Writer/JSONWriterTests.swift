import JSONKit
import Testing

struct JSONWriterTests {
    private func compact(_ value: JSONValue, numbers: JSONWriter.Numbers = .exact) -> String {
        String(decoding: JSONWriter.bytes(of: value, numbers: numbers), as: UTF8.self)
    }

    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (false, "false"), (0, "0"), (-12, "-12"), ("", "\"\""), ([], "[]"),
            ([:], "{}"),
            ([1, [2, []], [:]], "[1,[2,[]],{}]"), (["b": 1, "a": ["x": nil]], #"{"b":1,"a":{"x":null}}"#),
        ] as [(JSONValue, String)]
    )
    func `values are written without white space in their order`(value: JSONValue, expected: String) {
        #expect(compact(value) == expected)
    }

    @Test(arguments: [
        ("a/b", #""a/b""#), ("\"\\", #""\"\\""#), ("\u{08}\u{0C}\n\r\t", #""\b\f\n\r\t""#),
        ("\0\u{01}\u{0B}\u{1F}", #""\u0000\u0001\u000b\u001f""#), ("\u{7F}\u{80}", "\"\u{7F}\u{80}\""),
        ("é漢🎼", "\"é漢🎼\""), ("\u{2028}\u{2029}", "\"\u{2028}\u{2029}\""),
        ("plain then \"", #""plain then \"""#),
        ("\nfirst", #""\nfirst""#),
    ])
    func `strings are escaped as JSON.stringify does`(text: String, expected: String) {
        #expect(compact(.string(text)) == expected)
        #expect(compact(.object(JSONObject([(key: text, value: 1)]))) == "{\(expected):1}")
    }

    @Test(
        arguments: [
            0, 1, 9, 10, -1, -9, -10, 99, 100, 1_640_995_200_000, .max, .min, 1_000_000_000_000_000_000,
            -1_234_567_890_123_456_789,
        ] as [Int64]
    )
    func `integers are written in decimal`(integer: Int64) {
        var bytes = Array("x".utf8)
        JSONWriter.append(integer: integer, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "x\(integer)")
    }

    @Test func `numbers are written exactly or as JavaScript does`() throws {
        let value = try json5("[1640995200000.0, 1e3, 12345678901234567890, 0xff, .5, NaN, -Infinity, -0]")
        #expect(compact(value) == "[1640995200000.0,1e3,12345678901234567890,255,5e-1,null,null,-0]")
        #expect(
            compact(value, numbers: .javaScript)
                == "[1640995200000,1000,12345678901234567000,255,0.5,null,null,0]"
        )
    }

    @Test func `a text can be written piece by piece`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("list")
        writer.beginArray()
        writer.integer(-7)
        writer.double(0.25)
        writer.double(.nan)
        writer.double(.infinity)
        writer.bool(true)
        writer.null()
        writer.string("s")
        writer.beginObject()
        writer.endObject()
        writer.endArray()
        writer.key("raw")
        writer.raw(Array(#"{"as": "is"}"#.utf8))
        writer.key("number")
        writer.number(JSONNumber(12))
        writer.endObject()
        let text = String(decoding: writer.finish(), as: UTF8.self)
        #expect(text == #"{"list":[-7,0.25,null,null,true,null,"s",{}],"raw":{"as": "is"},"number":12}"#)
    }

    @Test func `the pretty style is that of JSON.stringify with two spaces`() {
        let value: JSONValue = ["a": [1, [], [:], ["b": nil]], "c": [:], "d": "e"]
        let expected = """
            {
              "a": [
                1,
                [],
                {},
                {
                  "b": null
                }
              ],
              "c": {},
              "d": "e"
            }
            """
        #expect(String(decoding: JSONWriter.bytes(of: value, style: .pretty), as: UTF8.self) == expected)
        #expect(JSONWriter.bytes(of: 1, style: .pretty) == Array("1".utf8))
    }

    @Test func `a value in an object without a key traps`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.null()
        }
    }

    @Test func `a second value at the top traps`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.null()
            writer.null()
        }
    }

    @Test func `a key without an object traps`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginArray()
            writer.key("a")
        }
    }

    @Test func `closing the wrong bracket traps`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginArray()
            writer.endObject()
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("a")
            writer.endObject()
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.endArray()
        }
    }

    @Test func `a text that is not complete traps`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.beginArray()
            _ = writer.finish()
        }
    }
}
