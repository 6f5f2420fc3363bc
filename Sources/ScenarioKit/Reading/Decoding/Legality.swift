import JSONKit
import SimulationKit

/// Judges whether each step of a timeline is possible, by existence alone.
///
/// An integration is connected once, before anything else is done with it, and not touched after its removal,
/// unless the step says that its wipe fails. While it is suspended it is renamed, resumed or removed. Whether a
/// sync or a wipe is under way never matters, so validity does not depend on the seed.
struct Legality {
    private enum State {
        case connected
        case suspended
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
        case (.connect, .connected?), (.connect, .suspended?):
            step.reference.report("\(name) is connected already")
        case (.connect, .removed?):
            step.reference.report(
                "\(name) was removed before: connecting again takes an integration of its own"
            )
        case (.resync, nil), (.rename, nil), (.remove, nil), (.suspend, nil), (.resume, nil):
            step.reference.report("\(name) is not connected yet at this moment")
        case (.resync, .removed?), (.rename, .removed?), (.remove, .removed?), (.suspend, .removed?),
            (.resume, .removed?):
            step.reference.report("\(name) was removed before")
        case (.rename, .connected?), (.rename, .suspended?):
            break
        case (.remove(let wipeFails), .connected?), (.remove(let wipeFails), .suspended?):
            // After a wipe that failed it is FAILED, and as good as any other.
            states[key] = wipeFails ? .connected : .removed
        case (.suspend, .connected?):
            states[key] = .suspended
        case (.suspend, .suspended?):
            step.reference.report("\(name) is suspended already")
        case (.resume, .suspended?):
            states[key] = .connected
        case (.resume, .connected?):
            step.reference.report("\(name) is not suspended at this moment")
        case (.resync, .suspended?):
            step.reference.report("\(name) is suspended: resume it, which syncs it too")
        case (.resync(let mode), .connected?):
            guard mode == "latest", integration.specification.type == .csv else { return }
            (step.decoded.mode ?? step.reference).report(
                "\(name) is imported from a file, which is read from the start only",
                suggestion: "from_start"
            )
        }
    }
}
