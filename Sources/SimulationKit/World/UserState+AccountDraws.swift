/// What chance gives an account, each from a stream of its own.
extension UserState {
    /// The profile of a user who signs up, drawn where it is not given.
    mutating func signUp(name: String?, email: String?) {
        var stream = stream(.accountUser)
        let person = AccountPerson(details, isOfCrowd: setting.accountLife != nil, from: &stream)
        account.state.profile = AccountUser(
            name: name ?? person.name,
            email: email ?? person.drawAddress(otherThan: nil, from: &stream),
            status: .active
        )
    }

    /// Changes the profile as given; where nothing is given, one thing of it that is drawn.
    mutating func change(name: String?, email: String?, status: UserStatus?) {
        account.state.changeOrdinal += 1
        guard name == nil, email == nil, status == nil else {
            if let name { account.state.profile.name = name }
            if let email { account.state.profile.email = email }
            if let status { account.state.profile.status = status }
            return
        }
        var first = stream(.accountUser)
        var person = AccountPerson(details, isOfCrowd: setting.accountLife != nil, from: &first)
        var stream = stream(.accountUser, UInt64(account.state.changeOrdinal))
        let choice = stream.below(10)
        person.marry(from: &stream)
        switch choice {
        case 0..<2 where person.name != account.state.profile.name:
            account.state.profile.name = person.name
        case 0..<7:
            let old = account.state.profile.email
            account.state.profile.email = person.drawAddress(otherThan: old, from: &stream)
        default:
            let others = UserStatus.allCases.filter { $0 != account.state.profile.status }
            account.state.profile.status = others[Int(stream.below(UInt64(others.count)))]
        }
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
        let isRenamed = stream.below(2) == 0
        var status = status
        var name = name
        if name == nil, status == nil {
            if isRenamed, drawn != project.name {
                name = drawn
            } else {
                status = project.status == .active ? .archived : .active
            }
        }
        switch status {
        case .active?: try handle(.reactivate, ofProject: place)
        case .archived?: try handle(.archive, ofProject: place)
        case nil: try handle(.change, ofProject: place)
        }
        if let name { account.state.projects[place].name = name }
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
