/// What the recorded attempts of one delivery come to.
package struct DeliveryFold: Equatable, Sendable {
    /// Attempts recorded, a cancellation counted as one.
    package var attemptCount: Int32
    /// When the latest one settled, in milliseconds since 1970; nil before the first.
    package var settled: Int64?
    /// What the latest one meant; nil before the first.
    package var outcome: AttemptOutcome?
    /// What was kept of the latest answer.
    package var answer: [UInt8]?
    /// The attempt that an illegal request has gone out besides and that is not recorded yet; 0 for none.
    package var forgedAttempt: Int32

    /// Builds a fold.
    package init(
        attemptCount: Int32,
        settled: Int64?,
        outcome: AttemptOutcome?,
        answer: [UInt8]? = nil,
        forgedAttempt: Int32 = 0
    ) {
        self.attemptCount = attemptCount
        self.forgedAttempt = forgedAttempt
        self.settled = settled
        self.outcome = outcome
        self.answer = answer
    }
}

/// The fold of every recorded delivery, in ten bytes each: three million take 30 MB.
package struct DeliveryFolds: Sendable {
    /// Moment of each delivery's latest attempt.
    private var settled: [Int64]
    /// Count of attempts in the upper 13 bits, outcome in the lower three.
    private var states: [UInt16]
    /// What was kept of latest answers: of few, of those that asked for time.
    private var answers: [Int64: [UInt8]] = [:]
    /// Attempts that only the illegal request beside them is recorded of: of few at a time.
    private var forged: [Int64: Int32] = [:]

    /// Folds of deliveries that were never attempted.
    package init(deliveryCount: Int) {
        settled = [Int64](repeating: 0, count: deliveryCount)
        states = [UInt16](repeating: 0, count: deliveryCount)
    }

    /// Deliveries covered.
    package var count: Int {
        states.count
    }

    /// Fold of the delivery with this sequence, from 1.
    package subscript(sequence: Int64) -> DeliveryFold {
        let index = Int(sequence) - 1
        let state = states[index]
        guard let outcome = AttemptOutcome(rawValue: UInt8(state & 7)) else {
            return DeliveryFold(
                attemptCount: 0,
                settled: nil,
                outcome: nil,
                forgedAttempt: forged[sequence] ?? 0
            )
        }
        return DeliveryFold(
            attemptCount: Int32(state >> 3),
            settled: settled[index],
            outcome: outcome,
            answer: answers.isEmpty ? nil : answers[sequence],
            forgedAttempt: forged.isEmpty ? 0 : forged[sequence] ?? 0
        )
    }

    /// Takes in the next recorded attempt; false where it does not follow what was taken in before.
    package mutating func observe(_ attempt: AttemptRow) -> Bool {
        guard attempt.delivery >= 1, attempt.delivery <= count, attempt.number <= AttemptRow.numberMax
        else { return false }
        let index = Int(attempt.delivery) - 1
        guard attempt.number == Int32(states[index] >> 3) + 1 else { return false }
        if attempt.outcome == .forged {
            guard forged[attempt.delivery] != attempt.number else { return false }
            forged[attempt.delivery] = attempt.number
            return true
        }
        if !forged.isEmpty { forged[attempt.delivery] = nil }
        settled[index] = attempt.settled
        if attempt.answer != nil || !answers.isEmpty { answers[attempt.delivery] = attempt.answer }
        states[index] = UInt16(attempt.number) << 3 | UInt16(attempt.outcome.rawValue)
        return true
    }
}

/// What a run finds in its file when it goes on.
package struct LedgerResume: Sendable {
    /// How much is recorded; nothing, where the file was new.
    package var extent: LedgerExtent
    /// State of every delivery up to the watermark.
    package var folds: DeliveryFolds
    /// What the run that began the file noted; nothing, where the file was new.
    package var notes: [LedgerNote] = []
}
