/// The simulated provider: commands and time in, events out.
///
/// A value without clock, chance or input of its own: the same commands and seed give the same
/// events on every machine. Things that fall on one moment happen in this order: what was due,
/// arrivals, commands; within what was due, by user.
package struct World: Sendable {
    package let seed: UInt64
    package let start: Moment
    private let behaviour: ProviderBehaviour
    private let population: Population?

    private var states: [UserState] = []
    /// Places of `states` whose users have nothing left to do and may make room.
    private var freePlaces: [Int32] = []
    private var dues = DueQueue()
    private var commands: [Command] = []
    private var commandCursor = 0
    private var namedCount = 0
    private var arrivedCount = 0
    private var nextArrival: Moment?
    /// Indices of users of the crowd who have nothing left to do.
    private var retiredUsers: [Int] = []
    /// The moment up to which everything has happened.
    package private(set) var now: Moment

    /// Makes a world at its start.
    package init(
        seed: UInt64,
        start: Moment,
        behaviour: ProviderBehaviour = ProviderBehaviour(),
        users: [UserSpecification] = [],
        population: Population? = nil
    ) {
        self.seed = seed
        self.start = start
        self.behaviour = behaviour
        self.population = population
        now = start
        for user in users { _ = addUser(user) }
        nextArrival = arrival(of: 0)
    }

    /// Adds a named user and returns its index.
    ///
    /// Only before the first member of a crowd has arrived: places of named users are for ever.
    package mutating func addUser(_ specification: UserSpecification) -> Int {
        precondition(arrivedCount == 0, "named users come before the crowd")
        let details = UserDetails(specification: specification, index: namedCount, seed: seed)
        states.append(UserState(details: details, behaviour: behaviour, life: nil, seed: seed))
        namedCount += 1
        return namedCount - 1
    }

    /// The facts of a named user.
    package func user(_ index: Int) -> UserDetails {
        precondition(index < namedCount, "only named users are asked for by index")
        return states[index].details
    }

    /// Appends a command; commands come in the order of their moments.
    package mutating func submit(_ command: Command) throws(CommandRefused) {
        guard command.user >= 0, command.user < namedCount else { throw .unknownUser }
        let last = commands.last?.moment ?? start
        guard command.moment >= last, command.moment >= now else { throw .tooLate }
        commands.append(command)
    }

    /// When something happens next; nil when nothing can happen any more.
    package var nextMoment: Moment? {
        var next = dues.first?.moment
        if let nextArrival { next = min(next ?? nextArrival, nextArrival) }
        if commandCursor < commands.count {
            let command = commands[commandCursor].moment
            next = min(next ?? command, command)
        }
        return next
    }

    /// Does the next thing and appends the events that it emits.
    package mutating func step(into events: inout [Event]) throws(CommandRefused) {
        guard let next = nextMoment else { return }
        now = max(now, next)
        if let due = dues.first, due.moment == next {
            turn(due, into: &events)
        } else if nextArrival == next {
            arrive(at: next, into: &events)
        } else {
            let command = commands[commandCursor]
            commandCursor += 1
            try states[command.user].apply(command, into: &events)
            schedule(command.user)
        }
    }

    /// The indices of users of the crowd who will have no more events, each handed out once.
    package mutating func takeRetiredUsers() -> [Int] {
        defer { retiredUsers.removeAll(keepingCapacity: true) }
        return retiredUsers
    }

    private mutating func turn(_ due: DueQueue.Entry, into events: inout [Event]) {
        let place = Int(due.place)
        // A command may have brought the user forward since; then a later entry stands for it.
        guard states[place].details.index == due.user, states[place].scheduledFor == due.moment else {
            dues.removeFirst()
            return
        }
        states[place].run(through: due.moment, into: &events)
        guard let next = states[place].nextMoment else {
            dues.removeFirst()
            states[place].scheduledFor = nil
            if place >= namedCount {
                freePlaces.append(due.place)
                retiredUsers.append(due.user)
            }
            return
        }
        states[place].scheduledFor = next
        dues.replaceFirst(DueQueue.Entry(moment: next, user: due.user, place: due.place))
    }

    private mutating func arrive(at moment: Moment, into events: inout [Event]) {
        guard let population else { return }
        let index = namedCount + arrivedCount
        let details = UserDetails(ordinal: arrivedCount, index: index, seed: seed)
        var state = UserState(
            details: details,
            behaviour: population.behaviour,
            life: population.life,
            seed: seed
        )
        state.arrive(at: moment)
        arrivedCount += 1
        nextArrival = arrival(of: arrivedCount)
        if let place = freePlaces.popLast() {
            states[Int(place)] = state
            schedule(Int(place))
        } else {
            states.append(state)
            schedule(states.count - 1)
        }
    }

    private mutating func schedule(_ place: Int) {
        let next = states[place].nextMoment
        guard next != states[place].scheduledFor else { return }
        states[place].scheduledFor = next
        guard let next else { return }
        dues.insert(
            DueQueue.Entry(moment: next, user: states[place].details.index, place: Int32(place))
        )
    }

    private func arrival(of ordinal: Int) -> Moment? {
        guard let population, ordinal < population.users else { return nil }
        return start + population.arrivalMilliseconds(of: ordinal, seed: seed)
    }
}
