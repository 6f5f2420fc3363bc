/// How the data of an integration are wiped, in contracts where a removal takes its time.
package final class WipeBehaviour: Sendable {
    /// How long a wipe runs, in milliseconds.
    package let takes: Distribution
    /// How likely a wipe fails.
    package let failure: Probability

    /// Describes wipes; the defaults are those of a timeline, where nothing fails by itself.
    package init(takes: Distribution = .uniform(1_000...5_000), failure: Probability = .never) {
        self.takes = takes
        self.failure = failure
    }

    /// Why a wipe fails whose failure was drawn.
    static let failureText = GivenText("data deletion timed out")
    /// What is said of a sync that somebody stopped.
    static let cancellationText = GivenText("sync cancelled")
}
