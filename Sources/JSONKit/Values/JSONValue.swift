/// A JSON value without positions.
package enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number, kept exactly as written.
    case number(JSONNumber)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object with its members in order.
    case object(JSONObject)

    /// The string, if it is one.
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The number, if it is one.
    package var number: JSONNumber? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The exact integer, if it is a number and has one.
    package var int64: Int64? { number?.int64 }

    /// The truth value, if it is one.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, if it is an array.
    package var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members, if it is an object.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// Says whether it is `null`.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value of a key, if it is an object that has it.
    package subscript(key: String) -> JSONValue? { object?[key] }
}

extension JSONValue: Equatable {
    /// Compares by value: numbers by their decimal value, strings by code units, objects in whatever order.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): ExactText.areEqual(left, right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Makes `null`.
    package init(nilLiteral: ()) { self = .null }

    /// Makes a truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Makes a number.
    package init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }

    /// Makes a string.
    package init(stringLiteral value: String) { self = .string(value) }

    /// Makes an array.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Makes an object with its members in the order written.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { (key: $0.0, value: $0.1) }))
    }
}
