/// A connected integration as the world keeps it.
struct Integration: Sendable {
    var details: IntegrationDetails
    var lastSyncedAtMilliseconds: Int64
    var totalTransactions: Int64
    /// Why it failed, as long as FAILED is what the last event of it carried.
    private var failure: GivenText?
    /// The envelope time of its last event: within one wallet these are distinct.
    var lastEnvelope = Moment.earliest
    /// What steps say of the sync under way and of the one that was asked for meanwhile.
    var scripts = Scripts<IntegrationPlan>()
    /// How many syncs it has begun; tells their random streams apart.
    var syncOrdinal: UInt32 = 0
    /// How many aliases were drawn for it.
    var aliasOrdinal: UInt32 = 0
    var machine: IntegrationMachine
    /// The status that the last event of it carried.
    private(set) var reported: IntegrationStatus
    /// How many wipes it has begun; tells their random streams apart.
    var wipeOrdinal: UInt8 = 0

    init(
        _ specification: IntegrationSpecification,
        details: IntegrationDetails,
        syncs: Bool
    ) {
        self.details = details
        lastSyncedAtMilliseconds = specification.lastSyncedAtMilliseconds ?? 0
        totalTransactions = specification.totalTransactions ?? 0
        machine = IntegrationMachine(syncs: syncs)
        reported = specification.initialStatus
    }

    /// Sets what the next event of it carries; a failure goes with FAILED and with nothing else.
    mutating func report(_ status: IntegrationStatus, failure: GivenText? = nil) {
        precondition((status == .failed) == (failure != nil), "a failure has a reason and nothing else has")
        reported = status
        self.failure = failure
    }

    var snapshot: IntegrationSnapshot {
        IntegrationSnapshot(
            details: details,
            failure: failure,
            facts: IntegrationFigures(
                lastSyncedAtMilliseconds: lastSyncedAtMilliseconds,
                totalTransactions: totalTransactions,
                status: reported
            )
        )
    }
}
