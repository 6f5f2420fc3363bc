/// What a judge of order sees of an event of the account provider.
package enum AccountFact: Hashable, Sendable {
    /// The user with this id.
    case user(String)
    /// A project, and the user whom it names.
    case project(String, user: String)
    /// A file, the project it is in, and the user whom it names.
    case file(String, project: String, user: String)
    /// A payment, the user whom it names, and whether it has a reason.
    case payment(String, user: String, hasReason: Bool)

    /// What is seen of a thing of an account.
    init(_ snapshot: AccountSnapshot, of user: UserDetails) {
        self =
            switch snapshot.subject {
            case .user:
                .user(user.uid)
            case .project(let project):
                .project(project.identifier.text, user: user.uid)
            case .file(let file):
                .file(file.identifier.text, project: file.project.text, user: user.uid)
            case .payment(let payment):
                .payment(payment.identifier.text, user: user.uid, hasReason: payment.failure != nil)
            }
    }
}
