/// The kinds of event of an account service, by the names in 001.
enum AccountEventKind: Sendable {
    case user(AccountStanding.Kind)
    case userDeletion
    case project(AccountStanding.Kind)
    case projectDeletion
    case upload
    case payment

    /// The kind of that name; nil for events that may come one day.
    init?(name: String) {
        switch name {
        case "user.created": self = .user(.created)
        case "user.updated": self = .user(.updated)
        case "user.deleted": self = .userDeletion
        case "project.created": self = .project(.created)
        case "project.updated": self = .project(.updated)
        case "project.deleted": self = .projectDeletion
        case "file.uploaded": self = .upload
        case "payment.succeeded", "payment.failed": self = .payment
        default: return nil
        }
    }

    /// The members of `data` that the documents name, in their order; a user has 001's or 003's.
    func knownFields(isShort: Bool) -> [String] {
        switch self {
        case .user, .userDeletion: isShort ? Self.shortUserFields : Self.userFields
        case .project, .projectDeletion: Self.projectFields
        case .upload: Self.fileFields
        case .payment: Self.paymentFields
        }
    }

    private static let userFields = ["id", "name", "email", "status"]
    private static let shortUserFields = ["user_id", "email"]
    private static let projectFields = ["id", "user_id", "name", "status"]
    private static let fileFields = ["id", "user_id", "project_id", "name", "size"]
    private static let paymentFields = ["id", "user_id", "amount", "currency", "status", "reason"]
}

/// What one event of a user, a project or a payment says, ordered so that the greatest of all is the truth.
///
/// Compared are the envelope's time, then the kind of event, then the word's bytes. The time counts seconds,
/// of which the provider gives two changes of one thing never the same. Deletion is no standing: it is final.
struct AccountStanding: Hashable, Sendable {
    /// The kinds of event in the order in which they happen when nothing else tells.
    enum Kind: UInt8, Sendable {
        case created
        case updated
    }

    let time: Int64
    let kind: Kind
    /// The status word, verbatim; nil where bodies have none (003).
    let word: String?
}

extension AccountStanding: Comparable {
    static func < (left: AccountStanding, right: AccountStanding) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        return ByteText(left.word ?? "") < ByteText(right.word ?? "")
    }
}
