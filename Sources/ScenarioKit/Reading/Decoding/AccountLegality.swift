import JSONKit
import SimulationKit

/// Judges whether each step of an account is possible, by existence alone.
///
/// A user signs up once, before anything else, and does nothing after being deleted. A project is created
/// once, by a living user, before anything happens to it, and nothing happens to it after its deletion or its
/// user's. Whether a payment is pending never matters, so validity does not depend on the seed.
struct AccountLegality {
    private enum State {
        case alive
        case deleted
    }

    private struct Project: Hashable {
        let user: Int
        let key: UInt64
    }

    private let users: NamedUsers
    private var states: [Int: State] = [:]
    private var projects: [Project: State] = [:]
    /// The names of each user's projects, in the order of their creation.
    private var names: [Int: [String]] = [:]

    init(users: NamedUsers) {
        self.users = users
    }

    /// Judges the next step in the order of moments.
    mutating func observe(_ step: Step) {
        guard case .account(let verb) = step.decoded.verb else { return }
        let user = step.decoded.user
        switch verb {
        case .signUp:
            signUp(user, step)
        case .updateUser, .pay:
            _ = requireUser(user, step)
        case .deleteUser:
            guard requireUser(user, step) else { return }
            refuseSurplus(user, step)
            states[user] = .deleted
        case .createProject(let key, _):
            guard requireUser(user, step) else { return }
            create(Project(user: user, key: key), step)
        case .updateProject(let key, _, _), .upload(let key, _, _):
            guard requireUser(user, step) else { return }
            _ = requireProject(Project(user: user, key: key), step)
        case .deleteProject(let key):
            let project = Project(user: user, key: key)
            guard requireUser(user, step), requireProject(project, step) else { return }
            projects[project] = .deleted
        }
    }

    private mutating func signUp(_ user: Int, _ step: Step) {
        switch states[user] {
        case nil:
            states[user] = .alive
        case .alive?:
            step.reference.report("\(name(user)) has signed up already")
        case .deleted?:
            step.reference.report(
                "\(name(user)) was deleted before: signing up again takes a user of its own"
            )
        }
    }

    private mutating func create(_ project: Project, _ step: Step) {
        switch projects[project] {
        case nil:
            projects[project] = .alive
            if let slash = reference(step).firstIndex(of: "/") {
                names[project.user, default: []].append(String(reference(step)[slash...].dropFirst()))
            }
        case .alive?:
            step.reference.report("\(Diagnostic.quoted(reference(step))) is created already")
        case .deleted?:
            step.reference.report(
                "\(Diagnostic.quoted(reference(step))) was deleted before: another project takes another name"
            )
        }
    }

    private func requireUser(_ user: Int, _ step: Step) -> Bool {
        switch states[user] {
        case .alive?: return true
        case .deleted?: step.reference.report("\(name(user)) was deleted before")
        case nil: step.reference.report("\(name(user)) has not signed up yet at this moment")
        }
        return false
    }

    private func requireProject(_ project: Project, _ step: Step) -> Bool {
        switch projects[project] {
        case .alive?:
            return true
        case .deleted?:
            step.reference.report("\(Diagnostic.quoted(reference(step))) was deleted before")
        case nil:
            let text = reference(step)
            let owner = users.users[project.user].name
            let own = text.split(separator: "/", maxSplits: 1).last.map(String.init) ?? ""
            step.reference.report(
                "\(Diagnostic.quoted(text)) is not created yet at this moment",
                suggestion: Suggestion.nearest(to: own, among: names[project.user] ?? []).map {
                    "\(owner)/\($0)"
                }
            )
        }
        return false
    }

    /// Reports an id for an event that the deletion of a user does not bring about.
    private func refuseSurplus(_ user: Int, _ step: Step) {
        let living = projects.count { $0.key.user == user && $0.value == .alive }
        let given = step.overrides.count { $0.identifier != nil }
        guard given > living + 1 else { return }
        let events = living == 0 ? "one event" : "\(living + 1) events"
        step.reference.report("this 'deleteUser' brings about \(events), and 'ids' has more")
    }

    private func reference(_ step: Step) -> String { step.reference.node.string ?? "" }

    private func name(_ user: Int) -> String { Diagnostic.quoted(users.users[user].name) }
}
