extension UserState {
    /// A member of a crowd arrives at the account provider: it signs up, and the rest follows.
    mutating func signUpLater(at moment: Moment) {
        agenda.add(.account(.signUp), at: moment)
    }

    /// Does what is due of an account.
    mutating func run(_ occasion: Agenda.AccountOccasion, at moment: Moment, into outbox: inout Outbox) {
        if case .paymentSettles(let place) = occasion {
            settlePayment(Int(place), at: moment, into: &outbox)
        } else if let life = setting.accountLife {
            live(occasion, life, at: moment, into: &outbox)
        }
    }

    private mutating func live(
        _ occasion: Agenda.AccountOccasion,
        _ life: AccountLife,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        switch occasion {
        case .signUp:
            attempt(.signUp(name: nil, email: nil), at: moment, into: &outbox)
            begin(life, at: moment)
        case .createProject(let number):
            attempt(.createProject(Self.projectKey(number), name: nil), at: moment, into: &outbox)
            begin(project: number, life, at: moment)
        case .upload(let number):
            upload(number, life, at: moment, into: &outbox)
        case .pay(let number):
            attempt(.pay(.drawn), at: moment, into: &outbox)
            let counts = counts(life)
            plan(.pay(number + 1), number + 1, of: counts.payments, AccountLife.paymentGap, .pay, at: moment)
        case .updateUser:
            attempt(.updateUser(name: nil, email: nil, status: nil), at: moment, into: &outbox)
        case .updateProject(let number):
            attempt(
                .updateProject(Self.projectKey(number), name: nil, status: nil),
                at: moment,
                into: &outbox
            )
        case .deleteProject(let number):
            attempt(.deleteProject(Self.projectKey(number)), at: moment, into: &outbox)
        case .deleteUser:
            attempt(.deleteUser, at: moment, into: &outbox)
        case .paymentSettles:
            preconditionFailure("a payment settles without a life")
        }
    }

    /// How many projects and payments a member will have; drawn anew each time, to keep nothing.
    private func counts(_ life: AccountLife) -> (projects: Int32, payments: Int32) {
        var stream = stream(.accountLife)
        return (
            Self.count(life.projectsPerUser, &stream), Self.count(life.paymentsPerUser, &stream)
        )
    }

    private mutating func begin(_ life: AccountLife, at moment: Moment) {
        let counts = counts(life)
        plan(.createProject(0), 0, of: counts.projects, AccountLife.projectGap, .project, at: moment)
        plan(.pay(0), 0, of: counts.payments, AccountLife.paymentGap, .pay, at: moment)
        var stream = stream(.accountLife, 1)
        plan(.updateUser, life.update, after: moment, from: &stream)
        plan(.deleteUser, life.delete, after: moment, from: &stream)
    }

    private mutating func begin(project number: Int32, _ life: AccountLife, at moment: Moment) {
        let projects = counts(life).projects
        plan(
            .createProject(number + 1),
            number + 1,
            of: projects,
            AccountLife.projectGap,
            .project,
            at: moment
        )
        var stream = stream(.projectLife, UInt64(number))
        let files = Self.count(life.filesPerProject, &stream)
        plan(.updateProject(number), life.update, after: moment, from: &stream)
        plan(.deleteProject(number), life.delete, after: moment, from: &stream)
        plan(.upload(number), 0, of: files, AccountLife.fileGap, .file, at: moment)
    }

    private mutating func upload(
        _ number: Int32,
        _ life: AccountLife,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        attempt(
            .upload(project: Self.projectKey(number), name: nil, sizeBytes: nil),
            at: moment,
            into: &outbox
        )
        guard let place = account.state.place(ofProject: Self.projectKey(number)),
            account.state.projects[place].machine.state != .deleted
        else { return }
        var stream = stream(.projectLife, UInt64(number))
        let files = Self.count(life.filesPerProject, &stream)
        let count = account.state.projects[place].fileCount
        plan(.upload(number), count, of: files, AccountLife.fileGap, .file, at: moment)
    }

    /// What paces the things of a member that come one after the other.
    private enum Pace: UInt64 {
        case project = 2
        case file = 3
        case pay = 4
    }

    /// Puts the next of so many things on the agenda, a drawn gap later.
    private mutating func plan(
        _ occasion: Agenda.AccountOccasion,
        _ number: Int32,
        of count: Int32,
        _ gap: ClosedRange<Int64>,
        _ pace: Pace,
        at moment: Moment
    ) {
        guard number < count else { return }
        let project: UInt64 = if case .upload(let project) = occasion { UInt64(project) } else { 0 }
        let index = pace.rawValue << 60 | project << 30 | UInt64(number)
        var stream = stream(.accountLife, index)
        agenda.add(.account(occasion), at: moment + stream.within(gap))
    }

    private mutating func plan(
        _ item: Agenda.AccountOccasion,
        _ occasion: Life.Occasion,
        after moment: Moment,
        from stream: inout RandomStream
    ) {
        let happens = stream.happens(occasion.probability)
        let after = max(0, occasion.after.draw(from: &stream))
        if happens { agenda.add(.account(item), at: moment + after) }
    }

    private mutating func attempt(_ verb: AccountVerb, at moment: Moment, into outbox: inout Outbox) {
        do throws(CommandRefused) {
            try carryOut(verb, at: moment, overrides: [], into: &outbox)
        } catch {
            // Deleted before it came to this: a life goes on without what is no longer possible.
        }
    }

    /// Far apart, so that the draws of one project's changes are no other's.
    private static func projectKey(_ number: Int32) -> UInt64 { UInt64(number) << 32 }

    private static func count(_ distribution: Distribution, _ stream: inout RandomStream) -> Int32 {
        Int32(max(0, min(distribution.draw(from: &stream), AccountLife.countMax)))
    }
}
