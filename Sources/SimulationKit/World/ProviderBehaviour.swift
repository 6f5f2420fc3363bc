/// How the provider behaves towards a user wherever no step says otherwise.
///
/// A class, so that all users of a kind share one.
package final class ProviderBehaviour: Sendable {
    /// How long a sync waits in the queue, in milliseconds.
    package let queued: Distribution
    /// How long a sync runs, in milliseconds.
    package let takes: Distribution
    /// How many transactions a successful sync adds.
    package let transactions: Distribution
    /// How likely a sync fails.
    package let syncFailure: Probability
    /// Why syncs fail.
    package let syncFailureReasons: WeightedChoice
    /// The quiet after the last sync before a recalculation starts, in milliseconds.
    package let settleMilliseconds: Int64
    /// How long transfer detection runs, in milliseconds.
    package let transferDetection: Distribution
    /// How long cost basis runs, in milliseconds.
    package let costBasis: Distribution
    /// The probability that a stage fails, for each stage.
    package let stageFailure: Probability
    /// How long the envelope of a job event follows the change, in milliseconds (004's samples).
    package let emissionLag: Distribution
    /// Whether QUEUED-again and ONGOING are announced.
    package let announcesProgress: Bool
    /// How data are wiped before a removal is done; nil where an integration is removed at once.
    package let wipe: WipeBehaviour?
    /// The reasons of failed syncs as payloads write them, one for all who draw it.
    let syncFailureTexts: [GivenText]

    /// Describes a behaviour; the defaults are those of a timeline, where nothing fails by itself.
    package init(
        queued: Distribution = .uniform(500...1_500),
        takes: Distribution = .uniform(2_000...12_000),
        transactions: Distribution = .uniform(20...2_000),
        syncFailure: Probability = .never,
        syncFailureReasons: WeightedChoice = ProviderBehaviour.defaultReasons,
        settleMilliseconds: Int64 = 2_000,
        transferDetection: Distribution = .uniform(20_000...40_000),
        costBasis: Distribution = .uniform(15_000...60_000),
        stageFailure: Probability = .never,
        emissionLag: Distribution = .uniform(100...200),
        announcesProgress: Bool = true,
        wipe: WipeBehaviour? = nil
    ) {
        self.queued = queued
        self.takes = takes
        self.transactions = transactions
        self.syncFailure = syncFailure
        self.syncFailureReasons = syncFailureReasons
        self.settleMilliseconds = settleMilliseconds
        self.transferDetection = transferDetection
        self.costBasis = costBasis
        self.stageFailure = stageFailure
        self.emissionLag = emissionLag
        self.announcesProgress = announcesProgress
        self.wipe = wipe
        syncFailureTexts = syncFailureReasons.options.map { GivenText($0.name) }
    }

    /// Why syncs fail, with the weights of a crowd.
    package static let defaultReasons = WeightedChoice([
        ("invalid api key", 4), ("rate limited by exchange", 3), ("timeout", 1),
    ])

    /// How long a stage runs.
    func duration(of stage: RecalculationStage) -> Distribution {
        switch stage {
        case .transferDetection: transferDetection
        case .costBasis: costBasis
        }
    }

    /// Why a stage fails where nobody says so.
    func reasons(of stage: RecalculationStage) -> WeightedChoice {
        switch stage {
        case .transferDetection: Self.transferDetectionReasons
        case .costBasis: Self.costBasisReasons
        }
    }

    private static let transferDetectionReasons = WeightedChoice([
        ("transfer matching timed out", 5), ("transactions changed during detection", 3),
        ("unknown token contract", 2), ("internal error", 1),
    ])

    private static let costBasisReasons = WeightedChoice([
        ("missing price history", 6), ("negative balance", 3), ("calculation timed out", 2),
        ("internal error", 1),
    ])
}
