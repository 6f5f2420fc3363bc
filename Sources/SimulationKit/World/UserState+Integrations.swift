import JSONKit

extension UserState {
    /// Carries out a verb at a moment through which everything due has been done.
    mutating func carryOut(
        _ verb: Verb,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        switch verb {
        case .connect(let specification, let plan):
            try connect(specification, plan: plan, at: moment, overrides: overrides, into: &outbox)
        case .resync(let key, let plan):
            let place = try place(of: key)
            let effect = try handle(.resyncRequested, of: place)
            let script = Script.of(plan, overrides: overrides)
            if effect == .enqueue {
                integrations[place].scripts.begin(script)
                enqueue(place, at: moment, into: &outbox)
            } else {
                integrations[place].scripts.remember(script)
            }
        case .rename(let key, let alias):
            let place = try place(of: key)
            _ = try handle(.settingsChanged, of: place)
            rename(place, to: alias, at: moment, override: overrides.first, into: &outbox)
        case .remove(let key, let plan):
            let place = try place(of: key)
            if setting.behaviour.wipe != nil {
                try askForWipe(of: place, plan, at: moment, overrides: overrides, into: &outbox)
                return
            }
            let effect = try handle(.removalRequested, of: place)
            let cancels = effect == .cancelAndRemove
            remove(place, cancelling: cancels, at: moment, override: overrides.first, into: &outbox)
        case .suspend(let key):
            try suspend(try place(of: key), at: moment, overrides: overrides, into: &outbox)
        case .resume(let key, let plan):
            try resume(try place(of: key), plan, at: moment, overrides: overrides, into: &outbox)
        case .revokeGrant:
            preconditionFailure("the world keeps the grants")
        case .recalculate(let plan):
            ask(for: plan, at: moment, overrides: overrides, into: &outbox)
        case .account(let verb):
            try carryOut(verb, at: moment, overrides: overrides, into: &outbox)
        case .emit(let type, let data):
            announce(type, data, at: moment, override: overrides.first, into: &outbox)
        }
    }

    /// The queue time of an integration's sync is over.
    mutating func startSync(of place: Int, at moment: Moment, into outbox: inout Outbox) {
        outcome(.syncStarted, of: place)
        if setting.behaviour.announcesProgress {
            integrations[place].report(.ongoing)
            announceSync(.integrationUpdated, place, at: moment, into: &outbox)
        }
        let announced = setting.behaviour.announcesProgress
        guard !stallsSync(of: place, at: moment, announced: announced, into: &outbox) else { return }
        agenda.add(.syncEnds(Int32(place)), at: moment + takesMilliseconds(of: place))
    }

    /// An integration's sync is over, one way or the other.
    mutating func endSync(of place: Int, at moment: Moment, into outbox: inout Outbox) {
        let end = injectedFailure(ofSync: place, into: &outbox).map(SyncEnd.failed) ?? syncEnd(of: place)
        let effect: IntegrationMachine.Effect
        let triggers: Bool
        switch end {
        case .succeeded(let transactions):
            (effect, triggers) = (outcome(.syncSucceeded, of: place), true)
            integrations[place].report(.completed)
            integrations[place].lastSyncedAtMilliseconds = moment.milliseconds
            integrations[place].totalTransactions += transactions
            announceSync(.integrationUpdated, place, at: moment, into: &outbox)
        case .failed(let reason):
            (effect, triggers) = (outcome(.syncFailed, of: place), false)
            integrations[place].report(.failed, failure: reason)
            announceSync(.integrationFailed, place, at: moment, into: &outbox)
        }
        if effect == .completeAndEnqueue || effect == .failAndEnqueue {
            integrations[place].scripts.beginRemembered()
            enqueue(place, at: moment, into: &outbox)
        }
        syncsSettled(at: moment, triggers: triggers)
    }

    private mutating func connect(
        _ specification: IntegrationSpecification,
        plan: SyncPlan?,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        guard !integrations.contains(where: { $0.details.key == specification.key }) else {
            throw .alreadyConnected
        }
        let alias = aliasJSON(
            specification.alias,
            of: specification.key,
            specification.provider,
            ordinal: 0
        )
        let connected = IntegrationDetails(
            specification,
            aliasJSON: alias,
            user: details,
            seed: setting.seed,
            now: moment
        )
        var integration = Integration(specification, details: connected, syncs: plan != nil)
        integration.scripts.begin(Script.of(plan, overrides: overrides))
        integrations.append(integration)
        let place = integrations.count - 1
        announceSync(.integrationCreated, place, at: moment, into: &outbox)
        if plan != nil { queueSync(of: place, at: moment) }
    }

    /// Takes a sync that is queued or running off the agenda.
    mutating func cancelSync(of place: Int) {
        agenda.removeAll(.syncStarts(Int32(place)))
        agenda.removeAll(.syncEnds(Int32(place)))
    }

    /// Puts another sync of an integration into the queue.
    mutating func enqueue(_ place: Int, at moment: Moment, into outbox: inout Outbox) {
        integrations[place].syncOrdinal += 1
        if setting.behaviour.announcesProgress {
            integrations[place].report(.queued)
            announceSync(.integrationUpdated, place, at: moment, into: &outbox)
        }
        queueSync(of: place, at: moment)
    }

    private mutating func queueSync(of place: Int, at moment: Moment) {
        agenda.add(.syncStarts(Int32(place)), at: moment + queuedMilliseconds(of: place))
        scheduleRecalculation()
    }

    private mutating func rename(
        _ place: Int,
        to alias: String?,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) {
        integrations[place].aliasOrdinal += 1
        let (old, ordinal) = (integrations[place].details, integrations[place].aliasOrdinal)
        let alias = aliasJSON(alias, of: old.key, old.provider, ordinal: ordinal)
        integrations[place].details = IntegrationDetails(old, aliasJSON: alias)
        announce(.integrationUpdated, place, at: moment, override: override, into: &outbox)
    }

    private mutating func remove(
        _ place: Int,
        cancelling: Bool,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) {
        announce(.integrationDeleted, place, at: moment, override: override, into: &outbox)
        if cancelling { cancelSync(of: place) }
        let triggers = integrations[place].totalTransactions > 0
        if cancelling || triggers { syncsSettled(at: moment, triggers: triggers) }
    }

    /// The alias given, or else the one drawn for an integration, as JSON.
    private func aliasJSON(
        _ given: String?,
        of key: UInt64,
        _ provider: ConnectedProvider,
        ordinal: UInt32
    ) -> [UInt8] {
        guard let given else {
            var stream = stream(.alias, key &+ UInt64(ordinal))
            return provider.drawAliasJSON(from: &stream)
        }
        return JSONWriter.bytes(string: given)
    }

    /// Announces what its sync or wipe made of an integration, as the step that set it going says.
    mutating func announceSync(
        _ type: EventType,
        _ place: Int,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        let override = integrations[place].scripts.takeOverride()
        announce(type, place, at: moment, override: override, into: &outbox)
    }

    /// Announces an integration as it is now.
    mutating func announce(
        _ type: EventType,
        _ place: Int,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) {
        integrations[place].lastEnvelope = emit(
            type,
            .integration(integrations[place].snapshot),
            at: moment,
            lagMilliseconds: override?.lagMilliseconds ?? 0,
            notBefore: integrations[place].lastEnvelope + 1,
            identifier: override?.givenIdentifier,
            into: &outbox
        )
    }

    private func place(of key: UInt64) throws(CommandRefused) -> Int {
        guard let place = integrations.firstIndex(where: { $0.details.key == key }) else {
            throw .unknownIntegration
        }
        return place
    }

    mutating func handle(
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
    @discardableResult
    mutating func outcome(
        _ input: IntegrationMachine.Input,
        of place: Int
    ) -> IntegrationMachine.Effect {
        do throws(InvalidTransition) {
            return try integrations[place].machine.handle(input)
        } catch {
            preconditionFailure("the agenda asked for the impossible: \(error.message)")
        }
    }
}
