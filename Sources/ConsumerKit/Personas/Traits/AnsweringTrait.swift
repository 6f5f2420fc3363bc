/// What a persona tells the sender otherwise.
enum AnsweringTrait: Hashable, Sendable {
    /// What is taken is answered 204, without a body: lawful.
    case noContent
    /// What is taken is answered with a page of so many bytes: lawful.
    case longPage(bytes: Int)
    /// Everything is answered 200, taken or not.
    case always200
    /// The signature that was expected stands in the refusal.
    case expectedSignatureShown
    /// The stack of the program stands in the refusal.
    case stackShown
    /// Each kind of bad signature is refused in words and with a status of its own.
    case refusalsExplained
}
