import ContractKit
import JSONKit
import SimulationKit

/// Writes what the tables say as JSON Schema, for the scenarios of one profile.
struct SchemaWriter {
    /// Which scenarios it is about.
    struct Scope {
        /// The profile; nil where it is not known, and the keys and events of all are possible.
        var profile: Profile?
        /// Whether the rest may stand in another file, so that nothing is missing for certain.
        var isPart = false

        /// What tells this scope's definitions from those of another one.
        var suffix: String { (profile?.name ?? "any-profile") + (isPart ? "-part" : "") }
    }

    var scope: Scope
    var definitions: SchemaDefinitions

    /// The schema of a value, without what its key says about it.
    mutating func schema(of kind: FieldKind) -> JSONObject {
        switch kind {
        case .version: ["const": 1]
        case .text(let bytes): text(bytes.lowerBound == 0 ? "textOrEmpty" : "text", SchemaTexts.text(bytes))
        case .secret(let bytes): text("secret", SchemaTexts.text(bytes))
        case .name: text("name", SchemaTexts.name(isReferredTo: false))
        case .identifier: text("id", SchemaTexts.identifier)
        case .url: text("url", SchemaTexts.url)
        case .flag: ["type": "boolean"]
        case .integer(let limits): Self.number("integer", limits)
        case .seed: ["type": "integer", "minimum": 0, "maximum": .number(JSONNumber(UInt64.max))]
        case .decimal(let limits, _): Self.number("number", limits)
        case .duration(let limits):
            limits.lowerBound > 0
                ? text("durationAboveZero", SchemaTexts.duration(canBeZero: false))
                : text("duration", SchemaTexts.duration(canBeZero: true))
        case .rate: text("rate", SchemaTexts.rate)
        case .moment: text("moment", SchemaTexts.moment)
        case .speed: text("speed", SchemaTexts.speed)
        case .profile: text("profile", SchemaTexts.words(Profile.all.map(\.name)))
        case .eventName: text("event", SchemaTexts.words(eventNames))
        case .subscription: text("subscription", SchemaTexts.words(["*"] + eventNames))
        case .choice(let words): choice(words)
        case .reference(let reference): text(Self.name(of: reference), SchemaTexts.reference(reference))
        case .data: ["type": "object"]
        case .number: ["type": "number"]
        case .anything: [:]
        case .limit(.count?): text("countCondition", SchemaTexts.limit(.count))
        case .limit(.microseconds?): text("durationCondition", SchemaTexts.limit(.microseconds))
        case .limit: text("condition", SchemaTexts.limit(nil))
        case .pointer: text("pointer", SchemaTexts.pointer)
        case .template: text("pointerTemplate", SchemaTexts.template)
        case .digest: text("digest", SchemaTexts.digest)
        case .no: ["const": false]
        case .null: ["type": "null"]
        case .object(let shape): object(shape)
        case .list(let element, let count): list(of: element, count)
        case .map(let keys, let value, let countMax): map(keys, to: value, countMax)
        case .oneOf(let kinds): alternatives(kinds)
        }
    }

    /// A text that may have variables in it instead, as a part of its own.
    private mutating func text(_ name: String, _ strict: JSONObject) -> JSONObject {
        definitions.add(name, variableOr(strict), suffix: scope.suffix)
    }

    private mutating func choice(_ words: [String]) -> JSONObject {
        variableOr(SchemaTexts.words(words))
    }

    private mutating func variableOr(_ strict: JSONObject) -> JSONObject {
        let variable = definitions.add("variable", SchemaTexts.variable, suffix: scope.suffix)
        return ["anyOf": [.object(strict), .object(variable)]]
    }

    private mutating func alternatives(_ kinds: [FieldKind]) -> JSONObject {
        var schemas: [JSONValue] = []
        for kind in kinds { schemas.append(.object(schema(of: kind))) }
        return ["anyOf": .array(schemas)]
    }

    private mutating func list(of element: FieldKind, _ count: ClosedRange<Int>) -> JSONObject {
        // Lists replace those of another file, so that their entries are whole.
        let isPart = scope.isPart
        scope.isPart = false
        defer { scope.isPart = isPart }
        var list: JSONObject = ["type": "array", "items": .object(schema(of: element))]
        if count.lowerBound > 0 { list["minItems"] = .number(JSONNumber(Int64(count.lowerBound))) }
        list["maxItems"] = .number(JSONNumber(Int64(count.upperBound)))
        return list
    }

    private mutating func map(
        _ keys: FieldKind.MapKey,
        to value: FieldKind,
        _ countMax: Int
    ) -> JSONObject {
        let names =
            switch keys {
            case .name: SchemaTexts.name(isReferredTo: true)
            case .provider: SchemaTexts.words(ConnectedProvider.catalogue.map(\.identifier))
            case .text: SchemaTexts.text(1...ScenarioLimits.textBytesMax)
            case .fieldName: SchemaTexts.fieldName
            }
        return [
            "type": "object",
            "propertyNames": .object(names),
            "additionalProperties": .object(schema(of: value)),
            "maxProperties": .number(JSONNumber(Int64(countMax))),
        ]
    }

    private var eventNames: [String] {
        let types = scope.profile?.eventTypes ?? EventType.allCases
        return types.map(\.name)
    }

    private static func name(of reference: FieldKind.Reference) -> String {
        switch reference {
        case .user: "userReference"
        case .integration: "integrationReference"
        case .integrationOfUser: "integrationOfUserReference"
        case .project: "projectReference"
        case .webhook: "webhookReference"
        case .probe: "probeReference"
        }
    }

    private static func number(_ type: JSONValue, _ limits: ClosedRange<Int64>) -> JSONObject {
        [
            "type": type,
            "minimum": .number(JSONNumber(limits.lowerBound)),
            "maximum": .number(JSONNumber(limits.upperBound)),
        ]
    }
}

extension JSONObject {
    /// The members of both, in their order; those of the other win.
    func merging(_ other: JSONObject) -> JSONObject {
        JSONObject(members + other.members)
    }
}
