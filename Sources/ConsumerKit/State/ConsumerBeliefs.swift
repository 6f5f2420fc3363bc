import JSONKit

/// All that the consumer believes: what its probe shows.
package struct ConsumerBeliefs: Sendable {
    /// The deliveries that were taken, each id once.
    package internal(set) var processed: Int64 = 0
    /// What was said beside status words; nil where it is not kept.
    private var details: BeliefDetails?
    private var users: [ByteText: UserBelief] = [:]
    /// Users of an account service, deleted ones included.
    private var accounts: [ByteText: AccountBelief] = [:]
    /// The integrations that were heard of, removed ones included.
    private(set) var integrationCount = 0
    /// The projects, files and payments that are kept.
    private(set) var accountThingCount = 0

    init(keepsDetails: Bool = false) {
        details = keepsDetails ? BeliefDetails() : nil
    }

    /// The number of users of whom something is believed.
    package var userCount: Int { users.count + accounts.count }

    /// What is believed of a user, by the `uid`, or the `grant_id` where bodies have no `uid`.
    package subscript(user: String) -> UserBelief? { users[ByteText(user)] }

    /// The ids of all users, in the order of their bytes; costs a sort.
    package var userIdentifiers: [String] { users.keys.sorted().map(\.text) }

    /// Takes in what an event changes for its owner; says whether the belief moved on.
    ///
    /// Throws, and changes nothing, when a limit leaves no room.
    mutating func take(
        _ change: SignedEvent.Change,
        of owner: String,
        limits: ConsumerLimits
    ) throws(DeliveryRefusal) -> Bool {
        let key = ByteText(owner)
        if case .account(let change) = change { return try take(change, of: key, limits: limits) }
        if users.count >= limits.usersMax, users[key] == nil {
            throw .usersFull(usersMax: limits.usersMax)
        }
        switch change {
        case .job, .account: break
        case .integration(let walletIdentifier, _), .removal(let walletIdentifier):
            if users[key]?.knows(walletIdentifier) != true {
                guard integrationCount < limits.integrationsMax else {
                    throw .integrationsFull(integrationsMax: limits.integrationsMax)
                }
                integrationCount += 1
            }
        }
        return users[key, default: UserBelief()].take(change)
    }

    /// Keeps what an event said beside its status, where that is kept.
    mutating func keep(_ particulars: EventParticulars?, of change: SignedEvent.Change, _ owner: String) {
        guard let particulars else { return }
        details?.keep(particulars, of: change, ByteText(owner))
    }

    /// Forgets an integration, even that it was removed.
    mutating func forget(_ walletIdentifier: String, of owner: String) {
        if users[ByteText(owner)]?.forget(walletIdentifier) == true { integrationCount -= 1 }
    }

    /// Believes this of a job of a known user, whatever was believed.
    mutating func replace(_ job: Job, _ standing: JobStanding, of owner: String) {
        users[ByteText(owner), default: UserBelief()].replace(job, standing)
    }

    private mutating func take(
        _ change: AccountChange,
        of key: ByteText,
        limits: ConsumerLimits
    ) throws(DeliveryRefusal) -> Bool {
        if userCount >= limits.usersMax, accounts[key] == nil {
            throw .usersFull(usersMax: limits.usersMax)
        }
        let before = accounts[key]?.thingCount ?? 0
        let growth = accounts[key, default: AccountBelief()].growth(by: change)
        guard accountThingCount + growth <= limits.accountThingsMax else {
            throw .accountThingsFull(accountThingsMax: limits.accountThingsMax)
        }
        defer { accountThingCount += (accounts[key]?.thingCount ?? 0) - before }
        return accounts[key, default: AccountBelief()].take(change)
    }

    /// The probe's answer: compact JSON, keys sorted by their UTF-8 bytes, removed integrations absent.
    ///
    ///     {"processed":3,"users":{"alice":{"transfer_detection":"completed","costbasis":null,
    ///     "integrations":{"w1":"COMPLETED"}}}}
    ///
    /// In one line, that is; behind `integrations` follow `reasons` and `details` where they are kept. Users of an account service stand last, deleted ones absent. Costs a sort.
    package var probe: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("processed")
        writer.integer(processed)
        writer.key("users")
        writer.beginObject()
        for (user, belief) in users.sorted(by: { $0.key < $1.key }) {
            writer.key(user.text)
            Self.write(belief, details?[user], to: &writer)
        }
        for (user, belief) in accounts.sorted(by: { $0.key < $1.key }) where !belief.isDeleted {
            writer.key(user.text)
            writer.beginObject()
            belief.write(to: &writer)
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
        return writer.finish()
    }

    private static func write(
        _ belief: UserBelief,
        _ details: BeliefDetails.OfUser?,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("transfer_detection")
        write(belief.transferDetection, to: &writer)
        writer.key("costbasis")
        write(belief.costBasis, to: &writer)
        writer.key("integrations")
        writer.beginObject()
        for integration in belief.integrations {
            writer.key(integration.walletIdentifier)
            writer.string(integration.status)
        }
        writer.endObject()
        details?.write(to: &writer)
        writer.endObject()
    }

    private static func write(_ word: String?, to writer: inout JSONWriter) {
        if let word {
            writer.string(word)
        } else {
            writer.null()
        }
    }
}
