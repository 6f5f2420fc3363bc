extension UserState {
    /// The most integrations that a member of a crowd connects, whatever is drawn.
    static let crowdIntegrationsMax: Int64 = 1_000

    /// A member of a crowd arrives: it will connect its integrations one after the other.
    mutating func arrive(at moment: Moment) {
        if setting.accountLife != nil { return signUpLater(at: moment) }
        guard let life = setting.life else { return }
        let (count, _) = connections(life, following: 0)
        // Grown by itself, an array of two would leave the room of one behind.
        integrations.reserveCapacity(Int(count))
        if count > 0 { agenda.add(.connect(0), at: moment) }
    }

    /// How many integrations a member connects, and how long after one of them the next.
    ///
    /// Drawn again for each: an entry on the agenda for every one to come takes more room.
    private func connections(_ life: Life, following number: Int32) -> (count: Int32, pause: Int64) {
        var stream = stream(.life)
        let drawn = life.integrationsPerUser.draw(from: &stream)
        var pause: Int64 = 0
        for _ in 0...number { pause = stream.within(5_000...120_000) }
        return (Int32(max(0, min(drawn, Self.crowdIntegrationsMax))), pause)
    }

    /// Does what a member of a crowd has on its agenda, unless it has become impossible.
    mutating func live(_ item: Agenda.Item, at moment: Moment, into outbox: inout Outbox) {
        guard let life = setting.life else { return }
        switch item {
        case .connect(let number):
            let (count, pause) = connections(life, following: number)
            // What was planned first comes first where moments coincide: the connections, of all things.
            if number + 1 < count { agenda.addAhead(.connect(number + 1), at: moment + pause) }
            connect(number, life: life, at: moment, into: &outbox)
        case .resync(let number):
            attempt(.resync(integration: Self.key(number), .drawn), at: moment, into: &outbox)
        case .rename(let number):
            attempt(.rename(integration: Self.key(number), alias: nil), at: moment, into: &outbox)
        case .remove(let number):
            attempt(.remove(integration: Self.key(number), .drawn), at: moment, into: &outbox)
        case .syncStarts, .syncEnds, .wipeEnds, .settled, .stageEnds, .account:
            preconditionFailure("\(item) is no part of a life")
        }
    }

    private mutating func connect(
        _ number: Int32,
        life: Life,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        var stream = stream(.life, UInt64(number) + 1)
        let provider = life.connectedProviders[life.providers.draw(from: &stream)]
        let isImported = stream.below(16) < Self.importedOfSixteen(provider.category)
        let specification = IntegrationSpecification(
            key: Self.key(number),
            provider: provider,
            type: isImported ? .csv : .api
        )
        attempt(.connect(specification, .drawn), at: moment, into: &outbox)
        plan(.resync(number), life.resync, after: moment, from: &stream)
        plan(.rename(number), life.rename, after: moment, from: &stream)
        plan(.remove(number), life.remove, after: moment, from: &stream)
    }

    private mutating func plan(
        _ item: Agenda.Item,
        _ occasion: Life.Occasion,
        after moment: Moment,
        from stream: inout RandomStream
    ) {
        let happens = stream.happens(occasion.probability)
        let after = max(0, occasion.after.draw(from: &stream))
        if happens { agenda.add(item, at: moment + after) }
    }

    private mutating func attempt(_ verb: Verb, at moment: Moment, into outbox: inout Outbox) {
        do throws(CommandRefused) {
            try carryOut(verb, at: moment, overrides: [], into: &outbox)
        } catch {
            // Removed before it came to this: a life goes on without what is no longer possible.
        }
    }

    /// How many of sixteen integrations are imported from a file; what lies on a chain is read there.
    private static func importedOfSixteen(_ category: IntegrationCategory) -> UInt64 {
        switch category {
        case .exchange: 2
        case .wallet: 1
        case .blockchain: 0
        case .unknown: 8
        }
    }

    private static func key(_ number: Int32) -> UInt64 { UInt64(number) << 32 }
}
