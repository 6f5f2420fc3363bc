import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// What schemas say of the texts of a scenario file.
///
/// The patterns are regular expressions as JSON Schema recommends them (ECMA-262, the part that all
/// implementations share). What a pattern cannot say in a readable way, such as the longest duration, stands
/// in the description of the key.
enum SchemaTexts {
    /// A text with a variable in it: what it will be is known only when the file is read.
    static let variable: JSONObject = [
        "description": "A text with a variable of the environment in it.",
        "type": "string",
        "pattern": #"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}"#,
    ]

    /// A text of so many bytes; a schema counts characters, which are never more.
    static func text(_ bytes: ClosedRange<Int>) -> JSONObject {
        var schema: JSONObject = ["type": "string"]
        if bytes.lowerBound > 0 { schema["minLength"] = .number(JSONNumber(Int64(bytes.lowerBound))) }
        schema["maxLength"] = .number(JSONNumber(Int64(bytes.upperBound)))
        return schema
    }

    /// A name; one that is referred to stands before or behind a slash elsewhere.
    static func name(isReferredTo: Bool) -> JSONObject {
        var schema = text(1...ScenarioLimits.nameBytesMax)
        let first = isReferredTo ? #"[^/#\u0000-\u001f\u007f]"# : #"[^\u0000-\u001f\u007f]"#
        let others = isReferredTo ? #"[^/\u0000-\u001f\u007f]"# : first
        schema["pattern"] = .string("^\(first)\(others)*$")
        return schema
    }

    /// The id of an event: visible ASCII without quotation marks and backslashes.
    static let identifier: JSONObject = {
        var schema = text(1...ScenarioLimits.textBytesMax)
        schema["pattern"] = #"^[!#-\[\]-~]+$"#
        return schema
    }()

    /// An address of a webhook, without credentials and fragment.
    static let url: JSONObject = [
        "type": "string",
        "maxLength": .number(JSONNumber(Int64(WebhookURL.bytesMax))),
        "pattern": #"^[Hh][Tt][Tt][Pp][Ss]?://[^\s#@/?]+([/?][^\s#]*)?$"#,
    ]

    /// A duration; what takes time is more than nothing.
    static func duration(canBeZero: Bool) -> JSONObject {
        let units = #"(0*[0-9]+(\.0+)?ms|[0-9]+(\.[0-9]+)?[smhd])"#
        let nothing = #"(?!0+(\.0+)?(ms|s|m|h|d)$)"#
        return ["type": "string", "pattern": .string("^\(canBeZero ? "" : nothing)\(units)$")]
    }

    /// How often somebody comes.
    static let rate: JSONObject = ["type": "string", "pattern": "^[0-9]{1,18}/[smh]$"]

    /// A moment in UTC.
    static let moment: JSONObject = [
        "type": "string",
        "pattern":
            #"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?Z$"#,
    ]

    /// How fast simulated time passes.
    static let speed: JSONObject = ["type": "string", "pattern": "^(instant|realtime|0*[1-9][0-9]*x)$"]

    /// One of these words.
    static func words(_ words: [String]) -> JSONObject {
        ["enum": .array(words.map { .string($0) })]
    }

    /// The name of something else in the file.
    static func reference(_ reference: FieldKind.Reference) -> JSONObject {
        switch reference {
        case .user, .integrationOfUser: ["type": "string", "pattern": "^[^/]+$"]
        case .integration, .project: ["type": "string", "pattern": "^[^/]+/[^/]+$"]
        case .webhook: name(isReferredTo: false)
        case .probe: name(isReferredTo: true)
        }
    }

    /// A bound on a figure, of either unit where none is given.
    static func limit(_ unit: Metric.Unit?) -> JSONObject {
        let count = #"[0-9]+(\.0+)?"#
        let duration = #"[0-9]+(\.[0-9]+)? *(us|µs|ms|s|m)"#
        let bound =
            switch unit {
            case .count?: count
            case .microseconds?: duration
            case nil: "(\(count)|\(duration))"
            }
        return ["type": "string", "pattern": .string("^ *(<=|>=|==|!=|<|>) *\(bound) *$")]
    }

    /// A JSON Pointer (RFC 6901).
    static let pointer: JSONObject = ["type": "string", "pattern": #"^(/([^~/]|~[01])*)*$"#]

    /// A JSON Pointer with placeholders.
    static let template: JSONObject = [
        "type": "string", "pattern": #"^(/([^~/{}]|~[01]|\{uid\}|\{walletId\})*)*$"#,
    ]

    /// A SHA-256.
    static let digest: JSONObject = ["type": "string", "pattern": "^[0-9a-f]{64}$"]

    /// The name of a field (RFC 9110, section 5.1).
    static let fieldName: JSONObject = [
        "maxLength": .number(JSONNumber(Int64(ScenarioLimits.nameBytesMax))),
        "pattern": #"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"#,
    ]
}
