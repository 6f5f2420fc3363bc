import DeliveryKit
import SimulationKit

extension Shape {
    /// A scenario file.
    package static let scenario = Shape(
        "a scenario",
        "What happens at the provider, who is told of it, and what must be true afterwards.",
        [
            Field(required: "portsim", .version, "The version of the format; the first key of every file."),
            Field(
                "extends",
                .text(bytes: 1...ScenarioLimits.pathBytesMax),
                "The file that this one changes, relative to it: objects merge, arrays replace, null takes away.",
                weight: .circumstance
            ),
            Field("name", .name, "What reports call the scenario.", standard: "the name of the file"),
            Field("profile", .profile, "Which provider is simulated.", standard: "'kryptos-v1'"),
            Field(
                "seed",
                .seed,
                "Where every draw begins; the same file and seed give the same bytes.",
                standard: "1",
                weight: .circumstance
            ),
            Field("clock", .object(.clock), "When simulated time begins and how fast it passes."),
            Field(
                "webhooks",
                .list(of: .object(.webhook), count: 0...ScenarioLimits.webhooksMax),
                "Who is told; without any, the consumer inside the process is."
            ),
            Field(
                "users",
                .map(.name, to: .object(.user), countMax: ScenarioLimits.usersMax),
                "The users that the timeline names."
            ),
            Field(
                "timeline",
                .list(of: .object(.step), count: 0...ScenarioLimits.stepsMax),
                "What happens, step by step; steps of one moment happen in their order here."
            ),
            Field("population", .object(.population), "A crowd of users who live without a timeline."),
            Field("provider", .object(.provider), "How the provider behaves."),
            Field("delivery", .object(.delivery), "How deliveries are made."),
            Field(
                "faults",
                .list(of: .object(.fault), count: 0...Fault.countMax),
                "What befalls the run, as it does in the real world; those of a stage in their order here."
            ),
            Field(
                "expect",
                .list(of: .object(.expectation), count: 0...ScenarioLimits.expectationsMax),
                "What must be true of the run."
            ),
            Field("probe", .object(.probe), "Where the consumer tells what it believes."),
            Field("thresholds", .object(.thresholds), "Bounds on figures; crossing one is exit code 5."),
        ]
    ).ruled(by: [.oneOf(["timeline", "population"])])

    /// Simulated time.
    static let clock = Shape(
        "the clock",
        "When simulated time begins and how fast it passes.",
        [
            Field(
                "start",
                .moment,
                "The moment at which the simulation begins, in UTC.",
                standard: "'2026-01-01T00:00:00Z'"
            ),
            Field(
                "speed",
                .speed,
                "How fast simulated time may pass; moments and bodies are the same at every speed.",
                standard: "'instant'",
                weight: .circumstance
            ),
        ]
    )

    /// An endpoint that is told of events.
    static let webhook = Shape(
        "a webhook",
        "An endpoint that is told of events.",
        [
            Field(
                "name",
                .name,
                "What reports and expectations call it.",
                standard: "'webhook-1' for the first"
            ),
            Field(
                "url",
                .url,
                "Where its deliveries go; https anywhere, http on this machine; without it, to the consumer inside the process.",
                weight: .circumstance
            ),
            Field(
                "secret",
                .secret(bytes: 1...ScenarioLimits.textBytesMax),
                "What its deliveries are signed with; never shown.",
                weight: .circumstance
            ),
            Field(
                "secretPrevious",
                .secret(bytes: 1...ScenarioLimits.textBytesMax),
                "The secret before that one: it signs until a 'rotateSecret' that gives none; never shown.",
                weight: .circumstance
            ),
            Field(
                "events",
                .list(of: .subscription, count: 1...EventType.allCases.count),
                "Which events it is told of.",
                standard: "['*']"
            ),
            Field(
                "description",
                .text(bytes: 0...ScenarioLimits.textBytesMax),
                "What it is for, in the author's words."
            ),
            Field("active", .flag, "Whether deliveries are made for it.", standard: "true"),
            Field(
                "concurrency",
                .integer(1...Int64(DeliverySettings.concurrencyMax)),
                "Most deliveries under way to it at one moment.",
                standard: "that of the delivery",
                weight: .circumstance
            ),
            Field(
                "rateLimit",
                .rate,
                "Most attempts to it, in real time, as in '50/s' or '120/m'; it moves no moment.",
                standard: "that of the delivery",
                weight: .circumstance
            ),
        ]
    )

    /// How deliveries are made.
    static let delivery = Shape(
        "the delivery",
        "How deliveries are made, for the whole run.",
        [
            Field(
                "attempts",
                .integer(1...ScenarioLimits.attemptsMax),
                "Attempts of a delivery in all, the first included; five for the profile 'account'.",
                standard: "3"
            ),
            Field("backoff", .object(.backoff), "How long to wait before the next attempt."),
            Field(
                "headers",
                .choice(DeliverySettings.Headers.allCases.map(\.rawValue)),
                "Which fields the head has: those of the profile's documents, or all five.",
                standard: "'documented'"
            ),
            Field(
                "schedule",
                .list(
                    of: .duration(0...RetryPolicy.waitMillisecondsMax),
                    count: 1...Int(ScenarioLimits.attemptsMax)
                ),
                "The wait before each attempt, the first '0s'; instead of attempts and backoff."
            ),
            Field(
                "timeout",
                .duration(1...ScenarioLimits.timeoutMillisecondsMax),
                "How long an answer may take, in real time.",
                standard: "'10s'"
            ),
            Field(
                "retryOn",
                .choice(["listed", "any"]),
                "Which answers are worth another attempt: 429, 500, 502, 503 and 504, or all but 2xx (account).",
                standard: "'listed'"
            ),
            Field(
                "ordering",
                .choice(DeliverySettings.Ordering.allCases.map(\.rawValue)),
                "Whether a user's deliveries wait for one another.",
                standard: "'strict'"
            ),
            Field(
                "concurrency",
                .integer(1...Int64(DeliverySettings.concurrencyMax)),
                "Most deliveries under way at one moment.",
                standard: "32",
                weight: .circumstance
            ),
            Field(
                "retryAfter",
                .flag,
                "Whether an answer's Retry-After, in seconds or by a date, makes the wait longer, up to a day.",
                standard: "false"
            ),
            Field(
                "rateLimit",
                .rate,
                "Most attempts to each webhook, in real time, as in '50/s' or '120/m'; it moves no moment.",
                standard: "as many as it takes",
                weight: .circumstance
            ),
            Field(
                "allowInsecure",
                .flag,
                "Whether plain http may leave this machine.",
                standard: "false",
                weight: .circumstance
            ),
        ]
    ).ruled(by: [.alone("schedule", without: ["attempts", "backoff"])])

    /// Growing waits between attempts.
    static let backoff = Shape(
        "the backoff",
        "Waits that grow from attempt to attempt.",
        [
            Field(
                "base",
                .duration(0...RetryPolicy.waitMillisecondsMax),
                "The wait after the first attempt.",
                standard: "'1s'"
            ),
            Field(
                "factor",
                .decimal(1...ScenarioLimits.backoffFactorMax, places: 2),
                "How many times as long each wait is as the one before.",
                standard: "2"
            ),
            Field(
                "jitter",
                .decimal(0...1, places: 3),
                "The part of a wait by which it may be longer or shorter, drawn from the seed.",
                standard: "0.1"
            ),
        ]
    )
}
