/// Somebody whom checks send events about: never heard of before, so that nothing that was sent before matters.
package struct CheckSubject: Equatable, Sendable {
    /// What bodies name the user by: a `uid`, a grant, or an account's user.
    package let owner: String
    /// One of the user's integrations.
    package let wallet: String
    /// The workspace of the user, for providers that have them.
    let workspace: String
}
