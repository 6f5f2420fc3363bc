import JSONKit

/// What is believed of one user of the account provider.
///
/// Deletion is final: whatever a scenario has announced afterwards changes nothing.
package struct AccountBelief: Equatable, Sendable {
    /// What is believed of one project.
    package struct Project: Equatable, Sendable {
        /// The last status; nil before the creation.
        package var status: String?
        /// The ids of its files.
        package var files: Set<String> = []
        /// Whether it is gone.
        package var isDeleted = false
    }

    /// The last status; nil where bodies have none (003).
    package var status: String?
    /// The projects by id; deleted ones stay, and are shown nowhere.
    package var projects: [String: Project] = [:]
    /// The status of each payment, by id.
    package var payments: [String: String] = [:]
    /// Whether the user is gone.
    package var isDeleted = false

    /// What an event changes.
    enum Change {
        case user(status: String?)
        case userDeletion
        case project(String, status: String)
        case projectDeletion(String)
        case file(String, project: String)
        case payment(String, status: String)
    }

    /// Takes in what an event changes.
    mutating func take(_ change: Change) {
        guard !isDeleted else { return }
        switch change {
        case .user(let word):
            status = word
        case .userDeletion:
            self = AccountBelief(isDeleted: true)
        case .project(let identifier, let word):
            guard projects[identifier]?.isDeleted != true else { return }
            projects[identifier, default: Project()].status = word
        case .projectDeletion(let identifier):
            projects[identifier] = Project(isDeleted: true)
        case .file(let identifier, let project):
            guard projects[project]?.isDeleted != true else { return }
            projects[project, default: Project()].files.insert(identifier)
        case .payment(let identifier, let word):
            payments[identifier] = word
        }
    }

    /// The belief in the form in which the reference consumer answers its probe, keys sorted.
    var json: JSONValue {
        let projects = projects.filter { !$0.value.isDeleted }.sorted { $0.key < $1.key }.map { entry in
            let members: [(key: String, value: JSONValue)] = [
                (key: "status", value: Self.word(entry.value.status)),
                (key: "files", value: .number(JSONNumber(Int64(entry.value.files.count)))),
            ]
            return (key: entry.key, value: JSONValue.object(JSONObject(members)))
        }
        let payments = payments.sorted { $0.key < $1.key }
            .map { (key: $0.key, value: JSONValue.string($0.value)) }
        return .object(
            JSONObject([
                (key: "status", value: Self.word(status)),
                (key: "projects", value: .object(JSONObject(projects))),
                (key: "payments", value: .object(JSONObject(payments))),
            ])
        )
    }

    private static func word(_ status: String?) -> JSONValue { status.map { .string($0) } ?? .null }
}

extension AccountBelief.Change {
    /// What an event of the provider changes for its user.
    init(_ snapshot: AccountSnapshot, _ event: Event) {
        self =
            switch snapshot.subject {
            case .user where event.type == .userDeleted: .userDeletion
            case .user(let user): .user(status: event.user.shape == .short ? nil : user.status.rawValue)
            case .project(let project) where event.type == .projectDeleted:
                .projectDeletion(project.identifier.text)
            case .project(let project):
                .project(project.identifier.text, status: project.status.rawValue)
            case .file(let file):
                .file(file.identifier.text, project: file.project.text)
            case .payment(let payment):
                .payment(payment.identifier.text, status: payment.failure == nil ? "succeeded" : "failed")
            }
    }

    /// What an event with data of the scenario's own changes, and for whom; nil where it does not say.
    static func of(_ data: GivenData, _ type: EventType) -> (owner: String, change: Self)? {
        let isAboutUser = type == .userCreated || type == .userUpdated || type == .userDeleted
        guard let owner = (isAboutUser ? data.text("id") : nil) ?? data.text("user_id"),
            let change = change(data, type)
        else { return nil }
        return (owner, change)
    }

    private static func change(_ data: GivenData, _ type: EventType) -> Self? {
        switch type {
        case .userCreated, .userUpdated:
            return .user(status: data.text("status"))
        case .userDeleted:
            return .userDeletion
        case .projectCreated, .projectUpdated:
            guard let identifier = data.text("id"), let status = data.text("status") else { return nil }
            return .project(identifier, status: status)
        case .projectDeleted:
            return data.text("id").map { .projectDeletion($0) }
        case .fileUploaded:
            guard let identifier = data.text("id"), let project = data.text("project_id") else { return nil }
            return .file(identifier, project: project)
        case .paymentSucceeded, .paymentFailed:
            guard let identifier = data.text("id"), let status = data.text("status") else { return nil }
            return .payment(identifier, status: status)
        case .integrationCreated, .integrationUpdated, .integrationDeleted, .integrationFailed,
            .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed:
            return nil
        }
    }
}
