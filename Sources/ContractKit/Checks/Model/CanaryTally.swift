/// How right deliveries fared that were sent behind hostile requests: whether the consumer survived them.
package struct CanaryTally: Equatable, Sendable {
    /// Those that were sent.
    package private(set) var sentCount: Int64 = 0
    /// Those of them that were accepted; each has an effect of its own, which counts.
    package private(set) var acceptedCount: Int64 = 0

    mutating func observe(_ canary: CheckAnswer) {
        sentCount += 1
        if canary.isAccepted { acceptedCount += 1 }
    }

    /// What became of them, without a final point; nil where none was sent.
    package var text: String? {
        guard sentCount > 0 else { return nil }
        let deliveries = Phrase.count(sentCount, "right delivery", "right deliveries")
        return acceptedCount == sentCount
            ? "\(deliveries) behind it accepted: the consumer survived"
            : "\(acceptedCount) of \(deliveries) behind it accepted"
    }
}
