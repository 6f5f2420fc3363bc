import JSONKit
import SimulationKit

/// Judges whether the grants that a timeline takes back are there, whatever else happens.
struct GrantLegality {
    private let users: NamedUsers
    private var live: [Int: LiveGrants] = [:]

    init(users: NamedUsers) {
        self.users = users
    }

    /// Judges the next step in the order of moments.
    mutating func observe(_ step: Step) {
        guard let revocation = step.decoded.revocation, case .user(let place, _) = step.decoded.subject
        else { return }
        let user = users.users[place]
        var grants = live[place] ?? LiveGrants(count: user.grants)
        let name = Diagnostic.quoted(user.name)
        let all = user.grants == 1 ? "one grant" : "\(user.grants) grants"
        if let grant = revocation.grant {
            if !grants.remove(grant.ordinal) {
                grant.cursor.report(
                    grant.ordinal < user.grants
                        ? "grant \(grant.ordinal + 1) of \(name) was taken back before"
                        : "\(name) has \(all), and none of number \(grant.ordinal + 1)"
                )
            }
        } else if let first = grants.first {
            _ = grants.remove(first)
        } else {
            step.reference.report("\(name) has \(all), taken back before")
        }
        live[place] = grants
    }
}
