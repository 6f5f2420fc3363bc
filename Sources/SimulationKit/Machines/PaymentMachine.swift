/// The life of a payment, from being made to being settled.
///
/// ```
///                        ┌── accepted ──▶ succeeded
///   (new) ──▶ pending ───┼── declined ──▶ failed
///                        └── its user is deleted ──▶ cancelled
/// ```
/// Success and failure are announced (001); what is cancelled is never heard of.
package struct PaymentMachine: Hashable, Sendable {
    /// Where the payment stands.
    package enum State: UInt8, CaseIterable, Sendable {
        case pending
        case succeeded
        case failed
        case cancelled
    }

    /// What happens to it.
    package enum Input: String, CaseIterable, Sendable {
        case accepted
        case declined
        case userDeleted
    }

    /// What has to be done because it happened.
    package enum Effect: String, CaseIterable, Sendable {
        /// Announce `payment.succeeded`.
        case announceSuccess
        /// Announce `payment.failed`.
        case announceFailure
        /// Say nothing, now and later.
        case drop
    }

    /// Where the payment stands now.
    package private(set) var state: State

    /// A payment that has just been made.
    package init() {
        state = .pending
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State) {
        self.state = state
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.pending, .accepted):
            state = .succeeded
            return .announceSuccess
        case (.pending, .declined):
            state = .failed
            return .announceFailure
        case (.pending, .userDeleted):
            state = .cancelled
            return .drop
        case (.succeeded, .accepted), (.succeeded, .declined), (.succeeded, .userDeleted),
            (.failed, .accepted), (.failed, .declined), (.failed, .userDeleted),
            (.cancelled, .accepted), (.cancelled, .declined), (.cancelled, .userDeleted):
            throw InvalidTransition("payment", from: "\(state)", on: input.rawValue)
        }
    }
}
