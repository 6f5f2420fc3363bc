import JSONKit
import SimulationKit

/// Watches that no event of a scenario can fall outside the years that four digits write.
///
/// It adds up the most time that everything can take, one after the other: generous, and far from the end
/// of the year 9999 for every scenario that means what it says.
struct Horizon {
    private let reading: Reading
    private let start: Moment
    private var consequencesMilliseconds: Int64
    private var isCrossed = false

    /// The most time that a recalculation takes which nobody describes, the quiet before it included.
    private let recalculationMilliseconds: Int64

    init(start: Moment, provider: ProviderSettings, reading: Reading) {
        self.start = start
        self.reading = reading
        recalculationMilliseconds = Self.stagesMilliseconds + provider.settleMilliseconds
        // Once: no envelope is later than a change by more than this, and none overtakes another.
        consequencesMilliseconds = provider.emissionLagMax
    }

    /// The most time that both stages of a recalculation take which nobody describes.
    private static let stagesMilliseconds: Int64 = 200_000
    /// The most time that a sync takes which nobody describes.
    private static let syncMilliseconds: Int64 = 60_000

    /// The most time that a payment is pending which nobody describes.
    static let paymentMilliseconds: Int64 = 60_000

    /// The most time that a sync takes with the recalculation that follows it.
    static func takes(_ plan: SyncPlan?) -> Int64 {
        guard let plan else { return 0 }
        let queued = plan.queuedMilliseconds ?? syncMilliseconds
        let takes = plan.takesMilliseconds ?? syncMilliseconds
        return queued + takes
    }

    /// The most time that a wipe takes.
    static func takes(_ plan: WipePlan) -> Int64 {
        plan.takesMilliseconds ?? syncMilliseconds
    }

    /// The most time that the stages of a recalculation take.
    static func takes(_ plan: RecalculationPlan) -> Int64 {
        (plan.transferDetection.takesMilliseconds ?? 0) + (plan.costBasis.takesMilliseconds ?? 0)
    }

    /// Takes in the next step in the order of moments.
    mutating func observe(_ step: Step) {
        guard !isCrossed else { return }
        // At most a century each for a hundred thousand steps: far within 64 bits.
        consequencesMilliseconds += step.consequencesMilliseconds + recalculationMilliseconds
        let left = Moment.latest - start - step.atMilliseconds
        guard left < consequencesMilliseconds else { return }
        isCrossed = true
        reading.report(
            left < 0 ? "this is after the year 9999" : "what follows from this may come after the year 9999",
            at: step.atRange
        )
    }

    /// Takes in a crowd of the account provider, by the longest that a member's life can last.
    func observe(accountLifeMilliseconds life: Int128, at range: SourceRange) {
        // What follows its cause late, a pending payment or a change that waits for its second, takes a minute.
        guard life + Int128(Self.paymentMilliseconds) > Int128(Moment.latest - start) else { return }
        reading.report("the last events of this population may come after the year 9999", at: range)
    }

    /// Takes in a crowd, of which every user lives by itself.
    func observe(lifeOf crowd: CrowdSpan, at range: SourceRange) {
        // A user may connect its integrations two minutes apart, and sync each twice.
        let integrations = Int128(crowd.integrationsPerUser)
        let syncs =
            integrations * 2 * (Int128(crowd.syncMilliseconds) + Int128(crowd.recalculationMilliseconds))
        let removals = integrations * Int128(crowd.recalculationMilliseconds)
        let life =
            Int128(crowd.arrivalMilliseconds) + integrations * 120_000
            + Int128(crowd.occasionMilliseconds) + syncs + removals
        guard life > Int128(Moment.latest - start) else { return }
        reading.report("the last events of this population may come after the year 9999", at: range)
    }
}

/// How long the parts of a crowd's lives take at most, in milliseconds.
struct CrowdSpan {
    var arrivalMilliseconds: Int64
    var integrationsPerUser: Int64
    /// Until the last of resync, rename and removal.
    var occasionMilliseconds: Int64
    /// Queue and sync.
    var syncMilliseconds: Int64
    /// The quiet and both stages.
    var recalculationMilliseconds: Int64
}
