/// Names that people give their integrations.
enum Aliases {
    private static let qualifiers = [
        "Main", "Trading", "Savings", "Long-term", "Old", "Family", "Business", "Second",
    ]

    /// Draws an alias for an integration of this provider; the ordinal tells renames apart.
    static func draw(
        seed: UInt64,
        user: UInt64,
        details: IntegrationDetails,
        ordinal: UInt64
    ) -> String {
        var stream = RandomStream(
            seed: seed,
            user: user,
            purpose: .alias,
            index: details.key &+ ordinal
        )
        let qualifier = qualifiers[Int(stream.below(UInt64(qualifiers.count)))]
        return "\(qualifier) \(details.provider.publicName)"
    }
}
