extension UserState {
    /// Carries out a verb of the account provider.
    mutating func carryOut(
        _ verb: AccountVerb,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        switch verb {
        case .signUp(let name, let email):
            _ = try handle(.signUp)
            signUp(name: name, email: email)
            announceUser(.userCreated, at: moment, override: overrides.first, into: &outbox)
        case .updateUser(let name, let email, let status):
            _ = try handle(.change)
            change(name: name, email: email, status: status)
            let notBefore = Self.nextSecond(after: account.state.lastChange)
            account.state.lastChange = announceUser(
                .userUpdated,
                at: moment,
                override: overrides.first,
                notBefore: notBefore,
                into: &outbox
            )
        case .deleteUser:
            _ = try handle(.deletion)
            deleteAll(at: moment, overrides: overrides, into: &outbox)
        case .createProject(let key, let name):
            _ = try handle(.work)
            try createProject(key, name: name, at: moment, override: overrides.first, into: &outbox)
        case .updateProject(let key, let name, let status):
            _ = try handle(.work)
            let place = try place(ofProject: key)
            try changeProject(place, name: name, status: status)
            announceProjectChange(place, at: moment, override: overrides.first, into: &outbox)
        case .deleteProject(let key):
            _ = try handle(.work)
            let place = try place(ofProject: key)
            try deleteProject(place, at: moment, override: overrides.first, into: &outbox)
        case .upload(let key, let name, let size):
            _ = try handle(.work)
            let file = (place: try place(ofProject: key), name: name, size: size)
            try upload(file, at: moment, override: overrides.first, into: &outbox)
        case .pay(let plan):
            _ = try handle(.work)
            pay(plan, at: moment, overrides: overrides)
        }
    }

    /// A payment's time is over: it has succeeded or failed.
    mutating func settlePayment(_ place: Int, at moment: Moment, into outbox: inout Outbox) {
        let payment = account.state.payments[place]
        let (amount, currency) = price(of: payment)
        let failure = failure(of: payment)
        let effect: PaymentMachine.Effect
        do throws(InvalidTransition) {
            effect = try account.state.payments[place].machine.handle(failure == nil ? .accepted : .declined)
        } catch {
            preconditionFailure("the agenda asked for the impossible: \(error.message)")
        }
        let subject = AccountPayment(
            identifier: EntityIdentifier(
                .payment,
                of: details,
                key: UInt64(payment.ordinal),
                seed: setting.seed
            ),
            amountHundredths: amount,
            currency: currency,
            failure: failure
        )
        announce(
            effect == .announceSuccess ? .paymentSucceeded : .paymentFailed,
            .payment(subject),
            at: moment,
            override: payment.script?.overrides.first,
            into: &outbox
        )
    }

    private mutating func createProject(
        _ key: UInt64,
        name: String?,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        guard account.state.place(ofProject: key) == nil else { throw .projectExists }
        account.state.projects.append(ProjectState(key: key, givenName: name.map(GivenText.init)))
        let place = account.state.projects.count - 1
        announceProject(.projectCreated, place, at: moment, override: override, into: &outbox)
    }

    private mutating func deleteProject(
        _ place: Int,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        // As it was last: a deleted project tells its last status, as a removed integration does.
        let subject = project(place)
        try handle(.deletion, ofProject: place)
        if account.state.projects[place].fileCount > 0 {
            do throws(InvalidTransition) {
                _ = try account.state.projects[place].files.handle(.projectDeleted)
            } catch {
                preconditionFailure("a project kept files that were gone: \(error.message)")
            }
        }
        account.state.projects[place].givenName = nil
        announce(.projectDeleted, .project(subject), at: moment, override: override, into: &outbox)
    }

    private mutating func upload(
        _ file: (place: Int, name: String?, size: Int64?),
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) throws(CommandRefused) {
        try handle(.upload, ofProject: file.place)
        account.state.fileOrdinal += 1
        let key = UInt64(account.state.fileOrdinal)
        var stream = stream(.accountFile, key)
        let drawn = AccountCatalogue.drawFile(from: &stream)
        var machine = FileMachine()
        do throws(InvalidTransition) {
            _ = try machine.handle(.stored)
        } catch {
            throw .notPossible(error)
        }
        account.state.projects[file.place].files = machine
        account.state.projects[file.place].fileCount += 1
        let subject = AccountFile(
            identifier: EntityIdentifier(.file, of: details, key: key, seed: setting.seed),
            project: project(file.place).identifier,
            name: file.name ?? drawn.name,
            sizeBytes: file.size ?? drawn.sizeBytes
        )
        announce(.fileUploaded, .file(subject), at: moment, override: override, into: &outbox)
    }

    private mutating func pay(_ plan: PaymentPlan, at moment: Moment, overrides: [EventOverride]) {
        account.state.paymentOrdinal += 1
        let isDrawn = plan === PaymentPlan.drawn && overrides.isEmpty
        let payment = PaymentState(
            script: isDrawn ? nil : Script(plan, overrides: overrides),
            ordinal: account.state.paymentOrdinal
        )
        let free = account.state.payments.firstIndex { $0.machine.state != .pending }
        let place = free ?? account.state.payments.count
        if let free {
            account.state.payments[free] = payment
        } else {
            account.state.payments.append(payment)
        }
        agenda.add(.account(.paymentSettles(Int32(place))), at: moment + takesMilliseconds(of: payment))
    }

    /// The projects go in the order of their creation, then the user; what is pending is dropped.
    private mutating func deleteAll(
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) {
        var rest = overrides[...]
        for place in account.state.projects.indices
        where account.state.projects[place].machine.state != .deleted {
            do throws(CommandRefused) {
                try deleteProject(place, at: moment, override: rest.popFirst(), into: &outbox)
            } catch {
                preconditionFailure("a living project was not to be deleted: \(error.message)")
            }
        }
        for place in account.state.payments.indices
        where account.state.payments[place].machine.state == .pending {
            do throws(InvalidTransition) {
                _ = try account.state.payments[place].machine.handle(.userDeleted)
            } catch {
                preconditionFailure("a pending payment was not to be dropped: \(error.message)")
            }
        }
        agenda.removeAll()
        announceUser(.userDeleted, at: moment, override: rest.popFirst(), into: &outbox)
    }

    /// The least moment in a second after that of another: `created_at` tells changes apart by it alone.
    private static func nextSecond(after moment: Moment) -> Moment {
        let second = CivilTime(moment).millisecondsOfDay % 1_000
        return moment + (1_000 - second)
    }

    private func project(_ place: Int) -> AccountProject {
        let project = account.state.projects[place]
        return AccountProject(
            identifier: EntityIdentifier(.project, of: details, key: project.key, seed: setting.seed),
            name: name(of: project),
            status: project.status
        )
    }

    private mutating func announceProjectChange(
        _ place: Int,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) {
        let notBefore = Self.nextSecond(after: account.state.projects[place].lastChange)
        account.state.projects[place].lastChange = announceProject(
            .projectUpdated,
            place,
            at: moment,
            override: override,
            notBefore: notBefore,
            into: &outbox
        )
    }

    @discardableResult
    private mutating func announceProject(
        _ type: EventType,
        _ place: Int,
        at moment: Moment,
        override: EventOverride?,
        notBefore: Moment = .earliest,
        into outbox: inout Outbox
    ) -> Moment {
        announce(
            type,
            .project(project(place)),
            at: moment,
            override: override,
            notBefore: notBefore,
            into: &outbox
        )
    }

    @discardableResult
    private mutating func announceUser(
        _ type: EventType,
        at moment: Moment,
        override: EventOverride?,
        notBefore: Moment = .earliest,
        into outbox: inout Outbox
    ) -> Moment {
        announce(
            type,
            .user(profile),
            at: moment,
            override: override,
            notBefore: notBefore,
            into: &outbox
        )
    }

    @discardableResult
    private mutating func announce(
        _ type: EventType,
        _ subject: AccountSnapshot.Subject,
        at moment: Moment,
        override: EventOverride?,
        notBefore: Moment = .earliest,
        into outbox: inout Outbox
    ) -> Moment {
        emit(
            type,
            .account(AccountSnapshot(subject)),
            at: moment,
            lagMilliseconds: override?.lagMilliseconds ?? 0,
            notBefore: notBefore,
            identifier: override?.givenIdentifier,
            into: &outbox
        )
    }

    private func place(ofProject key: UInt64) throws(CommandRefused) -> Int {
        guard let place = account.state.place(ofProject: key) else { throw .unknownProject }
        return place
    }

    private mutating func handle(
        _ input: AccountUserMachine.Input
    ) throws(CommandRefused) -> AccountUserMachine.Effect {
        do throws(InvalidTransition) {
            return try account.state.machine.handle(input)
        } catch {
            throw .notPossible(error)
        }
    }
}
