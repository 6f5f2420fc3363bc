import JSONKit
import Testing

struct JSONValueTests {
    @Test func `values are compared by value`() throws {
        #expect(try json("[1e3, \"a\", {\"x\": null, \"y\": true}]") == [1_000, "a", ["y": true, "x": nil]])
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        #expect(JSONValue.array([1, 2]) != [2, 1])
    }

    @Test func `values of different kinds are not equal`() {
        let values: [JSONValue] = [nil, true, false, 1, 0, "1", "", [], [1], [:], ["a": 1]]
        for (left, first) in values.enumerated() {
            for (right, second) in values.enumerated() {
                #expect((first == second) == (left == right))
            }
        }
    }

    @Test func `a value gives what it is and nothing else`() {
        let values: [JSONValue] = [nil, true, 1, "a", [2], ["k": 3]]
        #expect(values.map(\.isNull) == [true, false, false, false, false, false])
        #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil])
        #expect(values.map(\.int64) == [nil, nil, 1, nil, nil, nil])
        #expect(values.map { $0.number?.text } == [nil, nil, "1", nil, nil, nil])
        #expect(values.map(\.string) == [nil, nil, nil, "a", nil, nil])
        #expect(values.map(\.array) == [nil, nil, nil, nil, [2], nil])
        #expect(values.map(\.object) == [nil, nil, nil, nil, nil, ["k": 3]])
        #expect(values.map { $0["k"] } == [nil, nil, nil, nil, nil, 3])
    }

    @Test func `a node of repeated keys becomes an object of the last`() {
        let place = SourceRange(lower: 0, upper: 0)
        let members = [1, 2].map { number in
            JSONMember(
                key: "a",
                keyRange: place,
                value: JSONNode(.number(JSONNumber(number)), at: place)
            )
        }
        #expect(JSONNode(.object(members), at: place).value == ["a": 2])
    }
}
