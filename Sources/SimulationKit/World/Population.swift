/// A crowd of users who arrive, connect integrations, and live on without steps of a timeline.
package struct Population: Sendable {
    /// The most users that a crowd may have; they are counted in 32 bits where there are many.
    package static let usersMax = 1_000_000_000

    /// How many users it has: as many as were asked for, or fewer where its phases bring fewer.
    package let users: Int
    /// How they arrive.
    package let arrival: Arrival
    /// What its members do; nil at the account provider.
    package let life: Life?
    /// How the provider behaves towards them.
    package let behaviour: ProviderBehaviour
    /// What its members do at the account provider, and how that behaves; nil at the portfolio provider.
    package let account: (life: AccountLife, behaviour: AccountBehaviour)?

    /// Describes a crowd of at most `usersMax` users.
    package init(users: Int, arrival: Arrival, life: Life, behaviour: ProviderBehaviour) {
        precondition((0...Self.usersMax).contains(users), "a crowd has at most \(Self.usersMax) users")
        self.users = arrival.count(of: users)
        self.arrival = arrival
        self.life = life
        self.behaviour = behaviour
        account = nil
    }

    /// Describes a crowd of the account provider.
    package init(
        users: Int,
        arrival: Arrival,
        life: AccountLife,
        behaviour: AccountBehaviour
    ) {
        precondition((0...Self.usersMax).contains(users), "a crowd has at most \(Self.usersMax) users")
        self.users = arrival.count(of: users)
        self.arrival = arrival
        self.life = nil
        self.behaviour = ProviderBehaviour()
        account = (life, behaviour)
    }

    /// When a user arrives, in milliseconds after the start; later users never come earlier.
    func arrivalMilliseconds(of ordinal: Int, seed: UInt64) -> Int64 {
        var stream = RandomStream(seed: seed, user: UInt64(ordinal), purpose: .arrival)
        return arrival.milliseconds(of: ordinal, among: users, from: &stream)
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
