import JSONKit
import Testing

struct JSONPointerTests {
    /// The document of RFC 6901, section 5.
    private static let document = #"""
        {
          "foo": ["bar", "baz"],
          "": 0,
          "a/b": 1,
          "c%d": 2,
          "e^f": 3,
          "g|h": 4,
          "i\\j": 5,
          "k\"l": 6,
          " ": 7,
          "m~n": 8
        }
        """#

    @Test(
        arguments: [
            ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
            ("/g|h", 4),
            ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
        ] as [(String, JSONValue)]
    )
    func `the examples of RFC 6901, section 5`(text: String, expected: JSONValue) throws {
        let pointer = try JSONPointer(text)
        let node = try JSONReader.read(Array(Self.document.utf8), dialect: .json)
        #expect(pointer.evaluate(in: node.value) == expected)
        #expect(pointer.evaluate(in: node)?.value == expected)
        #expect(pointer.description == text)
    }

    @Test func `the empty pointer is the whole document`() throws {
        let node = try JSONReader.read(Array(Self.document.utf8), dialect: .json)
        #expect(try JSONPointer("").evaluate(in: node.value) == node.value)
        #expect(try JSONPointer("").evaluate(in: node)?.range == node.range)
        #expect(try JSONPointer("").tokens == [])
        #expect(try JSONPointer("").description == "")
    }

    @Test(arguments: [
        "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/", "/foo/1e0", "/foo/٠",
        "/foo/99999999999999999999", "/foo/0/x", "/bar", "//", "/a", "/foo/0/0",
    ])
    func `a path into nothing finds nothing`(text: String) throws {
        let node = try JSONReader.read(Array(Self.document.utf8), dialect: .json)
        #expect(try JSONPointer(text).evaluate(in: node.value) == nil)
        #expect(try JSONPointer(text).evaluate(in: node) == nil)
    }

    @Test func `digits are a key of an object`() throws {
        #expect(try JSONPointer("/00/1").evaluate(in: ["00": ["1": true]]) == true)
    }

    @Test func `escapes are undone once and in the right order`() throws {
        #expect(try JSONPointer("/~01/~10/~0~1").tokens == ["~1", "/0", "~/"])
        #expect(JSONPointer(tokens: ["~1", "/0", ""]).description == "/~01/~10/")
        #expect(JSONPointer.escaped("a/~b") == "a~1~0b")
        #expect(try JSONPointer("/a").appending("b/c") == JSONPointer("/a/b~1c"))
    }

    @Test(
        arguments: [
            ("foo", .noLeadingSlash), ("#/foo", .noLeadingSlash), (" /foo", .noLeadingSlash),
            ("/a~", .badEscape(offset: 2)), ("/~2", .badEscape(offset: 1)), ("/é~x", .badEscape(offset: 3)),
            ("/~/", .badEscape(offset: 1)),
        ] as [(String, JSONPointerError)]
    )
    func `a malformed pointer says where`(text: String, expected: JSONPointerError) {
        #expect(throws: expected) { try JSONPointer(text) }
    }

    @Test func `errors say what to do`() {
        #expect(
            JSONPointerError.noLeadingSlash.message
                == "a JSON pointer begins with '/', or is empty for the whole value"
        )
        #expect(
            JSONPointerError.badEscape(offset: 3).message
                == "'~' at byte 4 of a JSON pointer must be '~0' (a tilde) or '~1' (a slash)"
        )
    }
}
