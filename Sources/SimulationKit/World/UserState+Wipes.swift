/// What only the later contract knows: suspension, and removal that takes its time.
extension UserState {
    /// A step removes an integration: its data are wiped first.
    mutating func askForWipe(
        of place: Int,
        _ plan: WipePlan,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        let effect = try handle(.wipeRequested, of: place)
        let script = Script.of(plan, overrides: overrides)
        if effect == .remember {
            integrations[place].scripts.remember(script)
            return
        }
        integrations[place].scripts.begin(script)
        if effect == .cancelAndWipe { cancelSync(of: place) }
        startWipe(of: place, at: moment, into: &outbox)
        if effect == .cancelAndWipe { syncsSettled(at: moment, triggers: false) }
    }

    /// The wipe of an integration is over, one way or the other.
    mutating func endWipe(of place: Int, at moment: Moment, into outbox: inout Outbox) {
        guard let wipe = setting.behaviour.wipe else {
            preconditionFailure("a contract without wipes has one on its agenda")
        }
        guard let failure = wipeFailure(of: place, wipe) else {
            outcome(.wipeSucceeded, of: place)
            integrations[place].report(.deleted)
            announceSync(.integrationDeleted, place, at: moment, into: &outbox)
            if integrations[place].totalTransactions > 0 { syncsSettled(at: moment, triggers: true) }
            return
        }
        let effect = outcome(.wipeFailed, of: place)
        integrations[place].report(.failed, failure: failure)
        announceSync(.integrationFailed, place, at: moment, into: &outbox)
        guard effect != .fail else { return }
        integrations[place].scripts.beginRemembered()
        if effect == .failAndEnqueue {
            enqueue(place, at: moment, into: &outbox)
        } else if effect == .failAndWipe {
            startWipe(of: place, at: moment, into: &outbox)
        } else {
            announceSuspension(of: place, at: moment, into: &outbox)
        }
    }

    /// A step suspends an integration, which ends its sync without another word of it.
    mutating func suspend(
        _ place: Int,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        try requireLaterContract()
        let effect = try handle(.suspensionRequested, of: place)
        let script = Script<IntegrationPlan>.of(overrides: overrides)
        if effect == .remember {
            integrations[place].scripts.remember(script)
            return
        }
        integrations[place].scripts.begin(script)
        if effect == .cancelAndSuspend { cancelSync(of: place) }
        announceSuspension(of: place, at: moment, into: &outbox)
        if effect == .cancelAndSuspend { syncsSettled(at: moment, triggers: false) }
    }

    /// A step resumes an integration: it is queued again.
    mutating func resume(
        _ place: Int,
        _ plan: SyncPlan,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        try requireLaterContract()
        let effect = try handle(.resumptionRequested, of: place)
        let script = Script.of(plan, overrides: overrides)
        if effect == .remember {
            integrations[place].scripts.remember(script)
            return
        }
        integrations[place].scripts.begin(script)
        enqueue(place, at: moment, into: &outbox)
    }

    private mutating func startWipe(of place: Int, at moment: Moment, into outbox: inout Outbox) {
        guard let wipe = setting.behaviour.wipe else {
            preconditionFailure("a contract without wipes begins one")
        }
        integrations[place].wipeOrdinal &+= 1
        integrations[place].report(.deleting)
        announceSync(.integrationUpdated, place, at: moment, into: &outbox)
        agenda.add(.wipeEnds(Int32(place)), at: moment + wipeMilliseconds(of: place, wipe))
    }

    private mutating func announceSuspension(of place: Int, at moment: Moment, into outbox: inout Outbox) {
        integrations[place].report(.inactive)
        announceSync(.integrationUpdated, place, at: moment, into: &outbox)
    }

    private func requireLaterContract() throws(CommandRefused) {
        guard setting.behaviour.wipe != nil else { throw .notInContract }
    }
}
