import SimulationKit

extension Shape {
    /// The verbs of the account provider, with the keys that go with each.
    static let accountVerbs: [(discriminator: Field, fields: [Field])] = [
        (
            verb("signUp", .user, "Registers a user at the account provider."),
            [
                field("name", text, "What the user is called.", standard: drawn),
                field("email", text, "Where the user is written to.", standard: drawn),
            ]
        ),
        (
            verb("updateUser", .user, "Changes a user's profile; where nothing is given, what is drawn."),
            [
                field("name", text, "What the user is called from now on."),
                field("email", text, "Where the user is written to from now on."),
                field(
                    "status",
                    .choice(UserStatus.allCases.map(\.rawValue)),
                    "Whether the account can be used from now on."
                ),
            ]
        ),
        (verb("deleteUser", .user, "Deletes a user for good, the projects first."), []),
        (
            verb("createProject", .project, "Creates a project and introduces its name in the file."),
            [field("name", text, "What payloads call it.", standard: drawn)]
        ),
        (
            verb("updateProject", .project, "Changes a project; where nothing is given, what is drawn."),
            [
                field("name", text, "What payloads call it from now on."),
                field(
                    "status",
                    .choice(ProjectStatus.allCases.map(\.rawValue)),
                    "Whether it is worked on from now on."
                ),
            ]
        ),
        (verb("deleteProject", .project, "Deletes a project for good, with its files."), []),
        (
            verb("upload", .project, "Uploads a file to a project."),
            [
                field("name", text, "What the file is called.", standard: drawn),
                field(
                    "size",
                    .integer(0...ScenarioLimits.countMax),
                    "How many bytes it has.",
                    standard: drawn
                ),
            ]
        ),
        (
            verb("pay", .user, "Makes a payment, which succeeds or fails a while later."),
            [
                field(
                    "amount",
                    .decimal(0...ScenarioLimits.amountMax, places: 2),
                    "How much is paid, exact to the hundredth.",
                    standard: drawn
                ),
                field(
                    "currency",
                    .choice(Currency.allCases.map(\.rawValue)),
                    "What it is paid in.",
                    standard: drawn
                ),
                field(
                    "takes",
                    .duration(0...ScenarioLimits.durationMillisecondsMax),
                    "How long it is pending.",
                    standard: drawn
                ),
                field("fails", text, "Why it fails; without it, it succeeds."),
            ]
        ),
    ]

    private static let account = ["account"]
    private static let drawn = "drawn from the seed"
    private static let text = FieldKind.text(bytes: 1...ScenarioLimits.textBytesMax)

    private static func verb(_ key: String, _ reference: FieldKind.Reference, _ summary: String) -> Field {
        Field(key, .reference(reference), summary, profiles: account)
    }

    /// A key of such a verb: a step that another profile has a verb for is refused by its verb alone.
    private static func field(
        _ key: String,
        _ kind: FieldKind,
        _ summary: String,
        standard: String? = nil
    ) -> Field {
        Field(key, kind, summary, standard: standard)
    }
}
