/// Writes values as a program in JavaScript does that has read them.
///
/// Numbers are doubles in their shortest spelling, what is not finite is `null`, and the members of an object
/// stand as `JSON.stringify` finds them (ECMA-262, 10.1.11): keys that are array indices first, by number,
/// then all others as they were inserted. Halves of surrogate pairs are escaped (25.5.2.3).
package enum JavaScriptText {
    /// The text of a whole value.
    package static func bytes(of node: JSONNode) -> [UInt8] {
        var writer = JSONWriter(numbers: .javaScript)
        write(node, to: &writer)
        return writer.finish()
    }

    /// The members of an object between its braces: those whose keys are array indices, and those after them.
    package static func members(of members: [JSONMember]) -> (indices: [UInt8], others: [UInt8]) {
        let ordered = ordered(members)
        let count = ordered.prefix { arrayIndex($0.key) != nil }.count
        return (inner(ordered[..<count]), inner(ordered[count...]))
    }

    /// The number that a key is as an array index: 0 to 2^32 - 2 without leading zeros.
    static func arrayIndex(_ key: String) -> UInt32? {
        let digits = key.utf8
        guard let first = digits.first, digits.count <= 10, digits.allSatisfy(ASCII.isDigit),
            first != ASCII.zero || digits.count == 1, let index = UInt32(key), index < .max
        else { return nil }
        return index
    }

    private static func inner(_ members: ArraySlice<JSONMember>) -> [UInt8] {
        var writer = JSONWriter(numbers: .javaScript)
        write(members, to: &writer)
        return Array(writer.finish().dropFirst().dropLast())
    }

    private static func write(_ node: JSONNode, to writer: inout JSONWriter) {
        switch node.kind {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let number): writer.number(number)
        case .string(let string): writer.string(string)
        case .unpaired(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { write(element, to: &writer) }
            writer.endArray()
        case .object(let members): write(ordered(members)[...], to: &writer)
        }
    }

    /// Writes an object of members that are in order.
    private static func write(_ members: ArraySlice<JSONMember>, to writer: inout JSONWriter) {
        writer.beginObject()
        for member in members {
            if let key = member.unpairedKey { writer.key(key) } else { writer.key(member.key) }
            write(member.value, to: &writer)
        }
        writer.endObject()
    }

    private static func ordered(_ members: [JSONMember]) -> [JSONMember] {
        var indices: [(index: UInt32, member: JSONMember)] = []
        var others: [JSONMember] = []
        for member in members {
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
