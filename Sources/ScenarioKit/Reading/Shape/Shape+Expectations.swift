import ContractKit
import SimulationKit

extension Shape {
    /// Something that must be true of a run.
    static let expectation = Shape(
        "an expectation",
        "Something that must be true of the run.",
        [
            Field("name", .name, "What reports call it.", standard: "made from what it says"),
            Field(
                "severity",
                .choice(Severity.allCases.map(\.rawValue)),
                "How much depends on it.",
                standard: "'must'"
            ),
            Field(
                "allowEmpty",
                .flag,
                "Whether it holds where there was nothing to judge it by.",
                standard: "false"
            ),
        ],
        "subject",
        oneOf: [
            (
                Field("accepted", .choice(["all"]), "Every delivery was accepted."),
                [
                    Field(
                        "allowPending",
                        .flag,
                        "Whether deliveries may still wait at the end.",
                        standard: "false"
                    )
                ]
            ),
            (
                Field(
                    "forged",
                    .choice(["refused"]),
                    "No request that a fault has signed with a wrong secret, or not at all, was accepted."
                ), []
            ),
            (
                Field("count", .object(.selector), "So many deliveries match."),
                [
                    Field("equals", count, "Exactly so many."),
                    Field("atLeast", count, "No fewer."),
                    Field("atMost", count, "No more."),
                    Field(
                        "unique",
                        .choice(["id"]),
                        "What is counted once however often it was delivered.",
                        standard: "nothing: copies count"
                    ),
                ]
            ),
            (Field("never", .object(.soughtSelector), "No delivery matches."), []),
            (
                Field(
                    "order",
                    .list(of: .eventName, count: 2...EventType.allCases.count),
                    "These events were first accepted in this order, round by round."
                ),
                [
                    Field(
                        "per",
                        .choice(Expectation.OrderScope.allCases.map(\.rawValue)),
                        "What the order is judged within.",
                        standard: "'user'"
                    )
                ]
            ),
        ] + requestExpectations + valueExpectations
    ).ruled(
        by: [
            .oneOf(["equals", "atLeast", "atMost"], when: "count"),
            .oneOf(["equals", "atLeast", "atMost"], when: "attempts"),
            .oneOf(valueKeys, when: "body"),
            .oneOf(valueKeys, when: "probe"),
            .together("integration", with: "user"),
        ] + valueRules
    )

    /// What must not be delivered: something that is looked for.
    static let soughtSelector = selector.ruled(by: selector.rules + [.oneOf(["event", "user", "webhook"])])

    /// Which deliveries an expectation is about.
    static let selector = Shape(
        "a selector",
        "Which deliveries an expectation is about: those that match all that is given.",
        [
            Field("event", .eventName, "The event."),
            Field("user", .reference(.user), "The user it is about."),
            Field("integration", .reference(.integrationOfUser), "The integration of that user it is about."),
            Field("webhook", .reference(.webhook), "The webhook it is sent to."),
        ]
    ).ruled(by: [.together("integration", with: "user")])

    static let count = FieldKind.integer(0...ScenarioLimits.countMax)
}
