import JSONKit
import SimulationKit

/// Judges whether each step of a timeline is possible, by existence alone.
///
/// An integration is connected once, before it is resynced, renamed or removed, and not touched after its
/// removal. Whether a sync is under way never matters, so validity does not depend on the seed.
struct Legality {
    private enum State {
        case connected
        case removed
    }

    private struct Key: Hashable {
        let user: Int
        let integration: UInt64
    }

    private let users: NamedUsers
    private let reading: Reading
    private var states: [Key: State] = [:]

    init(users: NamedUsers, reading: Reading) {
        self.users = users
        self.reading = reading
    }

    /// Judges the next step in the order of moments.
    mutating func observe(_ step: Step) {
        guard let (action, integration) = step.decoded.action, case .user(let user, _) = step.decoded.subject
        else { return }
        let name = Diagnostic.quoted("\(users.users[user].name)/\(integration.name)")
        let key = Key(user: user, integration: integration.specification.key)
        switch (action, states[key]) {
        case (.connect, nil):
            states[key] = .connected
        case (.connect, .connected?):
            step.reference.report("\(name) is connected already")
        case (.connect, .removed?):
            step.reference.report(
                "\(name) was removed before: connecting again takes an integration of its own"
            )
        case (.resync, nil), (.rename, nil), (.remove, nil):
            step.reference.report("\(name) is not connected yet at this moment")
        case (.resync, .removed?), (.rename, .removed?), (.remove, .removed?):
            step.reference.report("\(name) was removed before")
        case (.rename, .connected?):
            break
        case (.remove, .connected?):
            states[key] = .removed
        case (.resync(let mode), .connected?):
            guard mode == "latest", integration.specification.type == .csv else { return }
            (step.decoded.mode ?? step.reference).report(
                "\(name) is imported from a file, which is read from the start only",
                suggestion: "from_start"
            )
        }
    }
}
