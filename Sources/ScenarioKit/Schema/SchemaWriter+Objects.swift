import JSONKit
import SimulationKit

extension SchemaWriter {
    /// The schema of an object, as a part of its own.
    mutating func object(_ shape: Shape) -> JSONObject {
        definitions.add(Self.name(of: shape), whole(shape), suffix: scope.suffix)
    }

    /// Everything that is said of an object.
    mutating func whole(_ shape: Shape) -> JSONObject {
        var schema: JSONObject = ["description": .string(shape.summary), "type": "object"]
        let fields = known(shape.fields)
        let needed = scope.isPart ? [] : fields.filter(\.isRequired).map(\.key)
        if !needed.isEmpty { schema["required"] = Self.texts(needed) }
        var conditions: [JSONValue] = []
        let variable = definitions.add("variable", SchemaTexts.variable, suffix: scope.suffix)
        if shape.variants.isEmpty {
            schema["properties"] = .object(properties(fields))
            schema["additionalProperties"] = false
        } else {
            let variants = shape.variants.filter { isKnown($0.discriminator) }
            if !scope.isPart {
                let isVariable = variants.first { $0.word != nil }.map { variant in
                    let key = variant.discriminator.key
                    return Self.has(key).merging(["properties": [key: .object(variable)]])
                }
                schema["anyOf"] = .array(
                    (variants.map(Self.isTold) + [isVariable].compactMap(\.self)).map { .object($0) }
                )
            }
            for variant in variants { conditions.append(.object(condition(variant, of: shape))) }
            if variants.contains(where: { $0.word != nil }) {
                // The word may stand in a variable or in another file: then it may have the keys of any.
                schema["properties"] = .object(propertiesOfAny(fields + variants.flatMap(\.allFields)))
                schema["additionalProperties"] = false
            }
        }
        if !scope.isPart { conditions += shape.rules.map { .object(Self.condition($0, in: shape)) } }
        if !conditions.isEmpty { schema["allOf"] = .array(conditions) }
        return schema
    }

    /// What an object of a variant may hold: its keys and no others, so that a second discriminator is one too many.
    private mutating func condition(_ variant: Shape.Variant, of shape: Shape) -> JSONObject {
        var body: JSONObject = ["description": .string(variant.summary)]
        let needed = scope.isPart ? [] : known(variant.fields).filter(\.isRequired).map(\.key)
        if !needed.isEmpty { body["required"] = Self.texts(needed) }
        body = body.merging([
            "properties": .object(properties(known(variant.allFields))),
            "additionalProperties": false,
        ])
        let reference = definitions.add(
            "\(Self.name(of: shape)).\(variant.label)",
            body,
            suffix: scope.suffix
        )
        return ["if": .object(Self.isTold(variant)), "then": .object(reference)]
    }

    private mutating func properties(_ fields: [Field]) -> JSONObject {
        var properties: JSONObject = [:]
        for field in fields {
            let about = SchemaDescription(field)
            var schema: JSONObject = ["description": .string(about.text)]
            if let standard = about.standard { schema["default"] = standard }
            properties[field.key] = .object(schema.merging(self.schema(of: field.kind)))
        }
        return properties
    }

    /// The keys of several variants, each of what it is in any of them.
    private mutating func propertiesOfAny(_ fields: [Field]) -> JSONObject {
        var kinds: [(key: String, schemas: [JSONObject])] = []
        for field in known(fields) {
            let schema = schema(of: field.kind)
            guard let place = kinds.firstIndex(where: { $0.key == field.key }) else {
                kinds.append((field.key, [schema]))
                continue
            }
            if !kinds[place].schemas.contains(schema) { kinds[place].schemas.append(schema) }
        }
        return JSONObject(
            kinds.map { key, schemas in
                (
                    key,
                    schemas.count == 1 ? .object(schemas[0]) : ["anyOf": .array(schemas.map { .object($0) })]
                )
            }
        )
    }

    private func known(_ fields: [Field]) -> [Field] { fields.filter(isKnown) }

    private func isKnown(_ field: Field) -> Bool {
        scope.profile.map { field.isKnown(to: $0.name) } ?? true
    }

    private static func condition(_ rule: Shape.Rule, in shape: Shape) -> JSONObject {
        switch rule {
        case .oneOf(let keys, let when):
            let choice: JSONObject = ["anyOf": .array(keys.map { .object(isGiven($0, in: shape)) })]
            guard let when else { return choice }
            return ["if": .object(has(when)), "then": .object(choice)]
        case .alone(let key, let others):
            return [
                "if": .object(counts(key, in: shape)),
                "then": ["properties": .object(JSONObject(others.map { ($0, false) }))],
            ]
        case .aboveZero(let key):
            return ["properties": [key: ["exclusiveMinimum": 0]]]
        case .together(let key, let other):
            return ["dependentRequired": .object([key: .array([.string(other)])])]
        case .unlessKnown(let key, let words, let needed):
            let isKnown: JSONObject = [
                "properties": [
                    key: ["anyOf": [.object(SchemaTexts.words(words)), ["$ref": "#/$defs/variable"]]]
                ]
            ]
            return ["if": .object(isKnown), "else": .object(has(needed))]
        }
    }

    /// Whether an object is of a variant: the variant's key is there, with its word where words tell them apart.
    private static func isTold(_ variant: Shape.Variant) -> JSONObject {
        let key = variant.discriminator.key
        guard let word = variant.word else { return has(key) }
        return has(key).merging(["properties": [key: ["const": .string(word)]]])
    }

    /// Whether a key is there and is more than an empty list; a flag says something either way.
    private static func isGiven(_ key: String, in shape: Shape) -> JSONObject {
        if case .flag? = shape.allFields.first(where: { $0.key == key })?.kind { return has(key) }
        return counts(key, in: shape)
    }

    /// Whether a key is there and is more than an empty list or a flag that is not raised.
    private static func counts(_ key: String, in shape: Shape) -> JSONObject {
        let field = shape.allFields.first { $0.key == key }
        if case .flag? = field?.kind { return has(key).merging(["properties": [key: ["const": true]]]) }
        guard case .list(_, let count)? = field?.kind, count.lowerBound == 0 else { return has(key) }
        return has(key).merging(["properties": [key: ["minItems": 1]]])
    }

    static func has(_ key: String) -> JSONObject { ["required": texts([key])] }

    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// What a part of the schema is called: the shape's name without its article, as one word.
    static func name(of shape: Shape) -> String {
        let words = shape.name.split(separator: " ").dropFirst()
        guard let first = words.first else { return shape.name }
        return words.dropFirst().reduce(String(first)) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}
