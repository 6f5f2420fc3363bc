import JSONKit

/// What a schema tells people about a key, and its default where that is a value.
struct SchemaDescription {
    /// A few sentences.
    let text: String
    /// The default as a value; nil where there is none or where it takes words.
    let standard: JSONValue?

    init(_ field: Field) {
        var sentences = [field.summary]
        sentences += Self.limits(of: field.kind)
        let value = field.standard.flatMap { Self.value(of: $0, field.kind) }
        standard = value
        if let words = field.standard, value == nil { sentences.append("Default: \(words).") }
        text = sentences.joined(separator: " ")
    }

    /// The default, written as a file would write it; nil where that is no value of the key.
    private static func value(of text: String, _ kind: FieldKind) -> JSONValue? {
        guard let node = try? JSONReader.read(Array(text.utf8), dialect: .json5), kind.admits(node) else {
            return nil
        }
        return node.value
    }

    /// The limits that a schema has no keyword for.
    private static func limits(of kind: FieldKind) -> [String] {
        switch kind {
        case .duration(let limits):
            let most = "at most '\(DurationText.text(limits.upperBound))'"
            return [
                limits.lowerBound > 0
                    ? "At least '\(DurationText.text(limits.lowerBound))', \(most)."
                    : most.prefix(1).uppercased() + most.dropFirst() + "."
            ]
        case .decimal(_, let places):
            return ["At most \(places) decimal places."]
        case .list(let element, _):
            return limits(of: element)
        case .oneOf(let kinds):
            return kinds.first.map { limits(of: $0) } ?? []
        case .version, .text, .secret, .name, .identifier, .url, .flag, .integer, .seed, .rate, .moment,
            .speed,
            .profile, .eventName, .subscription, .choice, .reference, .data, .no, .null, .object, .map,
            .number, .anything, .limit, .pointer, .template, .digest:
            return []
        }
    }
}
