import JSONKit
import SimulationKit

/// Changes of single values in the bytes of a body; all around them stays as it is spelt.
enum BodyTampering {
    /// The body with another value at a pointer, or, without one, with one drawn value changed by a byte.
    ///
    /// A text changes in its first character, a number in its last digit of the mantissa; `true` becomes `false` and the
    /// other way round; whatever else there is becomes `null`, and `null` a number. Where the pointer leads
    /// nowhere a drawn value is changed.
    static func tampered(
        _ body: [UInt8],
        at pointer: JSONPointer?,
        _ draws: inout RandomStream
    ) -> [UInt8] {
        guard let root = read(body) else { return flipped(body) }
        if let pointer, let node = pointer.evaluate(in: root) { return changed(body, node) }
        var leaves: [JSONNode] = []
        collect(root, into: &leaves)
        guard !leaves.isEmpty else { return flipped(body) }
        return changed(body, leaves[Int(draws.below(UInt64(leaves.count)))])
    }

    /// The text at a pointer, without escapes undone; nil where there is none.
    static func text(_ body: [UInt8], at pointer: JSONPointer) -> [UInt8]? {
        guard let root = read(body), let node = pointer.evaluate(in: root), case .string = node.kind else {
            return nil
        }
        return Array(body[(node.range.lower + 1)..<(node.range.upper - 1)])
    }

    static func read(_ body: [UInt8]) -> JSONNode? {
        try? JSONReader.read(body, dialect: .json, duplicateKeys: .lastWins, loneSurrogates: .keep)
    }

    /// Texts and numbers, of which a byte can be changed.
    private static func collect(_ node: JSONNode, into leaves: inout [JSONNode]) {
        switch node.kind {
        case .string, .unpaired: if node.range.count > 2 { leaves.append(node) }
        case .number: leaves.append(node)
        case .null, .bool: return
        case .array(let elements): for element in elements { collect(element, into: &leaves) }
        case .object(let members): for member in members { collect(member.value, into: &leaves) }
        }
    }

    private static func changed(_ body: [UInt8], _ node: JSONNode) -> [UInt8] {
        var bytes = body
        let range = node.range.lower..<node.range.upper
        switch node.kind {
        case .string, .unpaired: change(text: &bytes, range)
        case .number: change(number: &bytes, range)
        case .bool(let value): bytes.replaceSubrange(range, with: Array(value ? "false".utf8 : "true".utf8))
        case .null: bytes.replaceSubrange(range, with: Array("1".utf8))
        case .array, .object: bytes.replaceSubrange(range, with: Array("null".utf8))
        }
        return bytes
    }

    /// Replaces the first character that is a byte of its own; a text without one gets one more.
    private static func change(text bytes: inout [UInt8], _ range: Range<Int>) {
        let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
        let isPlain: (UInt8) -> Bool = { $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\\") }
        guard let first = inner.first, isPlain(bytes[first]) else {
            bytes.insert(UInt8(ascii: "x"), at: inner.lowerBound)
            return
        }
        bytes[first] = bytes[first] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
    }

    /// Counts the last digit up, from 9 to 8, before an exponent.
    private static func change(number bytes: inout [UInt8], _ range: Range<Int>) {
        let exponent = bytes[range].firstIndex { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
        let last = (exponent ?? range.upperBound) - 1
        bytes[last] = bytes[last] == UInt8(ascii: "9") ? UInt8(ascii: "8") : bytes[last] + 1
    }

    /// What is no JSON has its last byte changed.
    private static func flipped(_ body: [UInt8]) -> [UInt8] {
        guard let last = body.last else { return [UInt8(ascii: " ")] }
        return body.dropLast() + [last ^ 1]
    }
}
