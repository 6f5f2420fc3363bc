/// One provider contract: envelope, event catalogue, identifiers, headers, retry defaults.
///
/// `semantics.md` 1 of the product's rules: everything that differs between providers is read
/// from here, and the simulation, the engine and the checks are the same for all of them.
package struct Profile: Sendable {
    /// How the envelope of a body is laid out.
    package enum Envelope: Sendable {
        /// `id, event, timestamp, data` with `data.uid` (002, 004).
        case kryptosV1
        /// `id, event, timestamp, grant_id, workspace_id, data` without `uid`.
        case kryptosV2
        /// `id, type, created_at, data` (001, 003).
        case account
    }

    /// Which fields of a request's head the documents of a provider name.
    package enum DocumentedHeaders: Sendable {
        /// Signature, event, id, time and content type (000).
        case five
        /// Signature and content type (001, 003).
        case signature
    }

    /// The name that scenario files and reports use.
    package let name: String
    /// One sentence for people who choose a profile.
    package let summary: String
    /// How bodies are laid out.
    package let envelope: Envelope
    /// The events it announces, in the order of its documents.
    package let eventTypes: [EventType]
    /// What the id of a body begins with.
    package let identifierPrefix: String
    /// How the envelope and the attempt header write time.
    package let timeFormat: TimeFormat
    /// Attempts of a delivery in all, the first included (000: three).
    package let attemptsMax: Int
    /// How long an answer may take, in real milliseconds (000: ten seconds).
    package let timeoutMilliseconds: Int
    /// What its documents say of the head of a request.
    package let documentedHeaders: DocumentedHeaders
    /// Whether bodies name a workspace, in profiles that have workspaces; null where they do not.
    package var hasWorkspaces = true

    /// The portfolio provider as 000, 002 and 004 describe it; the default.
    package static let kryptosV1 = Profile(
        name: "kryptos-v1",
        summary: "portfolio provider: integrations, transfer detection, cost basis (000, 002, 004)",
        envelope: .kryptosV1,
        eventTypes: EventType.portfolio,
        identifierPrefix: "whd_",
        timeFormat: .milliseconds,
        attemptsMax: 3,
        timeoutMilliseconds: 10_000,
        documentedHeaders: .five
    )

    /// The portfolio provider's later contract: grants instead of user ids, one delivery per grant.
    package static let kryptosV2 = Profile(
        name: "kryptos-v2",
        summary: "portfolio provider, later contract: a delivery per grant, no user id",
        envelope: .kryptosV2,
        eventTypes: EventType.portfolio,
        identifierPrefix: "whd_",
        timeFormat: .milliseconds,
        attemptsMax: 3,
        timeoutMilliseconds: 10_000,
        documentedHeaders: .five
    )

    /// A small product's account service: users, projects, files, payments (001, 003).
    package static let account = Profile(
        name: "account",
        summary: "account provider: users, projects, files, payments (001, 003)",
        envelope: .account,
        eventTypes: EventType.account,
        identifierPrefix: "evt_",
        timeFormat: .seconds,
        attemptsMax: 5,
        timeoutMilliseconds: 10_000,
        documentedHeaders: .signature
    )

    /// All profiles, the default first.
    package static let all: [Profile] = [.kryptosV1, .kryptosV2, .account]

    /// How its integrations are wiped before they are removed; nil where they are removed at once.
    package var standardWipe: WipeBehaviour? {
        switch envelope {
        case .kryptosV1, .account: nil
        case .kryptosV2: WipeBehaviour()
        }
    }

    /// The word that this profile uses for a status.
    package func word(for status: IntegrationStatus) -> String {
        switch (status, envelope) {
        case (.active, _): "active"
        case (.queued, _): "QUEUED"
        // The account provider has no integrations; whatever is asked of it here is never sent.
        case (.ongoing, .kryptosV1), (.ongoing, .account): "ONGOING"
        case (.ongoing, .kryptosV2): "SYNCING"
        case (.completed, _): "COMPLETED"
        case (.failed, _): "FAILED"
        case (.inactive, _): "INACTIVE"
        case (.deleting, _): "DELETING"
        case (.deleted, _): "DELETED"
        }
    }

    /// Whom a body names: its `data.uid`, or the `grant_id` of the grant it is for.
    package func owner(of event: Event, grant: Int, seed: UInt64) -> String {
        owner(of: event.user, grant: grant, seed: seed)
    }

    /// Whom bodies about a user name, under one of its grants.
    package func owner(of user: UserDetails, grant: Int, seed: UInt64) -> String {
        switch envelope {
        case .kryptosV1, .account: user.uid
        case .kryptosV2: "cgrant_" + user.grantHash(grant, seed: seed).hex24
        }
    }

    /// The grants of an event's user that get a delivery each; profiles without grants have one target.
    package func grants(of event: Event, in world: borrowing World) -> LiveGrants {
        switch envelope {
        case .kryptosV1, .account: LiveGrants(count: 1)
        case .kryptosV2: world.liveGrants(of: event.user)
        }
    }

    /// Whether an event may be told more than once to one webhook, once for each grant.
    package var fansOut: Bool {
        switch envelope {
        case .kryptosV1, .account: false
        case .kryptosV2: true
        }
    }

    /// What of a target goes into the id of a body.
    ///
    /// The account provider's bodies carry the id of the event (001), the same for every webhook; those of
    /// the others carry the id of the delivery (000).
    func identifierWord(of target: Target) -> UInt64 {
        switch envelope {
        case .kryptosV1, .kryptosV2: target.word
        case .account: 0
        }
    }
}
