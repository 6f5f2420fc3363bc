import JSONKit

/// What the consumer believes of one user of an account service, or the memory that the user was deleted.
///
/// Order and repetition never matter: of standings the greatest counts, files are a set, and deletion is
/// final. What comes of a thing before its creation is kept for it.
struct AccountBelief: Sendable {
    /// What is believed of one project, or the memory that it was deleted.
    private struct Project: Sendable {
        /// Nil before its creation is heard of.
        var standing: AccountStanding?
        var files: Set<ByteText> = []
        var isDeleted = false
    }

    /// Nil before the user's creation is heard of.
    private var standing: AccountStanding?
    private var projects: [ByteText: Project] = [:]
    private var payments: [ByteText: AccountStanding] = [:]
    private(set) var isDeleted = false

    /// How many projects, files and payments are kept.
    private(set) var thingCount = 0

    init() {}

    /// How many more things would be kept after a change.
    func growth(by change: AccountChange) -> Int {
        guard !isDeleted else { return 0 }
        switch change {
        case .user, .userDeletion:
            return 0
        case .project(let identifier, _), .projectDeletion(let identifier):
            return projects[ByteText(identifier)] == nil ? 1 : 0
        case .upload(let identifier, let project):
            guard let known = projects[ByteText(project)] else { return 2 }
            return known.isDeleted || known.files.contains(ByteText(identifier)) ? 0 : 1
        case .payment(let identifier, _):
            return payments[ByteText(identifier)] == nil ? 1 : 0
        }
    }

    /// Takes in what an event changes; says whether the belief moved on.
    mutating func take(_ change: AccountChange) -> Bool {
        guard !isDeleted else { return false }
        thingCount += growth(by: change)
        switch change {
        case .user(let standing):
            return Self.advance(&self.standing, to: standing)
        case .userDeletion:
            self = AccountBelief()
            isDeleted = true
            return true
        case .project(let identifier, let standing):
            let key = ByteText(identifier)
            guard projects[key]?.isDeleted != true else { return false }
            return Self.advance(&projects[key, default: Project()].standing, to: standing)
        case .projectDeletion(let identifier):
            let key = ByteText(identifier)
            guard projects[key]?.isDeleted != true else { return false }
            thingCount -= projects[key]?.files.count ?? 0
            projects[key] = Project(isDeleted: true)
            return true
        case .upload(let identifier, let project):
            let key = ByteText(project)
            guard projects[key]?.isDeleted != true else { return false }
            return projects[key, default: Project()].files.insert(ByteText(identifier)).inserted
        case .payment(let identifier, let standing):
            return Self.advance(&payments[ByteText(identifier)], to: standing)
        }
    }

    /// Writes the members of the user's object, things sorted by the bytes of their ids.
    ///
    ///     "status":"active","projects":{"proj_1":{"status":"active","files":2}},"payments":{"pay_1":"failed"}
    func write(to writer: inout JSONWriter) {
        writer.key("status")
        Self.write(standing?.word, to: &writer)
        writer.key("projects")
        writer.beginObject()
        for (identifier, project) in projects.sorted(by: { $0.key < $1.key }) where !project.isDeleted {
            writer.key(identifier.text)
            writer.beginObject()
            writer.key("status")
            Self.write(project.standing?.word, to: &writer)
            writer.key("files")
            writer.integer(Int64(project.files.count))
            writer.endObject()
        }
        writer.endObject()
        writer.key("payments")
        writer.beginObject()
        for (identifier, standing) in payments.sorted(by: { $0.key < $1.key }) {
            writer.key(identifier.text)
            Self.write(standing.word, to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ word: String?, to writer: inout JSONWriter) {
        if let word {
            writer.string(word)
        } else {
            writer.null()
        }
    }

    private static func advance(_ belief: inout AccountStanding?, to standing: AccountStanding) -> Bool {
        if let belief, belief >= standing { return false }
        belief = standing
        return true
    }
}
