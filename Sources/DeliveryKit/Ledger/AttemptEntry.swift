/// An attempt as recorded, with the delivery it belongs to.
package struct AttemptEntry: Equatable, Sendable {
    /// Place among all attempts of the run, from 1 without gaps.
    package var sequence: Int64
    /// The attempt.
    package var attempt: AttemptRow
    /// Its delivery.
    package var delivery: DeliveryRow

    /// Builds an entry.
    package init(sequence: Int64, attempt: AttemptRow, delivery: DeliveryRow) {
        self.sequence = sequence
        self.attempt = attempt
        self.delivery = delivery
    }
}
