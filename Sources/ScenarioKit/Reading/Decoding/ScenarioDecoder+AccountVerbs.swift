import JSONKit
import SimulationKit

/// The verbs of the account provider.
enum AccountVerbName: String {
    case signUp
    case updateUser
    case deleteUser
    case createProject
    case updateProject
    case deleteProject
    case upload
    case pay
}

extension ScenarioDecoder {
    /// Reads a verb of this group and what goes with it.
    func decode(
        _ verb: AccountVerbName,
        _ step: inout ObjectCursor,
        _ reference: ValueCursor
    ) -> DecodedVerb? {
        switch verb {
        case .signUp:
            let asked = AccountVerb.signUp(name: step["name"]?.text(), email: step["email"]?.text())
            return decoded(asked, ofUser: reference)
        case .updateUser:
            let asked = AccountVerb.updateUser(
                name: step["name"]?.text(),
                email: step["email"]?.text(),
                status: step["status"]?.choice()
            )
            return decoded(asked, ofUser: reference)
        case .deleteUser:
            return decoded(.deleteUser, ofUser: reference, eventsMax: Shape.eventsOfStepMax)
        case .createProject:
            let name = step["name"]?.text()
            return decoded(ofProject: reference) { .createProject($0, name: name) }
        case .updateProject:
            let name = step["name"]?.text()
            let status: ProjectStatus? = step["status"]?.choice()
            return decoded(ofProject: reference) { .updateProject($0, name: name, status: status) }
        case .deleteProject:
            return decoded(ofProject: reference) { .deleteProject($0) }
        case .upload:
            let name = step["name"]?.text()
            let size = step["size"]?.integer()
            return decoded(ofProject: reference) { .upload(project: $0, name: name, sizeBytes: size) }
        case .pay:
            let plan = decodePayment(&step)
            let takes = plan.takesMilliseconds ?? Horizon.paymentMilliseconds
            return decoded(.pay(plan), ofUser: reference, takesMilliseconds: takes)
        }
    }

    private func decodePayment(_ step: inout ObjectCursor) -> PaymentPlan {
        let amount = step["amount"]
        let plan = PaymentPlan(
            amountHundredths: amount?.decimal(),
            currency: step["currency"]?.choice(),
            takesMilliseconds: step["takes"]?.duration(),
            failure: step["fails"]?.text()
        )
        if let currency = plan.currency, let hundredths = plan.amountHundredths,
            !currency.hasHundredths, hundredths % 100 != 0
        {
            amount?.report("\(currency.rawValue) has no hundredths: 'amount' is a whole number then")
        }
        return plan
    }

    private func decoded(
        _ verb: AccountVerb,
        ofUser reference: ValueCursor,
        eventsMax: Int = 1,
        takesMilliseconds: Int64 = 0
    ) -> DecodedVerb? {
        guard let user = reference.user(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .account(verb),
            eventsMax: eventsMax,
            // A later change of the same thing may wait for its second.
            takesMilliseconds: takesMilliseconds + 1_000
        )
    }

    private func decoded(
        ofProject reference: ValueCursor,
        _ verb: (UInt64) -> AccountVerb
    ) -> DecodedVerb? {
        guard let (user, project) = reference.project(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .account(verb(project)),
            eventsMax: 1,
            takesMilliseconds: 1_000
        )
    }
}

extension ValueCursor {
    /// The user and the key of the project that this value names as `user/project`.
    func project(of users: NamedUsers) -> (user: Int, project: UInt64)? {
        guard let text = reference() else { return nil }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let place = users.place(of: parts[0]) else {
            let nearest = users.nearest(to: parts[0])
            report(
                "there is no user \(Diagnostic.quoted(String(parts[0])))",
                suggestion: nearest.map { parts.count == 2 ? "\($0)/\(parts[1])" : $0 }
            )
            return nil
        }
        guard parts.count == 2 else {
            report("\(label) is written 'user/project'")
            return nil
        }
        if let problem = NameRule.problem(of: String(parts[1]), isReferredTo: true) {
            report(problem)
            return nil
        }
        return (place, StableHash(String(parts[1])).low)
    }
}
