import ContractKit

extension Shape {
    /// What is expected of requests and attempts.
    static let requestExpectations: [(discriminator: Field, fields: [Field])] = [
        (
            Field("attempts", .object(.selector), "Every delivery that matches took so many attempts."),
            [
                Field("equals", count, "Exactly so many."),
                Field("atLeast", count, "No fewer."),
                Field("atMost", count, "No more."),
            ]
        ),
        (
            Field("headers", .object(.selector), "Every request that matches had these fields in its head."),
            [
                Field(
                    required: "fields",
                    .map(.fieldName, to: fieldDemand, countMax: ScenarioLimits.fieldsMax),
                    "The fields by name, each with its value or with what must be true of it."
                )
            ]
        ),
        (
            Field(
                "sameBytes",
                .object(.selector),
                "All requests of one id had the same bytes in their body."
            ), []
        ),
        (
            Field(
                "signature",
                .object(.selector),
                "Every request that matches verifies under the secret of its moment."
            ), []
        ),
    ]

    /// What is expected of values: in bodies, in the consumer, in the run.
    static let valueExpectations: [(discriminator: Field, fields: [Field])] = [
        (
            Field("body", .object(.selector), "Every body that matches has such a value in that place."),
            [Field(required: "pointer", .pointer, "The place, as a JSON pointer; nothing there is null.")]
                + valueFields
        ),
        (
            Field("probe", .reference(.probe), "What the consumer tells of itself, by the name of a read."),
            [
                Field("user", .reference(.user), "The user it is about."),
                Field(
                    "integration",
                    .reference(.integrationOfUser),
                    "The integration of that user it is about."
                ),
                Field(
                    "within",
                    .duration(0...ScenarioLimits.withinMillisecondsMax),
                    "How long to ask again until it is so, in real time from the end of the run.",
                    standard: "'1s'"
                ),
            ] + valueFields
        ),
        (
            Field("metric", .choice(Metric.allCases.map(\.rawValue)), "A figure of the run."),
            [Field(required: "is", .limit(nil), "What it must be, such as '< 500ms' or '== 0'.")]
        ),
        (
            Field("sometimes", .object(.selector), "At least one delivery that matches is like that."),
            [Field("with", .object(.deliveryProperty), "What it is like; nothing for any.")]
        ),
        (Field("digest", .digest, "The digest of the run, as reports show it."), []),
    ]

    /// What a delivery is like.
    private static let deliveryProperty = Shape(
        "a property",
        "What one delivery is like: all that is given is true of it.",
        [
            Field(
                "outcome",
                .choice(DeliveryProperty.Outcome.allCases.map(\.rawValue)),
                "What became of it."
            ),
            Field("attempts", .object(.attemptNumber), "How many attempts it took."),
            Field("pointer", .pointer, "A place in its body, as a JSON pointer."),
        ] + valueFields
    ).ruled(
        by: [.oneOf(valueKeys, when: "pointer")] + valueKeys.map { .together($0, with: "pointer") }
            + valueRules
    )

    private static let attemptNumber = Shape(
        "a number of attempts",
        "How many attempts a delivery took.",
        [
            Field("equals", count, "Exactly so many."),
            Field("atLeast", count, "No fewer."),
            Field("atMost", count, "No more."),
        ]
    ).ruled(by: [
        .oneOf(["equals", "atLeast", "atMost"]), .alone("equals", without: ["atLeast", "atMost"]),
    ])

    private static let fieldDemand = FieldKind.oneOf([
        .text(bytes: 0...ScenarioLimits.textBytesMax), .object(.fieldCondition),
    ])

    private static let fieldCondition = Shape(
        "a field",
        "What must be true of a field in the head of a request.",
        [
            Field("present", .flag, "Whether it is there."),
            Field("equals", .text(bytes: 0...ScenarioLimits.textBytesMax), "Its value."),
            Field(
                "matches",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "A pattern for its value, in which '*' stands for anything."
            ),
        ]
    ).ruled(by: [
        .oneOf(["present", "equals", "matches"]), .alone("equals", without: ["matches", "present"]),
        .alone("matches", without: ["present"]),
    ])

    /// The keys that say what a value must be.
    static let valueKeys = ["equals", "oneOf", "atLeast", "atMost", "exists"]

    /// Each goes without those behind it, but for the two bounds.
    static let valueRules: [Rule] = [
        .alone("equals", without: ["oneOf", "atLeast", "atMost", "exists"]),
        .alone("oneOf", without: ["atLeast", "atMost", "exists"]),
        .alone("atLeast", without: ["exists"]),
        .alone("atMost", without: ["exists"]),
    ]

    private static let valueFields = [
        Field("equals", .anything, "This value: numbers by what they are worth, objects in any order."),
        Field(
            "oneOf",
            .list(of: .anything, count: 1...ScenarioLimits.valuesMax),
            "One of these values."
        ),
        Field("atLeast", .number, "A number no less than this one."),
        Field("atMost", .number, "A number no more than this one."),
        Field("exists", .flag, "Whether there is anything but null."),
    ]

    /// Where a consumer tells what it believes.
    static let probe = Shape(
        "a probe",
        "Where the consumer tells what it believes, in JSON; without one, the consumer inside the process does.",
        [
            Field(
                "url",
                .url,
                "Where it is asked by GET; https anywhere, http on this machine; redirects are not followed.",
                standard: "the consumer inside the process, where there is one",
                weight: .circumstance
            ),
            Field(
                "read",
                .map(.name, to: .template, countMax: ScenarioLimits.probeReadsMax),
                "What expectations can read, as JSON pointers with {uid} (in kryptos-v2 a grant_id) and {walletId}.",
                standard: "what the consumer that portsim brings can be asked"
            ),
            Field(
                "headers",
                .map(
                    .fieldName,
                    to: .secret(bytes: 0...ScenarioLimits.textBytesMax),
                    countMax: ScenarioLimits.fieldsMax
                ),
                "Fields of each request, such as Authorization; their values are never shown.",
                weight: .circumstance
            ),
        ]
    )

    /// Bounds on figures of the run.
    static let thresholds = Shape(
        "the thresholds",
        "Bounds on figures of the run: crossing one fails the run with an exit code of its own.",
        Metric.allCases.map { metric in
            let summary = metric.summary.prefix(1).uppercased() + metric.summary.dropFirst() + "."
            return Field(metric.rawValue, .limit(metric.unit), summary)
        }
    )
}
