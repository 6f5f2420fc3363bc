import JSONKit

/// Refuses halves of surrogate pairs everywhere but in what `emit` sends as it is given.
///
/// A provider in JavaScript can send them; names, URLs and secrets are valid text.
enum HalvesRule {
    /// Reports each text and each key with such a half that stands elsewhere than below a step's `data`.
    static func check(_ root: JSONNode, _ reading: Reading) {
        for member in root.object ?? [] {
            checkKey(member, reading)
            if member.key == "timeline", let steps = member.value.array {
                for step in steps { checkMembers(step, besides: "data", reading) }
            } else {
                checkAll(member.value, reading)
            }
        }
        if root.object == nil { checkAll(root, reading) }
    }

    private static func checkMembers(_ node: JSONNode, besides key: String, _ reading: Reading) {
        guard let members = node.object else { return checkAll(node, reading) }
        for member in members where member.key != key {
            checkKey(member, reading)
            checkAll(member.value, reading)
        }
    }

    private static func checkAll(_ node: JSONNode, _ reading: Reading) {
        switch node.kind {
        case .null, .bool, .number, .string: return
        case .unpaired: reading.report(message, at: node.range)
        case .array(let elements):
            for element in elements { checkAll(element, reading) }
        case .object(let members):
            for member in members {
                checkKey(member, reading)
                checkAll(member.value, reading)
            }
        }
    }

    private static func checkKey(_ member: JSONMember, _ reading: Reading) {
        if member.unpairedKey != nil { reading.report(message, at: member.keyRange) }
    }

    private static let message =
        "this has half of a surrogate pair, which only the 'data' of 'emit' may have; write both halves, or the character itself"
}
