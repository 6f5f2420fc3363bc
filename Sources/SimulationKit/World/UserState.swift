/// The simulation of one user: its integrations, its recalculation chain, and what is due.
///
/// Users never influence one another, so a world is many of these side by side.
struct UserState: Sendable {
    let details: UserDetails
    let behaviour: ProviderBehaviour
    /// What its life holds, for a member of a crowd.
    let life: Life?
    let seed: UInt64

    var agenda = Agenda()
    var integrations: [Integration] = []
    var recalculation = Recalculation()
    /// The moment under which the world has this user in its queue.
    var scheduledFor: Moment?

    private var ordinal: Int64 = 0
    private var lastEnvelope = Moment.earliest
    /// Events whose envelope time is still to come, in order.
    private var outbox: [Event] = []
    /// Events whose moment has come; handed out by `run`.
    private var released: [Event] = []

    init(details: UserDetails, behaviour: ProviderBehaviour, life: Life?, seed: UInt64) {
        self.details = details
        self.behaviour = behaviour
        self.life = life
        self.seed = seed
    }

    /// When this user needs attention next; nil when nothing more can happen by itself.
    var nextMoment: Moment? {
        guard let first = outbox.first?.moment else { return agenda.next }
        guard let due = agenda.next else { return first }
        return min(first, due)
    }

    /// Does everything that is due by a moment and hands out the events emitted by then.
    mutating func run(through moment: Moment, into events: inout [Event]) {
        while let next = nextMoment, next <= moment {
            emitDue(through: next)
            while let due = agenda.take(through: next) {
                perform(due.item, at: due.moment)
            }
        }
        if !released.isEmpty {
            events += released
            released.removeAll(keepingCapacity: true)
        }
    }

    /// Carries out a command; the caller has run the user through its moment before.
    mutating func apply(_ command: Command, into events: inout [Event]) throws(CommandRefused) {
        try carryOut(command.verb, at: command.moment, overrides: command.overrides)
        run(through: command.moment, into: &events)
    }

    /// Numbers an event, sets its envelope time and puts it in line.
    mutating func emit(
        _ type: EventType,
        _ payload: Event.Payload,
        at moment: Moment,
        lagMilliseconds: Int64,
        notBefore: Moment,
        identifier: String?
    ) -> Moment {
        ordinal += 1
        let envelope = max(moment + lagMilliseconds, lastEnvelope, notBefore)
        lastEnvelope = envelope
        let event = Event(
            user: details,
            ordinal: ordinal,
            type: type,
            moment: envelope,
            payload: payload,
            identifier: identifier
        )
        if outbox.isEmpty, envelope <= moment {
            released.append(event)
        } else {
            outbox.append(event)
        }
        return envelope
    }

    /// The lag of the event about to be emitted, from its own stream.
    func drawLag() -> Int64 {
        var stream = RandomStream(
            seed: seed,
            user: details.key,
            purpose: .lag,
            index: UInt64(bitPattern: ordinal + 1)
        )
        return behaviour.emissionLag.draw(from: &stream)
    }

    private mutating func emitDue(through moment: Moment) {
        let count = outbox.prefix { $0.moment <= moment }.count
        guard count > 0 else { return }
        released += outbox[..<count]
        outbox.removeFirst(count)
    }

    private mutating func perform(_ item: Agenda.Item, at moment: Moment) {
        switch item {
        case .syncStarts(let place): startSync(of: Int(place), at: moment)
        case .syncEnds(let place): endSync(of: Int(place), at: moment)
        case .settled: startRecalculation(.settled, at: moment)
        case .stageEnds: endStage(at: moment)
        case .life(let action, let number): live(action, Int(number), at: moment)
        }
    }
}
