import JSONKit

/// The named parts of a schema, which its other parts refer to.
struct SchemaDefinitions {
    private(set) var members: [(key: String, value: JSONValue)] = []
    private var names: [String: [String]] = [:]

    /// Adds a part and returns what refers to it; an equal part that was added before serves again.
    ///
    /// Parts that differ under one name are told apart by the suffix.
    mutating func add(_ name: String, _ schema: JSONObject, suffix: String) -> JSONObject {
        let value = JSONValue.object(schema)
        let used = names[name] ?? []
        for key in used where members.contains(where: { $0.key == key && $0.value == value }) {
            return Self.reference(key)
        }
        var key = used.isEmpty ? name : "\(name)-\(suffix)"
        // One name may stand for parts of one profile that differ in their limits.
        var number = 2
        while used.contains(key) {
            key = "\(name)-\(suffix)-\(number)"
            number += 1
        }
        names[name, default: []].append(key)
        members.append((key, value))
        return Self.reference(key)
    }

    private static func reference(_ key: String) -> JSONObject {
        ["$ref": .string("#/$defs/\(key)")]
    }
}
