/// The simulated provider: commands and time in, events out.
///
/// A value without clock, chance or input of its own: the same commands and seed give the same
/// events on every machine. Things that fall on one moment happen in this order: events come out
/// that waited for it, what is due is done, by user; arrivals; commands.
package struct World: Sendable {
    /// Where every draw begins.
    package let seed: UInt64
    /// When the simulation begins.
    package let start: Moment
    private let setting: UserState.Setting
    private let crowdSetting: UserState.Setting
    private let population: Population?

    private var states: [UserState] = []
    /// Places of `states` whose users have nothing left to do and may make room.
    private var freePlaces: [Int32] = []
    private var dues = DueCalendar()
    private var outbox = Outbox()
    private var ahead = ReadAhead()
    private var commands: [Command] = []
    private var commandCursor = 0
    private var namedCount = 0
    private var arrivedCount = 0
    private var nextArrival: Moment?
    /// Indices of users of the crowd who have nothing left to do.
    private var retiredUsers: [Int] = []
    /// The grants of those named users who have had some taken back.
    private var grants: [Int: LiveGrants] = [:]
    /// The moment up to which everything has happened.
    package private(set) var now: Moment

    /// Makes a world at its start.
    package init(
        seed: UInt64,
        start: Moment,
        behaviour: ProviderBehaviour = ProviderBehaviour(),
        account: AccountBehaviour? = nil,
        users: [UserSpecification] = [],
        population: Population? = nil,
        jobFaults: [JobFault] = []
    ) {
        self.seed = seed
        self.start = start
        self.population = population
        setting = UserState.Setting(
            seed: seed,
            behaviour: behaviour,
            life: nil,
            account: account,
            jobFaults: jobFaults
        )
        crowdSetting = UserState.Setting(
            seed: seed,
            behaviour: population?.behaviour ?? behaviour,
            life: population?.life,
            account: population?.account?.behaviour ?? account,
            accountLife: population?.account?.life,
            jobFaults: jobFaults
        )
        now = start
        for user in users { _ = addUser(user) }
        nextArrival = arrival(of: 0)
        lookAhead()
    }

    /// Adds a named user and returns its index.
    ///
    /// The name is nobody else's: a user's random streams hang on it.
    /// Only before the first member of a crowd has arrived: places of named users are for ever.
    package mutating func addUser(_ specification: UserSpecification) -> Int {
        precondition(arrivedCount == 0, "named users come before the crowd")
        let shape = setting.account?.userShape
        let details = UserDetails(specification: specification, index: namedCount, seed: seed, shape: shape)
        states.append(UserState(details: details, setting: setting))
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
        lookAhead()
    }

    /// When something happens next; nil when nothing can happen any more.
    ///
    /// Kept: whoever asked for it would have the whole world copied.
    package private(set) var nextMoment: Moment?

    /// Finds out when something happens next.
    private mutating func lookAhead() {
        var next = Moment.never
        if let moment = outbox.next { next = moment }
        if let due = dues.first { next = min(next, due.moment) }
        if let nextArrival { next = min(next, nextArrival) }
        if commandCursor < commands.count { next = min(next, commands[commandCursor].moment) }
        nextMoment = next <= .latest ? next : nil
    }

    /// How many commands have been carried out.
    package var commandsCarriedOut: Int { commandCursor }

    /// Whether the next thing that happens is a command: the rest of its moment is done.
    package var isCommandNext: Bool {
        guard commandCursor < commands.count, let next = nextMoment,
            commands[commandCursor].moment == next
        else { return false }
        return outbox.next != next && dues.first?.moment != next && nextArrival != next
    }

    /// Does the next thing and appends the events that it emits, perhaps none.
    package mutating func step(into events: inout [Event]) throws(CommandRefused) {
        guard let next = nextMoment else { return }
        now = max(now, next)
        // For as long as the step lasts, the outbox fills the caller's own array.
        swap(&events, &outbox.released)
        defer {
            swap(&events, &outbox.released)
            lookAhead()
        }
        if outbox.next == next {
            outbox.releaseNext()
        } else if let due = dues.first, due.moment == next {
            turn(due)
            readAhead()
        } else if nextArrival == next {
            arrive(at: next)
        } else {
            let command = commands[commandCursor]
            commandCursor += 1
            try carryOut(command)
        }
    }

    /// Does what happens next until there are so many events, a command comes, or a moment is reached.
    ///
    /// Does one step at least, which may be a command, so that all events have the grants that hold afterwards.
    /// Many steps together keep the processor's instruction cache on one part of the work.
    package mutating func steps(
        upTo eventsMax: Int,
        before end: Moment?,
        into events: inout [Event]
    ) throws(CommandRefused) {
        repeat {
            try step(into: &events)
        } while events.count < eventsMax && (nextMoment ?? .never) < min(end ?? .never, nextCommandMoment)
    }

    private var nextCommandMoment: Moment {
        commandCursor < commands.count ? commands[commandCursor].moment : .never
    }

    /// The grants of an event's user that are told of it, once the step that emitted it is done.
    ///
    /// They are those of the moment at which the event comes out: a grant that is taken back hears nothing
    /// more, not even what happened before and is announced later.
    package func liveGrants(of user: UserDetails) -> LiveGrants {
        guard !grants.isEmpty, let live = grants[user.index] else { return LiveGrants(count: user.grants) }
        return live
    }

    /// The fault of jobs, by its place in the file, that an event shows; asked once for each.
    package mutating func takeJobFault(of event: Event) -> Int? {
        outbox.injections.take(user: event.user.index, ordinal: event.ordinal)
    }

    /// Users of whom some job never ends, because a fault has it so.
    package var stalledUsers: Set<Int> { outbox.injections.stalledUsers }

    /// The indices of users of the crowd who will have no more events, each handed out once.
    package mutating func takeRetiredUsers() -> [Int] {
        guard !retiredUsers.isEmpty else { return [] }
        defer { retiredUsers = [] }
        return retiredUsers
    }

    /// How many users there is room for: no more than were there at one moment.
    var placeCount: Int { states.count }

    private mutating func carryOut(_ command: Command) throws(CommandRefused) {
        if case .revokeGrant(let grant) = command.verb {
            try revoke(grant, of: command.user)
            return
        }
        try states[command.user].carryOut(
            command.verb,
            at: command.moment,
            overrides: command.overrides,
            into: &outbox
        )
        schedule(command.user)
    }

    private mutating func revoke(_ grant: Int?, of user: Int) throws(CommandRefused) {
        var live = liveGrants(of: states[user].details)
        guard let grant = grant ?? live.first, live.remove(grant) else { throw .unknownGrant }
        grants[user] = live
    }

    private mutating func turn(_ due: Due) {
        let place = Int(due.place)
        // A command may have brought a named user forward since; then a later entry stands for it. A place in
        // the crowd goes to another only when no entry is left for it, so that the moment alone tells.
        guard states[place].scheduledFor == due.moment else {
            dues.removeFirst()
            return
        }
        states[place].run(through: due.moment, into: &outbox)
        guard let next = states[place].nextMoment(after: due.moment) else {
            dues.removeFirst()
            states[place].scheduledFor = .never
            if place >= namedCount {
                freePlaces.append(due.place)
                retiredUsers.append(Int(due.user))
                outbox.injections.forget(Int(due.user))
            }
            return
        }
        states[place].scheduledFor = next
        dues.replaceFirst(Due(moment: next, user: due.user, place: due.place))
    }

    /// Reads the users whose turns come next, if the calendar has turned its page.
    private mutating func readAhead() {
        let page = dues.takeNewPage()
        for depth in UserState.ReadingDepth.allCases {
            for due in page { states[Int(due.place)].read(depth, &ahead) }
        }
    }

    private mutating func arrive(at moment: Moment) {
        let index = namedCount + arrivedCount
        let details = UserDetails(
            ordinal: arrivedCount,
            index: index,
            seed: seed,
            shape: crowdSetting.account?.userShape,
            grants: crowdSetting.life?.grantsPerUser
        )
        arrivedCount += 1
        nextArrival = arrival(of: arrivedCount)
        var state = UserState(details: details, setting: crowdSetting)
        state.arrive(at: moment)
        guard state.nextMoment(after: moment) != nil else {
            retiredUsers.append(index)
            return
        }
        let place = freePlaces.popLast().map { Int($0) } ?? states.count
        if place == states.count { states.append(state) } else { states[place] = state }
        schedule(place)
    }

    private mutating func schedule(_ place: Int) {
        let next = states[place].nextMoment(after: now)
        guard next ?? .never != states[place].scheduledFor else { return }
        states[place].scheduledFor = next ?? .never
        guard let next else { return }
        dues.insert(Due(moment: next, user: Int32(states[place].details.index), place: Int32(place)))
    }

    private func arrival(of ordinal: Int) -> Moment? {
        guard let population, ordinal < population.users else { return nil }
        return start + population.arrivalMilliseconds(of: ordinal, seed: seed)
    }
}
