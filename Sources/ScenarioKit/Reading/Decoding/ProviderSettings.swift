import SimulationKit

/// What a file says of the provider as a whole, each with its default.
struct ProviderSettings {
    /// Whether QUEUED again and ONGOING are announced.
    var announcesProgress = true
    /// How long after its change an event of a recalculation is announced, in milliseconds.
    var emissionLag = Distribution.uniform(100...200)
    /// The quiet after a user's last sync before a recalculation starts, in milliseconds.
    var settleMilliseconds: Int64 = 2_000
    /// How the account provider writes users.
    var userShape = UserShape.full

    /// How data are wiped before a removal is done; nil where an integration is removed at once.
    var wipe: WipeBehaviour?

    /// The most that an event of a recalculation is announced late, in milliseconds.
    var emissionLagMax: Int64 { emissionLag.range.upperBound }

    /// How it behaves towards users with names.
    var behaviour: ProviderBehaviour {
        ProviderBehaviour(
            settleMilliseconds: settleMilliseconds,
            emissionLag: emissionLag,
            announcesProgress: announcesProgress,
            wipe: wipe
        )
    }
}
