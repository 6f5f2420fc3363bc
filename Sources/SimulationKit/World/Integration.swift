import JSONKit

/// A connected integration as the world keeps it.
struct Integration: Sendable {
    let details: IntegrationDetails
    var machine: IntegrationMachine
    /// The alias as JSON.
    var aliasJSON: [UInt8]
    /// The status that the last event of it carried.
    var reported: IntegrationStatus
    var lastSyncedAtMilliseconds: Int64
    var totalTransactions: Int64
    /// How many syncs it has begun; tells their random streams apart.
    var syncOrdinal: UInt64 = 0
    /// How many aliases were drawn for it.
    var aliasOrdinal: UInt64 = 0
    /// The envelope time of its last event: within one wallet these are distinct.
    var lastEnvelope: Moment?
    /// What the step says of the sync under way.
    var plan: SyncPlan?
    /// What a step says of the sync that was asked for meanwhile.
    var rememberedPlan: SyncPlan?
    /// What a step fixes of the events still to come; empty for nearly all.
    var overrides: [EventOverride] = []
    var rememberedOverrides: [EventOverride] = []

    init(_ specification: IntegrationSpecification, details: IntegrationDetails, alias: String, syncs: Bool) {
        self.details = details
        machine = IntegrationMachine(syncs: syncs)
        aliasJSON = Self.json(alias)
        reported = specification.initialStatus
        lastSyncedAtMilliseconds = specification.lastSyncedAtMilliseconds ?? 0
        totalTransactions = specification.totalTransactions ?? 0
    }

    var snapshot: IntegrationSnapshot {
        IntegrationSnapshot(
            details: details,
            aliasJSON: aliasJSON,
            status: reported,
            lastSyncedAtMilliseconds: lastSyncedAtMilliseconds,
            totalTransactions: totalTransactions
        )
    }

    /// The next override of this integration's events, used up by asking.
    mutating func takeOverride() -> EventOverride? {
        overrides.isEmpty ? nil : overrides.removeFirst()
    }

    static func json(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.append(string: text, to: &bytes)
        return bytes
    }
}
