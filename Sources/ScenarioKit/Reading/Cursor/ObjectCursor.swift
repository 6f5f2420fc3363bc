import JSONKit
import SimulationKit

/// Reads one object by its shape: refuses unknown keys, and hands out the others as cursors.
///
/// Every key of the shape must have been asked for by the time `finish` is called, so that a row of a table
/// without its line of decoding is found by the first test that reads such an object.
struct ObjectCursor {
    let node: JSONNode
    let shape: Shape
    /// Which of the shape's variants it is; nil where it has none, or the object does not tell.
    let variant: Shape.Variant?

    /// Whether it holds keys that it may not hold, which were reported.
    private(set) var hasUnknownKeys = false

    private let reading: Reading
    private let fields: [Field]
    /// The member of each field, where the object has it.
    private var members: [JSONMember?]
    private var isAsked: [Bool]

    /// Begins to read an object; what it may not hold, and what it lacks, is reported.
    init(_ node: JSONNode, _ shape: Shape, _ reading: Reading) {
        self.node = node
        self.shape = shape
        self.reading = reading
        let all = node.object ?? []
        variant = Self.variant(of: node, members: all, shape: shape, reading: reading)
        fields = variant?.allFields ?? shape.allFields
        members = Array(repeating: nil, count: fields.count)
        isAsked = Array(repeating: false, count: fields.count)
        let secretKeys = fields.filter(\.isSecret).map(\.key)
        let isOneThing = variant != nil || shape.variants.isEmpty
        for member in all {
            if let index = fields.firstIndex(where: { Self.areEqual($0.key, member.key) }) {
                members[index] = member
                refuseForeign(fields[index], at: member)
                if fields[index].isSecret { reading.hide(member.value.range) }
            } else {
                // Perhaps a mistyped secret; where it is not known what the object is, only if it looks like one.
                let isNear = Suggestion.nearest(to: member.key, among: secretKeys) != nil
                if isNear || (isOneThing && !secretKeys.isEmpty) { reading.hide(member.value.range) }
                hasUnknownKeys = true
                refuse(member)
            }
        }
        // Where it is not known what it is, only what all have is missed.
        let required = variant == nil ? shape.fields.count : fields.count
        for (field, member) in zip(fields, members).prefix(required)
        where field.isRequired && member == nil {
            reading.report(
                field.isFirst
                    ? "\(shape.name) begins with 'portsim: 1'" : "\(shape.name) needs '\(field.key)'",
                at: opening
            )
        }
    }

    /// The brace that opens the object: where something missing is reported.
    var opening: SourceRange {
        SourceRange(lower: node.range.lower, upper: node.range.lower + 1)
    }

    /// The value of a key of the shape, if the object has it.
    subscript(key: String) -> ValueCursor? {
        mutating get {
            let index = place(of: key)
            isAsked[index] = true
            guard let member = members[index] else { return nil }
            return ValueCursor(member.value, fields[index].kind, label: "'\(key)'", reading)
        }
    }

    /// Where a key of the shape stands, if the object has it.
    func keyRange(_ key: String) -> SourceRange? {
        members[place(of: key)]?.keyRange
    }

    /// Says that the object is read; traps when a key of its shape was never asked for.
    consuming func finish() {
        for (field, isAsked) in zip(fields, isAsked) {
            precondition(isAsked, "'\(field.key)' of \(shape.name) is in its table and is never read")
        }
    }

    private func place(of key: String) -> Int {
        guard let index = fields.firstIndex(where: { $0.key == key }) else {
            preconditionFailure("'\(key)' is read from \(shape.name) and is not in its table")
        }
        return index
    }

    /// Reports a key that the scenario's provider has nothing for.
    private func refuseForeign(_ field: Field, at member: JSONMember) {
        guard let profiles = field.profiles, !field.isKnown(to: reading.profile.name) else { return }
        let names = FieldKind.alternatives(profiles.map { "'\($0)'" })
        reading.report(
            "'\(field.key)' goes with the profile \(names), and this scenario's is '\(reading.profile.name)'",
            at: member.keyRange
        )
    }

    /// Reports a key that this object may not hold.
    private func refuse(_ member: JSONMember) {
        if let variant, let other = shape.allFields.first(where: { Self.areEqual($0.key, member.key) }) {
            let own = variant.label
            if shape.variants.contains(where: { $0.discriminator.key == other.key }) {
                reading.report(
                    "\(shape.name) has one \(shape.variantNoun), and this one has '\(own)' already",
                    at: member.keyRange
                )
            } else {
                reading.report("'\(other.key)' does not go with '\(own)'", at: member.keyRange)
            }
            return
        }
        reading.report(
            "unknown key \(Diagnostic.quoted(member.key))",
            at: member.keyRange,
            suggestion: Suggestion.nearest(to: member.key, among: fields.map(\.key))
        )
    }

    /// Finds out which variant an object is, by the first discriminator in it.
    private static func variant(
        of node: JSONNode,
        members: [JSONMember],
        shape: Shape,
        reading: Reading
    ) -> Shape.Variant? {
        guard !shape.variants.isEmpty else { return nil }
        for member in members {
            let candidates = shape.variants.filter { areEqual($0.discriminator.key, member.key) }
            guard let first = candidates.first else { continue }
            // An unknown word is reported where the key is read.
            return first.word == nil
                ? first : candidates.first { areEqual($0.label, member.value.string ?? "") }
        }
        // A mistyped key may well be the one that is missing; it is reported by itself.
        let known = shape.allFields
        let isExplained = members.contains { member in
            !known.contains { areEqual($0.key, member.key) }
        }
        if !isExplained {
            let labels = FieldKind.alternatives(
                shape.variants.filter { $0.discriminator.isKnown(to: reading.profile.name) }
                    .map { "'\($0.label)'" }
            )
            let key = shape.variants.first.flatMap { $0.word == nil ? nil : $0.discriminator.key }
            reading.report(
                "\(shape.name) needs a \(key.map { "'\($0)'" } ?? shape.variantNoun): \(labels)",
                at: SourceRange(lower: node.range.lower, upper: node.range.lower + 1)
            )
        }
        return nil
    }

    /// Compares keys by their bytes: Swift holds differently composed accents equal, JSON does not.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}

extension Field {
    /// Whether it opens the file.
    var isFirst: Bool {
        if case .version = kind { true } else { false }
    }

    /// Whether its value must never be shown.
    var isSecret: Bool {
        switch kind {
        case .secret, .map(_, to: .secret, _): true
        case .version, .text, .name, .identifier, .url, .flag, .integer, .seed, .decimal, .duration, .rate,
            .moment, .speed, .profile, .eventName, .subscription, .choice, .reference, .data, .number,
            .anything,
            .limit, .pointer, .template, .digest, .no, .null, .object, .list, .map, .oneOf:
            false
        }
    }
}
