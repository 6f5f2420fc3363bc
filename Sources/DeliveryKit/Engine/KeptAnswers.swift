/// The beginnings of the last answers that deliveries got, for whoever shows them.
package struct KeptAnswers: Sendable {
    /// Most bytes that are kept of one.
    package static let bytesMax = 1_024
    /// Most deliveries of which one is kept; a hundred screens of them.
    package static let countMax = 1_000

    private var bodies: [Int64: [UInt8]] = [:]

    /// How many are kept.
    package var count: Int { bodies.count }

    /// The beginning of the last answer to a delivery, by its sequence; nil where none is kept.
    package subscript(sequence: Int64) -> [UInt8]? { bodies[sequence] }

    /// Keeps the beginning of an answer's body.
    mutating func keep(_ body: [UInt8], of sequence: Int64) {
        guard bodies.count < Self.countMax || bodies[sequence] != nil else { return }
        bodies[sequence] = Array(body.prefix(Self.bytesMax))
    }
}
