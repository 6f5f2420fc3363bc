extension Shape {
    /// What must be true of an object beyond what each of its keys must be.
    ///
    /// Only what schemas can say; the decoders refuse the same in words of their own, and a test holds the two
    /// together.
    package enum Rule: Sendable {
        /// At least one of these keys is there, where `when` is; an empty list is as good as none.
        case oneOf([String], when: String? = nil)
        /// A key that says it all: none of the others stands beside it; a flag says so when it is true.
        case alone(String, without: [String])
        /// A key whose number, where it is one, is above 0.
        case aboveZero(String)
        /// A key that means nothing without another.
        case together(String, with: String)
        /// A key that is needed beside another one whose value is not among the known words.
        case unlessKnown(String, words: [String], needs: String)
    }

    /// What keys of a step go with repetitions.
    static let repetitionRules: [Rule] = [
        .oneOf(["times", "until"], when: "every"),
        .together("times", with: "every"),
        .together("until", with: "every"),
        .alone("times", without: ["until"]),
        .alone("every", without: ["ids"]),
    ]

    /// What keys of a step go with what is done to webhooks and grants, which brings about no events.
    static let uneventfulVerbRules: [Rule] =
        [.oneOf(["url", "events"], when: "editWebhook")]
        + (webhookVerbs.map(\.discriminator.key) + [LaterPortfolioVerb.revokeGrant.rawValue])
        .map { .alone($0, without: ["ids", "lag"]) }

    /// The same shape with rules.
    func ruled(by rules: [Rule]) -> Shape {
        var shape = self
        shape.rules = rules
        return shape
    }
}
