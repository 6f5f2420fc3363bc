/// A value together with the place it was read from.
package struct JSONNode: Sendable {
    /// The kinds of values, as in RFC 8259, section 3.
    package enum Kind: Sendable {
        /// The literal `null`.
        case null
        /// The literals `true` and `false`.
        case bool(Bool)
        /// A number, kept exactly as written.
        case number(JSONNumber)
        /// A string.
        case string(String)
        /// A string that no Swift string can hold; only where the reader was asked to keep such.
        case unpaired(UnpairedText)
        /// An array.
        case array([JSONNode])
        /// An object with its members in order.
        case object([JSONMember])
    }

    /// What was read.
    package var kind: Kind

    /// The bytes it was read from, brackets and quotation marks included.
    package var range: SourceRange

    /// Makes a node of a value and its place.
    package init(_ kind: Kind, at range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The value without positions; halves of surrogate pairs are U+FFFD in it.
    package var value: JSONValue {
        switch kind {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let number): .number(number)
        case .string(let string): .string(string)
        case .unpaired(let text): .string(text.replaced)
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(JSONObject(members.map { (key: $0.key, value: $0.value.value) }))
        }
    }

    /// The string, if it is one.
    package var string: String? {
        if case .string(let value) = kind { value } else { nil }
    }

    /// The number, if it is one.
    package var number: JSONNumber? {
        if case .number(let value) = kind { value } else { nil }
    }

    /// The exact integer, if it is a number and has one.
    package var int64: Int64? { number?.int64 }

    /// The truth value, if it is one.
    package var bool: Bool? {
        if case .bool(let value) = kind { value } else { nil }
    }

    /// The elements, if it is an array.
    package var array: [JSONNode]? {
        if case .array(let elements) = kind { elements } else { nil }
    }

    /// The members, if it is an object.
    package var object: [JSONMember]? {
        if case .object(let members) = kind { members } else { nil }
    }

    /// Says whether it is `null`.
    package var isNull: Bool {
        if case .null = kind { true } else { false }
    }

    /// Finds a member by its key, compared by code units; costs a look at each key.
    package func member(_ key: String) -> JSONMember? {
        object?.first { ExactText.areEqual($0.key, key) }
    }

    /// The value of a key, if it is an object that has it.
    package subscript(key: String) -> JSONNode? { member(key)?.value }
}

/// A member of an object together with the place of its key.
package struct JSONMember: Sendable {
    /// The key without quotation marks or escapes; halves of surrogate pairs are U+FFFD in it.
    package var key: String

    /// The key whole, where it has such halves.
    package var unpairedKey: UnpairedText?

    /// The bytes of the key, quotation marks included.
    package var keyRange: SourceRange

    /// The value.
    package var value: JSONNode

    /// Makes a member of a key, the key's place, and a value.
    package init(
        key: String,
        unpairedKey: UnpairedText? = nil,
        keyRange: SourceRange,
        value: JSONNode
    ) {
        self.key = key
        self.unpairedKey = unpairedKey
        self.keyRange = keyRange
        self.value = value
    }

    /// The bytes that tell the key from others.
    package var exactKey: [UInt8] { unpairedKey?.bytes ?? Array(key.utf8) }
}

extension JSONNode {
    /// The same value in a text that stands behind so many bytes of others.
    package func shifted(by count: Int) -> JSONNode {
        let kind: Kind =
            switch kind {
            case .null, .bool, .number, .string, .unpaired: kind
            case .array(let elements): .array(elements.map { $0.shifted(by: count) })
            case .object(let members):
                .object(
                    members.map { member in
                        JSONMember(
                            key: member.key,
                            unpairedKey: member.unpairedKey,
                            keyRange: member.keyRange.shifted(by: count),
                            value: member.value.shifted(by: count)
                        )
                    }
                )
            }
        return JSONNode(kind, at: range.shifted(by: count))
    }
}
