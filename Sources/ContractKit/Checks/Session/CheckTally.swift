import SimulationKit
import WireKit

/// What a whole verification sent and how it was answered, in numbers.
package struct CheckTally: Equatable, Sendable {
    /// Requests that were sent.
    package private(set) var requestCount: Int64 = 0
    /// Those that were answered, whatever the answer said.
    package private(set) var answeredCount: Int64 = 0
    /// Those that were accepted.
    package private(set) var acceptedCount: Int64 = 0
    /// How long answers took.
    package private(set) var histogram = AckHistogram()
    /// The longest that an answer took, in microseconds.
    package var longestMicroseconds: Int64 { histogram.maxMicroseconds }
    /// Requests that had no answer in time.
    package private(set) var overdueCount: Int64 = 0
    /// Authentic deliveries by the raw value of what they tell of.
    package private(set) var eventCounts: [Int64] = Array(repeating: 0, count: EventType.allCases.count)

    mutating func observe(_ answer: CheckAnswer) {
        requestCount += 1
        if case .failure(.timedOut(_)) = answer.result { overdueCount += 1 }
        guard answer.standing != .silent else { return }
        answeredCount += 1
        if answer.isAccepted { acceptedCount += 1 }
        histogram.add(microseconds: answer.tookMicroseconds)
    }

    mutating func count(_ type: EventType) { eventCounts[Int(type.rawValue)] += 1 }
}
