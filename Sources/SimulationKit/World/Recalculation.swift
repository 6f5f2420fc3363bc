/// The recalculation chain of a user as the world keeps it.
struct Recalculation: Sendable {
    /// When the last trigger came or the last sync settled.
    var quietSince = Moment.earliest
    /// When the last chain ended.
    var endedAt = Moment.earliest
    /// What steps say of the running chain and of the one that follows it.
    var scripts = Scripts<RecalculationPlan>()
    /// How many chains have begun; tells their random streams apart.
    var ordinal: UInt32 = 0
    var machine = RecalculationMachine()
    /// Whether the chain that waits was asked for, and so waits for nothing.
    var isAskedFor = false

    /// The stage that runs, or ran last.
    var stage: RecalculationStage {
        machine.state == .costing ? .costBasis : .transferDetection
    }
}
