/// Writes values as a program in JavaScript does that has read them.
///
/// Numbers are doubles in their shortest spelling, what is not finite is `null`, and the members of an object
/// stand as `JSON.stringify` finds them (ECMA-262, 10.1.11): keys that are array indices first, by number,
/// then all others as they were inserted.
package enum JavaScriptText {
    private typealias Member = (key: String, value: JSONValue)

    /// The text of a whole value.
    package static func bytes(of value: JSONValue) -> [UInt8] {
        JSONWriter.bytes(of: ordered(value), numbers: .javaScript)
    }

    /// The members of an object between its braces: those whose keys are array indices, and those after them.
    package static func members(of object: JSONObject) -> (indices: [UInt8], others: [UInt8]) {
        let members = ordered(object)
        let count = members.prefix { arrayIndex($0.key) != nil }.count
        return (inner(members[..<count]), inner(members[count...]))
    }

    /// The number that a key is as an array index: 0 to 2^32 - 2 without leading zeros.
    static func arrayIndex(_ key: String) -> UInt32? {
        let digits = key.utf8
        guard let first = digits.first, digits.count <= 10, digits.allSatisfy(ASCII.isDigit),
            first != ASCII.zero || digits.count == 1, let index = UInt32(key), index < .max
        else { return nil }
        return index
    }

    private static func inner(_ members: ArraySlice<Member>) -> [UInt8] {
        let bytes = JSONWriter.bytes(of: .object(JSONObject(Array(members))), numbers: .javaScript)
        return Array(bytes.dropFirst().dropLast())
    }

    private static func ordered(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .number, .string: value
        case .array(let elements): .array(elements.map(ordered))
        case .object(let object): .object(JSONObject(ordered(object)))
        }
    }

    private static func ordered(_ object: JSONObject) -> [Member] {
        var indices: [(index: UInt32, member: Member)] = []
        var others: [Member] = []
        for member in object.members {
            let member = (key: member.key, value: ordered(member.value))
            if let index = arrayIndex(member.key) {
                indices.append((index, member))
            } else {
                others.append(member)
            }
        }
        // The keys of an object are distinct, and so are their numbers.
        return indices.sorted { $0.index < $1.index }.map(\.member) + others
    }
}
