/// One event as a verified body tells it: the only source of what the consumer believes.
///
/// No header is read: only the body is signed (000).
package struct SignedEvent: Sendable {
    /// What an event means to the consumer.
    enum Meaning: Hashable, Sendable {
        /// Nothing: the event is none that it knows.
        case unknown
        /// Nothing: nobody is named whom it could be about.
        case unowned
        /// Something to believe.
        case change(Change, owner: String)
    }

    /// What an event changes for its owner.
    enum Change: Hashable, Sendable {
        case job(Job, JobStanding)
        case integration(walletIdentifier: String, IntegrationStanding)
        case removal(walletIdentifier: String)
        case account(AccountChange)
    }

    /// The body's id, by which deliveries are told apart; any text.
    package let identifier: String
    /// The event's name, known or not.
    package let name: String
    /// Whom it is about: `data.uid`, else the `grant_id`, or the user of an account; nil when nobody is named.
    package let owner: String?
    /// How many members the body has that the provider's documents do not name.
    package let unknownFieldCount: Int
    /// What it means.
    let meaning: Meaning
    /// What it says beside; nil where nobody asked.
    let particulars: EventParticulars?

    /// Whether it is of an account service.
    let isOfAccount: Bool

    /// The integration it is about, or the project, file or payment.
    package var walletIdentifier: String? {
        switch meaning {
        case .change(.integration(let walletIdentifier, _), _), .change(.removal(let walletIdentifier), _):
            walletIdentifier
        case .change(.account(let change), _): change.identifier
        case .change(.job, _), .unknown, .unowned: nil
        }
    }

    /// The status word it carries, verbatim; nil for a removal.
    package var word: String? {
        switch meaning {
        case .change(.job(_, let standing), _): standing.word
        case .change(.integration(_, let standing), _): standing.word
        case .change(.account(let change), _): change.word
        case .change(.removal, _), .unknown, .unowned: nil
        }
    }
}
