import Testing
import WireKit

struct HTTPFieldsTests {
    private let fields: HTTPFields = ["Content-Type": "text/plain", "X-A": "1", "x-a": "2", "Empty": ""]

    @Test func `a name is found in any case, its first value first`() {
        #expect(fields["content-type"] == "text/plain")
        #expect(fields["CONTENT-TYPE"] == "text/plain")
        #expect(fields["x-A"] == "1")
        #expect(fields["empty"] == "")
        #expect(fields["content"] == nil)
        #expect(fields["content-typee"] == nil)
        #expect(fields.contains("X-a"))
        #expect(!fields.contains(""))
    }

    @Test func `all values of a name come in order`() {
        #expect(fields.values(of: "X-A") == ["1", "2"])
        #expect(fields.values(of: "X-B") == [])
    }

    @Test func `the bytes of a value are a view of the head`() {
        #expect(fields.bytes(of: "content-type") == Array("text/plain".utf8)[...])
        #expect(fields.bytes(of: "empty")?.isEmpty == true)
        #expect(fields.bytes(of: "missing") == nil)
    }

    @Test func `the walk keeps order, duplicates and the case of names`() {
        #expect(fields.map(\.name) == ["Content-Type", "X-A", "x-a", "Empty"])
        #expect(fields.map(\.value) == ["text/plain", "1", "2", ""])
        #expect(fields.count == 4)
        #expect(!fields.isEmpty)
        #expect(Array(HTTPFields()).isEmpty)
        #expect(HTTPFields().isEmpty)
    }

    @Test func `what was appended is the bytes on the wire`() {
        #expect(
            String(decoding: fields.wireBytes, as: UTF8.self)
                == "Content-Type: text/plain\r\nX-A: 1\r\nx-a: 2\r\nEmpty: \r\n"
        )
        #expect(HTTPFields([("A", "b"), ("A", "c")]) == ["A": "b", "A": "c"])
    }

    @Test func `equality looks at names without case, at values, and at order`() {
        #expect(fields == ["content-type": "text/plain", "X-a": "1", "X-A": "2", "EMPTY": ""])
        #expect(fields != ["Content-Type": "text/plain", "X-A": "2", "X-A": "1", "Empty": ""])
        #expect(fields != ["Content-Type": "text/plain", "X-A": "1", "X-A": "2"])
        #expect(fields != ["Content-Type": "text/plain", "X-A": "1", "X-B": "2", "Empty": ""])
    }

    @Test func `received fields can be added to`() throws {
        let text = "HTTP/1.1 204 No Content\nA: b\nC:d\r\n\r\n"
        let response = try #require(ParsedStream(text, role: .response).responses.first)
        var fields = response.fields
        fields.append("E", "f")
        #expect(fields == ["A": "b", "C": "d", "E": "f"])
        #expect(fields.count == 3)
        #expect(response.reason == "No Content")
    }

    @Test func `a value that is no UTF-8 can still be shown`() throws {
        let bytes = Array("HTTP/1.1 204 N\r\nA: x".utf8) + [0xff] + Array("y\r\n\r\n".utf8)
        let response = try #require(ParsedStream(bytes, role: .response).responses.first)
        #expect(response.fields["a"] == "x\u{fffd}y")
        #expect(response.fields.bytes(of: "a")?.count == 3)
    }

    @Test func `a value that would end its line traps`() async {
        await #expect(processExitsWith: .failure) {
            var fields = HTTPFields()
            fields.append("A", "b\r\nC: d")
        }
    }

    @Test func `a name that is no token traps`() async {
        await #expect(processExitsWith: .failure) {
            var fields = HTTPFields()
            fields.append("A:", "b")
        }
    }
}
