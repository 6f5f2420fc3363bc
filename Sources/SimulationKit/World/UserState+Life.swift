extension UserState {
    /// The most integrations that a member of a crowd connects, whatever is drawn.
    static let crowdIntegrationsMax: Int64 = 1_000

    /// A member of a crowd arrives: it will connect its integrations one after the other.
    mutating func arrive(at moment: Moment) {
        guard let life else { return }
        var stream = RandomStream(seed: seed, user: details.key, purpose: .life)
        let count = min(life.integrationsPerUser.draw(from: &stream), Self.crowdIntegrationsMax)
        var connectsAt = moment
        for number in 0..<max(0, count) {
            agenda.add(.life(.connect, Int32(number)), at: connectsAt)
            connectsAt = connectsAt + stream.within(5_000...120_000)
        }
    }

    /// Does what a member of a crowd has on its agenda, unless it has become impossible.
    mutating func live(_ action: LifeAction, _ number: Int, at moment: Moment) {
        guard let life else { return }
        let key = UInt64(number) << 32
        switch action {
        case .connect:
            connect(number, key: key, life: life, at: moment)
        case .resync:
            attempt(.resync(integration: key, .drawn), at: moment)
        case .rename:
            attempt(.rename(integration: key, alias: nil), at: moment)
        case .remove:
            attempt(.remove(integration: key), at: moment)
        }
    }

    private mutating func connect(_ number: Int, key: UInt64, life: Life, at moment: Moment) {
        var stream = RandomStream(
            seed: seed,
            user: details.key,
            purpose: .life,
            index: UInt64(number) + 1
        )
        let provider = life.connectedProviders[life.providers.draw(from: &stream)]
        // About one exchange in eight is imported from a file.
        let isImported = stream.below(8) == 0 && provider.category == .exchange
        let specification = IntegrationSpecification(
            key: key,
            provider: provider,
            type: isImported ? .csv : .api
        )
        attempt(.connect(specification, .drawn), at: moment)
        for (action, occasion) in [
            (LifeAction.resync, life.resync), (.rename, life.rename), (.remove, life.remove),
        ] {
            let happens = stream.happens(occasion.probability)
            let after = occasion.after.draw(from: &stream)
            if happens { agenda.add(.life(action, Int32(number)), at: moment + max(0, after)) }
        }
    }

    private mutating func attempt(_ verb: Verb, at moment: Moment) {
        do throws(CommandRefused) {
            try carryOut(verb, at: moment, overrides: [])
        } catch {
            // Removed before it came to this: a life goes on without what is no longer possible.
        }
    }
}
