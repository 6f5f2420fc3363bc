/// A crowd of users who arrive, connect integrations, and live on without steps of a timeline.
package struct Population: Sendable {
    /// The most users that a crowd may have; they are counted in 32 bits where there are many.
    package static let usersMax = 1_000_000_000

    /// How many users it has.
    package let users: Int
    /// The time over which they arrive, evenly, in milliseconds.
    package let arrivalMilliseconds: Int64
    /// What its members do; nil at the account provider.
    package let life: Life?
    /// How the provider behaves towards them.
    package let behaviour: ProviderBehaviour
    /// What its members do at the account provider, and how that behaves; nil at the portfolio provider.
    package let account: (life: AccountLife, behaviour: AccountBehaviour)?

    /// Describes a crowd of at most `usersMax` users.
    package init(users: Int, arrivalMilliseconds: Int64, life: Life, behaviour: ProviderBehaviour) {
        precondition((0...Self.usersMax).contains(users), "a crowd has at most \(Self.usersMax) users")
        precondition(arrivalMilliseconds >= 0, "nobody arrives before the start")
        self.users = users
        self.arrivalMilliseconds = arrivalMilliseconds
        self.life = life
        self.behaviour = behaviour
        account = nil
    }

    /// Describes a crowd of the account provider.
    package init(
        users: Int,
        arrivalMilliseconds: Int64,
        life: AccountLife,
        behaviour: AccountBehaviour
    ) {
        precondition((0...Self.usersMax).contains(users), "a crowd has at most \(Self.usersMax) users")
        precondition(arrivalMilliseconds >= 0, "nobody arrives before the start")
        self.users = users
        self.arrivalMilliseconds = arrivalMilliseconds
        self.life = nil
        self.behaviour = ProviderBehaviour()
        account = (life, behaviour)
    }

    /// When a user arrives, in milliseconds after the start; later users never come earlier.
    ///
    /// Each has an equal share of the time and comes at a drawn moment within it, so that the
    /// arrivals need no sorting and any part of the crowd can be simulated alone.
    func arrivalMilliseconds(of ordinal: Int, seed: UInt64) -> Int64 {
        let begin = share(ordinal)
        let end = share(ordinal + 1)
        guard end > begin else { return begin }
        var stream = RandomStream(seed: seed, user: UInt64(ordinal), purpose: .arrival)
        return begin + Int64(stream.below(UInt64(end - begin)))
    }

    private func share(_ ordinal: Int) -> Int64 {
        // In 128 bits: a long time by many users leaves 64.
        let product = Int128(arrivalMilliseconds) * Int128(ordinal)
        return Int64(product / Int128(users))
    }
}

/// What the members of a crowd do with their integrations.
///
/// A class, so that all of them share one.
package final class Life: Sendable {
    /// Something that happens with a probability, some time after the connection.
    package struct Occasion: Sendable {
        /// How likely it is.
        package let probability: Probability
        /// Milliseconds after the connection.
        package let after: Distribution

        /// Describes an occasion.
        package init(probability: Probability, after: Distribution) {
            self.probability = probability
            self.after = after
        }
    }

    /// How many integrations a member connects.
    package let integrationsPerUser: Distribution
    /// Which providers they connect to.
    package let providers: WeightedChoice
    /// Syncing an integration again.
    package let resync: Occasion
    /// Giving an integration another alias.
    package let rename: Occasion
    /// Removing an integration.
    package let remove: Occasion
    /// How many grants a member has, in profiles that have grants; nil for one.
    package let grantsPerUser: Distribution?
    /// The choice's providers, in its order.
    let connectedProviders: [ConnectedProvider]

    /// Describes a life; providers outside the catalogue are of category `unknown`.
    package init(
        integrationsPerUser: Distribution,
        providers: WeightedChoice = Life.defaultProviders,
        resync: Occasion,
        rename: Occasion,
        remove: Occasion,
        grantsPerUser: Distribution? = nil
    ) {
        self.integrationsPerUser = integrationsPerUser
        self.providers = providers
        self.resync = resync
        self.rename = rename
        self.remove = remove
        self.grantsPerUser = grantsPerUser
        connectedProviders = providers.options.map { ConnectedProvider.resolve($0.name) }
    }

    /// The providers of a crowd that names none.
    package static let defaultProviders = WeightedChoice([
        ("binance", 5), ("coinbase", 3), ("ethereum", 6), ("solana", 2),
    ])
}
