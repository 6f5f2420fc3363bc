/// The simulation of one user: its integrations, its recalculation chain, and what is due.
///
/// Users never influence one another, so a world is many of these side by side.
struct UserState: Sendable {
    /// What all users of a kind share.
    final class Setting: Sendable {
        let seed: UInt64
        let behaviour: ProviderBehaviour
        /// What their lives hold, for members of a crowd.
        let life: Life?
        /// How the account provider behaves; nil where there are no accounts.
        let account: AccountBehaviour?
        /// What lives of members of a crowd hold at the account provider.
        let accountLife: AccountLife?
        /// What befalls their jobs.
        let jobFaults: [JobFault]

        init(
            seed: UInt64,
            behaviour: ProviderBehaviour,
            life: Life?,
            account: AccountBehaviour? = nil,
            accountLife: AccountLife? = nil,
            jobFaults: [JobFault] = []
        ) {
            self.seed = seed
            self.behaviour = behaviour
            self.life = life
            self.account = account
            self.accountLife = accountLife
            self.jobFaults = jobFaults
        }
    }

    let details: UserDetails
    let setting: Setting

    var agenda = Agenda()
    var integrations: [Integration] = []
    /// How many events there were.
    private(set) var ordinal: Int64 = 0
    private var lastEnvelope = Moment.earliest
    var recalculation = Recalculation()
    var account = AccountSlot()
    /// The moment under which the world has this user in its queue; never while it is not there.
    var scheduledFor = Moment.never

    init(details: UserDetails, setting: Setting) {
        self.details = details
        self.setting = setting
    }

    /// When this user needs attention after a moment; nil when nothing more can happen by itself.
    ///
    /// A user with nothing left to do is looked at once more when its last event has come out.
    func nextMoment(after moment: Moment) -> Moment? {
        agenda.next ?? (lastEnvelope > moment ? lastEnvelope : nil)
    }

    /// Does everything that is due by a moment.
    mutating func run(through moment: Moment, into outbox: inout Outbox) {
        while let due = agenda.take(through: moment) {
            switch due.item {
            case .syncStarts(let place): startSync(of: Int(place), at: due.moment, into: &outbox)
            case .syncEnds(let place): endSync(of: Int(place), at: due.moment, into: &outbox)
            case .wipeEnds(let place): endWipe(of: Int(place), at: due.moment, into: &outbox)
            case .settled: startRecalculation(.settled, at: due.moment, into: &outbox)
            case .stageEnds: endStage(at: due.moment, into: &outbox)
            case .account(let occasion): run(occasion, at: due.moment, into: &outbox)
            case .connect, .resync, .rename, .remove: live(due.item, at: due.moment, into: &outbox)
            }
        }
    }

    /// Numbers an event, sets its envelope time, which it returns, and sends it on its way.
    mutating func emit(
        _ type: EventType,
        _ payload: Event.Payload,
        at moment: Moment,
        lagMilliseconds: Int64,
        notBefore: Moment,
        identifier: GivenText?,
        into outbox: inout Outbox
    ) -> Moment {
        ordinal += 1
        lastEnvelope = max(moment + lagMilliseconds, lastEnvelope, notBefore)
        outbox.add(
            Event(
                user: details,
                ordinal: ordinal,
                moment: lastEnvelope,
                givenIdentifier: identifier,
                payload: payload,
                type: type
            ),
            at: moment
        )
        return lastEnvelope
    }
}
