/// What of a delivery decides which faults its attempts meet; small, as one is kept for each that waits.
package struct FaultSubject: Equatable, Sendable {
    /// What draws for this delivery hang on: event, target and copy.
    package var key: UInt64
    /// A bit for each fault, by its place, that may hit an attempt of it.
    package var candidates: UInt64

    /// A delivery that no fault is aimed at.
    package static let none = FaultSubject(key: 0, candidates: 0)

    /// Describes a delivery.
    package init(key: UInt64, candidates: UInt64) {
        self.key = key
        self.candidates = candidates
    }
}
