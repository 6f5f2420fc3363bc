/// What an event of an account service changes for its user.
enum AccountChange: Hashable, Sendable {
    case user(AccountStanding)
    case userDeletion
    case project(String, AccountStanding)
    case projectDeletion(String)
    case upload(String, project: String)
    case payment(String, AccountStanding)

    /// The project, file or payment that it is about; nil where it is about the user.
    var identifier: String? {
        switch self {
        case .user, .userDeletion: nil
        case .project(let identifier, _), .projectDeletion(let identifier), .upload(let identifier, _),
            .payment(let identifier, _):
            identifier
        }
    }

    /// The status word it carries, verbatim.
    var word: String? {
        switch self {
        case .user(let standing), .project(_, let standing), .payment(_, let standing): standing.word
        case .userDeletion, .projectDeletion, .upload: nil
        }
    }
}
