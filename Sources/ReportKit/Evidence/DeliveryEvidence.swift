package import DeliveryKit

/// One delivery of a run with its attempts, as reports show it.
package struct DeliveryEvidence: Equatable, Sendable {
    /// An attempt with its place in the run.
    package struct Attempt: Equatable, Sendable {
        /// Place among all attempts of the run, from 1.
        package var sequence: Int64
        /// The attempt.
        package var row: AttemptRow

        /// Builds an attempt.
        package init(sequence: Int64, row: AttemptRow) {
            self.sequence = sequence
            self.row = row
        }
    }

    /// The delivery, its body cut where it was long or left out where there was no room for it.
    package var delivery: DeliveryRow
    /// Bytes of the whole body.
    package var bodyByteCount: Int
    /// The user's id.
    package var user: String
    /// Its attempts by number, the first ones where there were very many.
    package var attempts: [Attempt] = []
    /// How many more attempts there were.
    package var omittedAttemptCount: Int64 = 0
    /// What the last attempt came to, shown or not; nil while there was none.
    package var outcome: AttemptOutcome?

    /// Begins with a delivery that has not been attempted.
    package init(_ delivery: DeliveryRow, user: String) {
        self.delivery = delivery
        self.user = user
        bodyByteCount = delivery.body.count
    }

    /// Whether the body is here as a whole.
    package var hasWholeBody: Bool { delivery.body.count == bodyByteCount }

    /// Whether a fault hit it, or one of its attempts.
    package var isFaulted: Bool { delivery.fault != nil || attempts.contains { $0.row.fault != nil } }

    /// Its place among what there is not room enough for: failures and what is wanted, retries and faults, the rest.
    func rank(_ wanted: Set<Int64>) -> Int {
        if outcome == .failed || wanted.contains(delivery.sequence) { return 0 }
        return attempts.count > 1 || isFaulted ? 1 : 2
    }

    /// Takes in its next attempt.
    mutating func append(_ attempt: Attempt, limit: Int) {
        // What was forged beside an attempt is nothing to the delivery.
        if attempt.row.outcome != .forged { outcome = attempt.row.outcome }
        if attempts.count < limit { attempts.append(attempt) } else { omittedAttemptCount += 1 }
    }

    mutating func cutBody(to byteCount: Int) {
        if delivery.body.count > byteCount { delivery.body = Array(delivery.body.prefix(byteCount)) }
    }
}
