extension UserState {
    /// Carries out a verb at a moment through which everything due has been done.
    mutating func carryOut(
        _ verb: Verb,
        at moment: Moment,
        overrides: [EventOverride]
    ) throws(CommandRefused) {
        switch verb {
        case .connect(let specification, let plan):
            try connect(specification, plan: plan, at: moment, overrides: overrides)
        case .resync(let key, let plan):
            let place = try place(of: key)
            let effect = try handle(.resyncRequested, of: place)
            request(effect, of: place, plan: plan, at: moment, overrides: overrides)
        case .rename(let key, let alias):
            let place = try place(of: key)
            _ = try handle(.settingsChanged, of: place)
            rename(place, to: alias, at: moment, overrides: overrides)
        case .remove(let key):
            let place = try place(of: key)
            let effect = try handle(.removalRequested, of: place)
            remove(place, cancelling: effect == .cancelAndRemove, at: moment, overrides: overrides)
        case .recalculate(let plan):
            ask(for: plan, at: moment, overrides: overrides)
        }
    }

    /// The queue time of an integration's sync is over.
    mutating func startSync(of place: Int, at moment: Moment) {
        expect(.begin, from: .syncStarted, of: place)
        if behaviour.announcesProgress {
            integrations[place].reported = .ongoing
            announce(.integrationUpdated, place, at: moment)
        }
        let draws = draws(of: place)
        agenda.add(.syncEnds(Int32(place)), at: moment + draws.takesMilliseconds)
    }

    /// An integration's sync is over, one way or the other.
    mutating func endSync(of place: Int, at moment: Moment) {
        let draws = draws(of: place)
        switch draws.outcome {
        case .succeeds(let transactions):
            let effect = outcome(.syncSucceeded, of: place)
            integrations[place].reported = .completed
            integrations[place].lastSyncedAtMilliseconds = moment.milliseconds
            integrations[place].totalTransactions += transactions ?? draws.transactions
            announce(.integrationUpdated, place, at: moment)
            settle(place, again: effect == .completeAndEnqueue, at: moment)
            syncsSettled(at: moment, triggers: true)
        case .fails:
            let effect = outcome(.syncFailed, of: place)
            integrations[place].reported = .failed
            announce(.integrationFailed, place, at: moment)
            settle(place, again: effect == .failAndEnqueue, at: moment)
            syncsSettled(at: moment, triggers: false)
        }
    }

    private mutating func connect(
        _ specification: IntegrationSpecification,
        plan: SyncPlan?,
        at moment: Moment,
        overrides: [EventOverride]
    ) throws(CommandRefused) {
        guard !integrations.contains(where: { $0.details.key == specification.key }) else {
            throw .alreadyConnected
        }
        let details = IntegrationDetails(specification, user: self.details, seed: seed, now: moment)
        let alias =
            specification.alias
            ?? Aliases.draw(seed: seed, user: self.details.key, details: details, ordinal: 0)
        var integration = Integration(specification, details: details, alias: alias, syncs: plan != nil)
        integration.plan = plan
        integration.overrides = overrides
        integrations.append(integration)
        let place = integrations.count - 1
        announce(.integrationCreated, place, at: moment)
        if plan != nil { queueSync(of: place, at: moment) }
    }

    private mutating func request(
        _ effect: IntegrationMachine.Effect,
        of place: Int,
        plan: SyncPlan,
        at moment: Moment,
        overrides: [EventOverride]
    ) {
        guard effect == .enqueue else {
            integrations[place].rememberedPlan = plan
            integrations[place].rememberedOverrides = overrides
            return
        }
        integrations[place].plan = plan
        integrations[place].overrides = overrides
        enqueue(place, at: moment)
    }

    private mutating func enqueue(_ place: Int, at moment: Moment) {
        integrations[place].syncOrdinal += 1
        if behaviour.announcesProgress {
            integrations[place].reported = .queued
            announce(.integrationUpdated, place, at: moment)
        }
        queueSync(of: place, at: moment)
    }

    private mutating func queueSync(of place: Int, at moment: Moment) {
        let draws = draws(of: place)
        agenda.add(.syncStarts(Int32(place)), at: moment + draws.queuedMilliseconds)
        scheduleRecalculation()
    }

    private mutating func settle(_ place: Int, again: Bool, at moment: Moment) {
        guard again else { return }
        integrations[place].plan = integrations[place].rememberedPlan
        integrations[place].overrides = integrations[place].rememberedOverrides
        integrations[place].rememberedPlan = nil
        integrations[place].rememberedOverrides = []
        enqueue(place, at: moment)
    }

    private mutating func rename(
        _ place: Int,
        to alias: String?,
        at moment: Moment,
        overrides: [EventOverride]
    ) {
        integrations[place].aliasOrdinal += 1
        let text =
            alias
            ?? Aliases.draw(
                seed: seed,
                user: details.key,
                details: integrations[place].details,
                ordinal: integrations[place].aliasOrdinal
            )
        integrations[place].aliasJSON = Integration.json(text)
        announce(.integrationUpdated, place, at: moment, override: overrides.first ?? EventOverride())
    }

    private mutating func remove(
        _ place: Int,
        cancelling: Bool,
        at moment: Moment,
        overrides: [EventOverride]
    ) {
        announce(.integrationDeleted, place, at: moment, override: overrides.first ?? EventOverride())
        if cancelling {
            agenda.removeAll(.syncStarts(Int32(place)))
            agenda.removeAll(.syncEnds(Int32(place)))
        }
        let triggers = integrations[place].totalTransactions > 0
        if cancelling || triggers { syncsSettled(at: moment, triggers: triggers) }
    }

    /// Announces an integration as it is now; without an override of its own it takes the step's.
    private mutating func announce(
        _ type: EventType,
        _ place: Int,
        at moment: Moment,
        override given: EventOverride? = nil
    ) {
        let override = given ?? integrations[place].takeOverride()
        let notBefore = integrations[place].lastEnvelope.map { $0 + 1 } ?? Moment.earliest
        integrations[place].lastEnvelope = emit(
            type,
            .integration(integrations[place].snapshot),
            at: moment,
            lagMilliseconds: override?.lagMilliseconds ?? 0,
            notBefore: notBefore,
            identifier: override?.identifier
        )
    }

    private func draws(of place: Int) -> SyncDraws {
        SyncDraws(
            seed: seed,
            user: details.key,
            integration: integrations[place],
            behaviour: behaviour
        )
    }

    private func place(of key: UInt64) throws(CommandRefused) -> Int {
        guard let place = integrations.firstIndex(where: { $0.details.key == key }) else {
            throw .unknownIntegration
        }
        return place
    }

    private mutating func handle(
        _ input: IntegrationMachine.Input,
        of place: Int
    ) throws(CommandRefused) -> IntegrationMachine.Effect {
        do throws(InvalidTransition) {
            return try integrations[place].machine.handle(input)
        } catch {
            throw .notPossible(error)
        }
    }

    /// An input that the agenda itself brought about: a refusal is a fault of this program.
    private mutating func outcome(
        _ input: IntegrationMachine.Input,
        of place: Int
    ) -> IntegrationMachine.Effect {
        do throws(InvalidTransition) {
            return try integrations[place].machine.handle(input)
        } catch {
            preconditionFailure("the agenda asked for the impossible: \(error.message)")
        }
    }

    private mutating func expect(
        _ effect: IntegrationMachine.Effect,
        from input: IntegrationMachine.Input,
        of place: Int
    ) {
        let outcome = outcome(input, of: place)
        precondition(outcome == effect, "\(input) gave \(outcome) where \(effect) was due")
    }
}
