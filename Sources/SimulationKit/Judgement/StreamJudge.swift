/// Judges whether a stream of events keeps the provider's rules of order.
///
/// The one judge of generated streams, run files and explored state spaces. It knows nothing of
/// how the world works, only what the rules say of events.
package struct StreamJudge: Sendable {
    private let rules: LifecycleRules
    private var wallets = WalletRecords()
    private var users = UserTable(blank: UserRecord())
    private var accounts = UserTable(blank: AccountRecord())
    private var moment = Moment.earliest
    private var ahead = ReadAhead()

    /// Makes a judge that has seen nothing yet.
    package init(profile: Profile = .kryptosV1, announcesProgress: Bool = true) {
        rules = LifecycleRules(
            announcesProgress: announcesProgress,
            removesInSteps: profile.standardWipe != nil
        )
    }

    /// Judges the next event of the stream.
    package mutating func observe(_ observation: Observation) throws(Violation) {
        // The record judges itself, in place: a method of the judge would hold the whole table
        // and have it copied for every event.
        if observation.type.isOfAccount {
            try accounts[accounts.place(of: observation.user)].observe(observation)
        } else {
            try users[users.place(of: observation.user)].observe(observation, rules, &wallets)
        }
        guard observation.moment >= moment else { throw observation.breaking(.momentsNeverRunBack) }
        moment = observation.moment
    }

    /// Judges the next events of the stream.
    package mutating func observe(_ events: [Event]) throws(Violation) {
        let events = events.span
        for place in events.indices { users.readPlace(of: events[place].user.index, &ahead) }
        for place in events.indices { users.readRecord(of: events[place].user.index, &ahead) }
        for place in events.indices { try observe(Observation(events[place])) }
    }

    /// Judges the end of one user's events and forgets the user.
    package mutating func retire(_ user: Int) throws(Violation) {
        // What is pending of an account is never announced: nothing of it can be missing at its end.
        _ = accounts.remove(user)
        guard let record = users.remove(user) else { return }
        try record.end(of: user, wallets)
        wallets.removeAll(record.wallets)
    }

    /// Forgets a user of whom something never ends: a fault has it so.
    package mutating func forget(_ user: Int) {
        _ = accounts.remove(user)
        if let record = users.remove(user) { wallets.removeAll(record.wallets) }
    }

    /// Judges the end of a whole stream: nothing may be left under way.
    package func finish() throws(Violation) {
        for (user, record) in users.all { try record.end(of: user, wallets) }
    }
}

extension Observation {
    fileprivate func breaking(_ rule: Violation.Rule) -> Violation {
        Violation(rule: rule, user: user, ordinal: ordinal)
    }
}
