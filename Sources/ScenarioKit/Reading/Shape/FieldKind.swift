package import ContractKit
import JSONKit

/// What a value in a scenario file must be, its limits included.
package indirect enum FieldKind: Sendable {
    /// The number 1.
    case version
    /// Any text of so many bytes of UTF-8.
    case text(bytes: ClosedRange<Int>)
    /// A text that is never shown.
    case secret(bytes: ClosedRange<Int>)
    /// What something is called: a short text without control characters.
    case name
    /// An id of an event: it travels in an HTTP field too, so it is visible ASCII.
    case identifier
    /// Where a webhook's deliveries go.
    case url
    /// `true` or `false`.
    case flag
    /// A whole number.
    case integer(ClosedRange<Int64>)
    /// A whole number from 0 to 2^64 - 1.
    case seed
    /// A number of so many decimal places between two whole ones, read in units of the last place.
    case decimal(ClosedRange<Int64>, places: Int)
    /// A text such as `250ms` or `2h`, read in milliseconds.
    case duration(ClosedRange<Int64>)
    /// A text such as `5/s`, read in users per hour.
    case rate
    /// A moment in UTC.
    case moment
    /// How fast simulated time passes.
    case speed
    /// The name of a profile.
    case profile
    /// The name of an event of the scenario's profile.
    case eventName
    /// The name of an event, or `*` for all.
    case subscription
    /// One of a few words.
    case choice([String])
    /// The name of something else in the file.
    case reference(Reference)
    /// An object of any content, as the data of an event.
    case data
    /// Any number that is finite, as it is written.
    case number
    /// Any value at all.
    case anything
    /// A bound on a figure of a run, such as `< 500ms`; nil where another key says which figure.
    case limit(Metric.Unit?)
    /// A JSON Pointer.
    case pointer
    /// A JSON Pointer with places for a user and an integration.
    case template
    /// A SHA-256 in lower-case hex.
    case digest
    /// Only `false`.
    case no
    /// Only `null`.
    case null
    /// An object of this shape.
    case object(Shape)
    /// A list of so many values of one kind.
    case list(of: FieldKind, count: ClosedRange<Int>)
    /// An object whose keys are the author's.
    case map(MapKey, to: FieldKind, countMax: Int)
    /// One of several kinds, told apart by what JSON calls them.
    case oneOf([FieldKind])

    /// What a text refers to.
    package enum Reference: Sendable {
        /// A user: `alice`.
        case user
        /// An integration of any user: `alice/main`.
        case integration
        /// An integration of the user named beside it: `main`.
        case integrationOfUser
        /// A project of any user: `alice/site`.
        case project
        /// A webhook: `main`.
        case webhook
        /// A read of the probe: `integration`.
        case probe
    }

    /// What the keys of a map are.
    package enum MapKey: Sendable {
        /// A name that other places of the file refer to.
        case name
        /// A provider of the catalogue.
        case provider
        /// Any text.
        case text
        /// The name of a field in the head of a request.
        case fieldName
    }

    /// A number from 0 to 1, read in billionths.
    static let probability = FieldKind.decimal(0...1, places: 9)
}

extension FieldKind {
    /// Whether a value of this JSON type can be of this kind, whatever it holds.
    func admits(_ node: JSONNode) -> Bool {
        switch self {
        case .version, .integer, .seed, .decimal, .number: node.number != nil
        case .text, .secret, .name, .identifier, .url, .duration, .rate, .moment, .speed, .profile,
            .eventName,
            .subscription, .choice, .reference, .limit, .pointer, .template, .digest:
            node.string != nil
        case .flag: node.bool != nil
        case .no: node.bool == false
        case .null: node.isNull
        case .anything: true
        case .object, .map, .data: node.object != nil
        case .list: node.array != nil
        case .oneOf(let kinds): kinds.contains { $0.admits(node) }
        }
    }

    /// What a value of this kind is, for people, as in `a duration such as '10s'`.
    package var words: String {
        switch self {
        case .version: "the number 1"
        case .text, .secret, .identifier: "a text"
        case .name: "a name"
        case .url: "a URL"
        case .flag: "true or false"
        case .integer, .seed: "a whole number"
        case .decimal, .number: "a number"
        case .duration: "a duration such as '10s'"
        case .rate: "a rate such as '5/s'"
        case .moment: "a moment such as '2026-01-01T00:00:00Z'"
        case .speed: "'instant', 'realtime' or a factor such as '100x'"
        case .profile: "the name of a profile"
        case .eventName: "the name of an event"
        case .subscription: "the name of an event, or '*' for all"
        case .choice(let words): Self.alternatives(words.map { "'\($0)'" })
        case .reference(.user): "the name of a user"
        case .reference(.integration): "an integration, written 'user/integration'"
        case .reference(.project): "a project, written 'user/project'"
        case .reference(.integrationOfUser): "the name of an integration"
        case .reference(.webhook): "the name of a webhook"
        case .reference(.probe): "the name of a read of the probe"
        case .anything: "any value"
        case .limit(.count?): "a condition such as '== 0'"
        case .limit: "a condition such as '< 500ms'"
        case .pointer: "a JSON pointer such as '/data/walletId'"
        case .template: "a JSON pointer such as '/users/{uid}/costbasis'"
        case .digest: "a SHA-256 of 64 lower-case hex digits"
        case .no: "false"
        case .null: "null"
        case .object, .map, .data: "an object"
        case .list: "a list"
        case .oneOf(let kinds): Self.alternatives(kinds.map(\.words))
        }
    }

    /// Joins alternatives as a sentence does: `a, b or c`.
    static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension JSONNode {
    /// What a value is, for people.
    var words: String {
        switch kind {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number: "a number"
        case .string, .unpaired: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
