import DeliveryKit
import SimulationKit

extension Shape {
    /// Something that the real world does to webhooks.
    static let fault = Shape(
        "a fault",
        "Something that the real world does to webhooks, what it is aimed at, and which of that it hits.",
        "kind",
        by: "fault",
        "What is done.",
        common: [
            Field("where", .object(.faultTarget), "What it is aimed at: whatever matches all that is given."),
            Field("p", .probability, "How likely it hits, drawn for each delivery or attempt for itself."),
            Field(
                "count",
                .integer(1...ScenarioLimits.countMax),
                "How many of the matching events, or jobs, of each user it hits: the first so many."
            ),
            Field("window", .object(.faultWindow), "The span of simulated time in which it hits."),
        ],
        oneOf: FaultName.allCases.map { name in
            let summary = name.summary.prefix(1).uppercased() + name.summary.dropFirst() + "."
            return (name.rawValue, summary, parameters(of: name))
        }
    ).ruled(by: [.alone("p", without: ["count", "window"]), .alone("count", without: ["window"])])

    /// What a fault is aimed at.
    static let faultTarget = Shape(
        "the target of a fault",
        "What a fault is aimed at: whatever matches all that is given.",
        [
            Field("event", .eventName, "The event; for faults of jobs, an event of the job."),
            Field("user", .reference(.user), "The user it is about; a member of a population has no name."),
            Field("webhook", .reference(.webhook), "The webhook it is sent to."),
            Field(
                "attempt",
                .integer(1...ScenarioLimits.attemptsMax),
                "Which attempt of a delivery; the first, unless 'p' or 'window' chooses among all."
            ),
            Field(
                "nth",
                .integer(1...ScenarioLimits.countMax),
                "Which of the matching events, or jobs, of each user, counted from 1 as they are emitted."
            ),
        ]
    )

    /// A span of simulated time.
    static let faultWindow = Shape(
        "the window of a fault",
        "A span of simulated time, counted from the start.",
        [
            Field(
                "from",
                .duration(0...ScenarioLimits.durationMillisecondsMax),
                "When it begins.",
                standard: "'0s'"
            ),
            Field(
                "to",
                .duration(1...ScenarioLimits.durationMillisecondsMax),
                "When it is over; without it, it lasts to the end."
            ),
        ]
    )

    /// The keys that only go with one kind of fault.
    private static func parameters(of name: FaultName) -> [Field] {
        let durations = 0...ScenarioLimits.durationMillisecondsMax
        switch name {
        case .jobFail:
            return [
                Field(
                    "reason",
                    .text(bytes: 1...ScenarioLimits.textBytesMax),
                    "Why it fails, as events say it.",
                    standard: "'\(FaultPlan.standardReason)'"
                )
            ]
        case .jobStall, .unknownEvent, .unknownField, .drop, .loseAnswer: return []
        case .statusVocabulary:
            return [Field("as", .choice(["active", "INACTIVE"]), "The status.", standard: "'active'")]
        case .dialect:
            return [
                Field("to", .choice([Profile.kryptosV2.name]), "The contract.", standard: "'kryptos-v2'")
            ]
        case .wire:
            return [required("as", .choice(FaultKind.Spelling.allCases.map(\.rawValue)), "The spelling.")]
        case .clockSkew:
            return [
                required(
                    "by",
                    .text(bytes: 1...30),
                    "How much it is ahead, as in '5m'; behind, as in '-5m'; or 'equal': it has stood since the event before."
                )
            ]
        case .fanOut:
            return [Field("n", .integer(2...64), "How often each is announced in all.", standard: "2")]
        case .duplicate:
            return [
                Field("copies", .integer(1...100), "How many there are beside the original.", standard: "1"),
                Field("gap", .duration(durations), "The time from one to the next.", standard: "'0s'"),
            ]
        case .reorder:
            return [Field("span", .integer(1...1_000), "How many may pass it at most.", standard: "1")]
        case .delay:
            return [
                required("dist", .durations(durations), "How late."),
                Field("overtake", .flag, "Whether those behind it go ahead of it.", standard: "false"),
            ]
        case .outage:
            return [
                required("from", .duration(durations), "When it begins, counted from the start."),
                required("to", .duration(durations), "When it is over, counted from the start."),
            ]
        case .burst: return [required("size", .integer(2...10_000), "How many go out at one moment.")]
        case .secret, .tamper, .stripHeader, .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly,
            .crash:
            return attemptParameters(of: name)
        }
    }

    private static func attemptParameters(of name: FaultName) -> [Field] {
        switch name {
        case .secret:
            let words = FaultKind.WrongSecret.allCases.map(\.rawValue)
            return [
                Field("as", .choice(words), "Nobody's, the one before, or none at all.", standard: "'other'")
            ]
        case .tamper:
            return [
                Field(
                    "pointer",
                    .text(bytes: 0...ScenarioLimits.textBytesMax),
                    "The JSON Pointer to the value that is changed.",
                    standard: "a value that is drawn"
                )
            ]
        case .stripHeader:
            return [required("name", .choice(FaultHeaders.all), "The header that is missing.")]
        case .headerMismatch:
            let words = FaultKind.MismatchedHeader.allCases.map(\.rawValue)
            return [Field("of", .choice(words), "What the header says wrong.", standard: "'event'")]
        case .staleReplay:
            return [
                Field(
                    "age",
                    .duration(1...ScenarioLimits.durationMillisecondsMax),
                    "How old it says to be.",
                    standard: "'30d'"
                )
            ]
        case .sever:
            return [
                required(
                    "after",
                    .text(bytes: 1...20),
                    "After 'headers', 'body', or so many bytes: 'bytes:100'."
                )
            ]
        case .dribble: return [required("bytesPerSec", .integer(1...100_000_000), "How many bytes a second.")]
        case .giveUpEarly:
            return [
                Field(
                    "after",
                    .duration(0...ScenarioLimits.timeoutMillisecondsMax),
                    "The real time from the last byte of the request to the end.",
                    standard: "'50ms'"
                )
            ]
        case .crash: return [required("at", .choice(CrashPoint.allCases.map(\.rawValue)), "The point.")]
        case .jobFail, .jobStall, .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire,
            .clockSkew, .fanOut, .drop, .duplicate, .reorder, .delay, .outage, .burst, .loseAnswer:
            return []
        }
    }

    private static func required(_ key: String, _ kind: FieldKind, _ summary: String) -> Field {
        Field(required: key, kind, summary)
    }
}

/// The headers that requests have beside those of HTTP itself (000).
enum FaultHeaders {
    static let signature = "X-Webhook-Signature"
    static let event = "X-Webhook-Event"
    static let identifier = "X-Webhook-Id"
    static let timestamp = "X-Webhook-Timestamp"
    static let contentType = "Content-Type"
    static let all = [signature, event, identifier, timestamp, contentType]

    /// Those that are only sent where the settings or the profile's documents have all five.
    static let further = [event, identifier, timestamp]
}
