import ContractKit
import JSONKit
import Testing

struct ValueConditionTests {
    private func number(_ text: String) throws -> JSONNumber { try #require(JSONNumber(text)) }

    @Test(
        arguments: [
            (.equals(1), .number(JSONNumber(1)), true), (.equals(["a": 1, "b": 2]), ["b": 2, "a": 1], true),
            (.equals("1"), 1, false), (.equals(nil), nil, true), (.equals(nil), "x", false),
            (.exists(true), "x", true), (.exists(true), nil, false), (.exists(false), nil, true),
            (.exists(false), false, false), (.oneOf(["a", nil]), "a", true), (.oneOf(["a", nil]), nil, true),
            (.oneOf(["a"]), "b", false),
        ] as [(ValueCondition, JSONValue, Bool)]
    )
    func `a value fits its condition`(condition: ValueCondition, value: JSONValue, fits: Bool) {
        #expect(condition.allows(value) == fits)
    }

    @Test func `nothing is as good as null`() {
        #expect(ValueCondition.equals(nil).allows(nil as JSONValue?))
        #expect(ValueCondition.exists(false).allows(nil as JSONValue?))
        #expect(!ValueCondition.exists(true).allows(nil as JSONValue?))
    }

    @Test(
        arguments: [
            ("1", "2", true), ("2", "1", false), ("1", "1.0", false), ("-2", "-1", true), ("-1", "1", true),
            ("0", "1e-9", true), ("-1e-9", "0", true), ("9007199254740992", "9007199254740993", true),
            ("0.1", "0.10000000000000001", true), ("1e400", "2e400", true), ("99", "100", true),
        ] as [(String, String, Bool)]
    )
    func `bounds are exact decimals`(left: String, right: String, isBelow: Bool) throws {
        #expect(try number(left).isBelow(number(right)) == isBelow)
        let least = ValueCondition.between(atLeast: try number(right), atMost: nil)
        #expect(least.allows(.number(try number(left))) == !isBelow)
        let most = ValueCondition.between(atLeast: nil, atMost: try number(left))
        #expect(most.allows(.number(try number(right))) == !isBelow)
    }

    @Test func `what is no number is within no bounds`() throws {
        let condition = ValueCondition.between(atLeast: try number("0"), atMost: nil)
        for value: JSONValue in [nil, "5", true, []] { #expect(!condition.allows(value)) }
    }

    @Test func `a long value is cut off between characters`() {
        let text = ValueText.text(.string(String(repeating: "é", count: 500)))
        #expect(text.utf8.count <= ValueText.bytesMax + 3)
        #expect(text.hasSuffix("é…"))
        #expect(ValueText.text(nil) == "null")
    }

    @Test(
        arguments: [
            ("application/json", "application/*", true), ("sha256=ab", "*=*", true), ("abc", "a*d", false),
            ("abc", "*", true), ("", "*", true), ("abc", "abc", true), ("abcd", "abc", false),
            ("aXbXc", "a*b*c", true), ("aaaaab", "*a*b", true), ("ab", "a**b", true), ("b", "a*", false),
        ] as [(String, String, Bool)]
    )
    func `a star stands for anything in a field`(value: String, pattern: String, fits: Bool) {
        #expect(FieldCondition(name: "A", demand: .matches(pattern)).allows(value) == fits)
    }

    @Test func `a field that is not there has no value`() {
        #expect(!FieldCondition(name: "A", demand: .matches("*")).allows(nil))
        #expect(!FieldCondition(name: "A", demand: .equals("")).allows(nil))
        #expect(FieldCondition(name: "A", demand: .present(false)).allows(nil))
        #expect(!FieldCondition(name: "A", demand: .present(true)).allows(nil))
    }
}
