import JSONKit

/// What is believed of one user of the account provider.
package struct AccountBelief: Equatable, Sendable {
    /// What is believed of one project.
    package struct Project: Equatable, Sendable {
        /// The last status.
        package var status: ProjectStatus
        /// How many files it has.
        package var files = 0
    }

    /// The last status; nil where bodies have none (003).
    package var status: UserStatus?
    /// The projects by id; deleted ones are absent.
    package var projects: [String: Project] = [:]
    /// Whether each payment succeeded, by id.
    package var payments: [String: Bool] = [:]

    /// The belief after an event of a lawful stream; nil after the user's deletion.
    init?(_ belief: AccountBelief?, after snapshot: AccountSnapshot, _ event: Event) {
        self = belief ?? AccountBelief()
        switch snapshot.subject {
        case .user(let user):
            if event.type == .userDeleted { return nil }
            status = event.user.shape == .short ? nil : user.status
        case .project(let project):
            let identifier = project.identifier.text
            if event.type == .projectDeleted {
                projects[identifier] = nil
            } else {
                projects[identifier, default: Project(status: project.status)].status = project.status
            }
        case .file(let file):
            projects[file.project.text]?.files += 1
        case .payment(let payment):
            payments[payment.identifier.text] = payment.failure == nil
        }
    }

    private init() {}

    /// The belief in the form in which the reference consumer answers its probe, keys sorted.
    var json: JSONValue {
        let projects = projects.sorted { $0.key < $1.key }.map { entry in
            let members: [(key: String, value: JSONValue)] = [
                (key: "status", value: .string(entry.value.status.rawValue)),
                (key: "files", value: .number(JSONNumber(Int64(entry.value.files)))),
            ]
            return (key: entry.key, value: JSONValue.object(JSONObject(members)))
        }
        let payments = payments.sorted { $0.key < $1.key }.map { entry in
            (key: entry.key, value: JSONValue.string(entry.value ? "succeeded" : "failed"))
        }
        return .object(
            JSONObject([
                (key: "status", value: status.map { .string($0.rawValue) } ?? .null),
                (key: "projects", value: .object(JSONObject(projects))),
                (key: "payments", value: .object(JSONObject(payments))),
            ])
        )
    }
}
