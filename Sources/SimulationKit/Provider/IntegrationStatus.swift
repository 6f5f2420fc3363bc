/// The status of an integration as events report it (004; `active` by the examples of 002 and 004).
package enum IntegrationStatus: UInt8, CaseIterable, Sendable {
    /// Never synced, as the documents' examples show it; only where a scenario asks for it.
    case active
    case queued
    case ongoing
    case completed
    case failed
    /// Suspended; in the later contract only.
    case inactive
    /// On its way out; in the later contract only.
    case deleting
    /// Gone; in the later contract only.
    case deleted
}

/// What kind of place an integration connects to (004, Integration Categories).
package enum IntegrationCategory: String, CaseIterable, Sendable {
    case exchange
    case wallet
    case blockchain
    case unknown
}

/// How an integration gets its transactions (004, Integration Types).
package enum IntegrationType: String, CaseIterable, Sendable {
    case api
    case csv
}
