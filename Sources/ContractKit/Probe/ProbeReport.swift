package import DeliveryKit

/// What a consumer said of itself at the end of a run.
package struct ProbeReport: Equatable, Sendable {
    /// One answer to one question: the first, and each that differs from the one before.
    package struct Read: Equatable, Sendable {
        /// What was asked, such as `integration of alice/main`.
        package var subject: String
        /// How long after the run's end, in real milliseconds.
        package var elapsedMilliseconds: Int64
        /// The value as compact JSON, cut off where it is long; nil where it could not be read.
        package var value: String?
        /// Why it could not be read; nil where it could.
        package var failure: String?

        /// States a read.
        package init(subject: String, elapsedMilliseconds: Int64, value: String?, failure: String?) {
            self.subject = subject
            self.elapsedMilliseconds = elapsedMilliseconds
            self.value = value
            self.failure = failure
        }
    }

    /// Most reads that are kept; those that decide a question come on top.
    package static let readsMax = 5_000

    /// What each question came to, by the place of its expectation.
    package var outcomes: [Int: ProbeOutcome] = [:]
    /// The reads in their order.
    package var reads: [Read] = []
    /// Why the asking ended early; nil where it did not.
    package var stopped: EngineStop.Reason?

    /// Reports nothing.
    package init() {}

    /// Reports of every question among expectations that there was no way to ask it.
    package init(_ expectations: [Expectation], unreadable failure: ProbeFailure) {
        for (place, expectation) in expectations.enumerated() {
            guard case .probe = expectation.kind else { continue }
            outcomes[place] = .unreadable(failure.message)
        }
    }
}
