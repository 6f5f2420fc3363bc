/// What chance gives an account, each from a stream of its own.
extension UserState {
    /// The profile as it is now, what is not given drawn anew.
    var profile: AccountUser {
        let account = account.state
        return AccountUser(
            name: account.given?.name ?? person(lastNameOf: account.nameOrdinal).name,
            email: account.given?.email ?? drawnAddress(account),
            status: account.status
        )
    }

    /// The profile of a user who signs up, drawn where it is not given.
    mutating func signUp(name: String?, email: String?) {
        account.state.given = GivenProfile(name: name, email: email)
    }

    /// Changes the profile as given; where nothing is given, one thing of it that is drawn.
    mutating func change(name: String?, email: String?, status: UserStatus?) {
        account.state.changeOrdinal += 1
        let ordinal = account.state.changeOrdinal
        let old = profile
        let given = account.state.given
        guard name == nil, email == nil, status == nil else {
            account.state.given = GivenProfile(name: name ?? given?.name, email: email ?? given?.email)
            if let status { account.state.status = status }
            return
        }
        var stream = stream(.accountUser, UInt64(ordinal) << 1)
        switch stream.below(10) {
        case 0..<2 where person(lastNameOf: ordinal).name != old.name:
            account.state.given = GivenProfile(name: nil, email: given?.email)
            account.state.nameOrdinal = ordinal
        case 0..<7:
            account.state.given = GivenProfile(name: given?.name, email: nil)
            account.state.addressOrdinal = ordinal
            // Another domain each time; one more where it is that of a given address.
            repeat { account.state.addressCount += 1 } while profile.email == old.email
        default:
            let others = UserStatus.allCases.filter { $0 != old.status }
            account.state.status = others[Int(stream.below(UInt64(others.count)))]
        }
    }

    private func drawnAddress(_ account: AccountState) -> String {
        var stream = stream(.accountUser, UInt64(account.addressOrdinal) << 1 | 1)
        return person(lastNameOf: 0).drawAddress(count: account.addressCount, from: &stream)
    }

    /// Who the user is since a change that gave another last name; 0 for the beginning.
    private func person(lastNameOf ordinal: UInt32) -> AccountPerson {
        var first = stream(.accountUser)
        var person = AccountPerson(details, isOfCrowd: setting.accountLife != nil, from: &first)
        if ordinal > 0 {
            var later = stream(.accountUser, UInt64(ordinal) << 1 | 1)
            person.marry(from: &later)
        }
        return person
    }

    /// What a project is called.
    func name(of project: ProjectState) -> String {
        if let given = project.givenName { return given.text }
        var stream = stream(.accountProject, project.key &+ UInt64(project.nameOrdinal))
        return AccountCatalogue.drawProjectName(from: &stream)
    }

    /// Changes a project as given; where nothing is given, its name or its status.
    mutating func changeProject(
        _ place: Int,
        name: String?,
        status: ProjectStatus?
    ) throws(CommandRefused) {
        account.state.projects[place].changeOrdinal += 1
        let project = account.state.projects[place]
        var stream = stream(.accountProject, project.key &+ UInt64(project.changeOrdinal))
        let drawn = AccountCatalogue.drawProjectName(from: &stream)
        let isRenamed = stream.below(2) == 0 && drawn != self.name(of: project)
        let isBare = name == nil && status == nil
        let toggled: ProjectStatus = project.status == .active ? .archived : .active
        switch isBare && !isRenamed ? toggled : status {
        case .active?: try handle(.reactivate, ofProject: place)
        case .archived?: try handle(.archive, ofProject: place)
        case nil: try handle(.change, ofProject: place)
        }
        if let name {
            account.state.projects[place].givenName = GivenText(name)
        } else if isBare, isRenamed {
            account.state.projects[place].givenName = nil
            account.state.projects[place].nameOrdinal = project.changeOrdinal
        }
    }

    /// How long a payment is pending.
    func takesMilliseconds(of payment: PaymentState) -> Int64 {
        var stream = stream(.paymentOutcome, UInt64(payment.ordinal))
        let drawn = behaviour.settling.draw(from: &stream)
        return max(0, payment.plan.takesMilliseconds ?? drawn)
    }

    /// Why a payment fails; nil where it succeeds.
    func failure(of payment: PaymentState) -> String? {
        if let given = payment.plan.failure { return given }
        // Its own place in the user's stream: how long it took is drawn from another.
        var stream = stream(.payment, UInt64(payment.ordinal) << 1 | 1)
        guard stream.happens(behaviour.paymentFailure) else { return nil }
        let reasons = behaviour.paymentFailureReasons
        return reasons.options[reasons.draw(from: &stream)].name
    }

    /// What a payment is of.
    func price(of payment: PaymentState) -> (amountHundredths: Int64, currency: Currency) {
        var stream = stream(.payment, UInt64(payment.ordinal) << 1)
        let given = payment.plan.amountHundredths
        let needsHundredths = (given ?? 0) % 100 != 0
        let drawn = AccountCatalogue.drawCurrency(needsHundredths: needsHundredths, from: &stream)
        let currency = payment.plan.currency ?? drawn
        return (given ?? AccountCatalogue.drawAmount(in: currency, from: &stream), currency)
    }

    /// Applies an input to a project's machine.
    mutating func handle(_ input: ProjectMachine.Input, ofProject place: Int) throws(CommandRefused) {
        do throws(InvalidTransition) {
            _ = try account.state.projects[place].machine.handle(input)
        } catch {
            throw .notPossible(error)
        }
    }

    private var behaviour: AccountBehaviour { setting.account ?? Self.standardBehaviour }

    /// That of a world that was made for another provider; no scenario reaches it.
    private static let standardBehaviour = AccountBehaviour()
}
