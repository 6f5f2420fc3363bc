package import SimulationKit

/// What faults make of a delivery before it is stored, and what they may yet do to its attempts.
///
/// A class, so that the many deliveries without one carry a word for it.
package final class PlannedFault: Sendable {
    /// What was done to it, in the order of the stages.
    package let marks: [FaultMark]
    /// What decides which faults its attempts meet.
    package let subject: FaultSubject
    /// Before when no attempt is made; nil where only the emission counts.
    package let notBefore: Moment?
    /// The name of its event, where it is not its type's.
    package let eventName: [UInt8]?
    /// Whether it is recorded and never sent.
    package let isDropped: Bool

    /// Plans what is given.
    package init(
        marks: [FaultMark] = [],
        subject: FaultSubject = .none,
        notBefore: Moment? = nil,
        eventName: [UInt8]? = nil
    ) {
        self.marks = marks
        self.subject = subject
        self.notBefore = notBefore
        self.eventName = eventName
        isDropped = marks.contains { $0.name == .drop }
    }
}
