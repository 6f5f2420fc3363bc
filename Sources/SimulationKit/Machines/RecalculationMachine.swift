/// The recalculation chain of one user: transfer detection, then cost basis.
///
/// ```
///   idle ── triggered ──▶ settling ── settled ──▶ detecting ── completed ──▶ costing
///    ▲ │                      ▲ │                     ▲ │                      │
///    │ └───────── asked ──────┼─┴──────── asked ──────┘ │ failed               │ completed
///    │                        │                         ▼                      │ or failed
///    └────────────────────────┴──────────────────── (the end) ◀────────────────┘
/// ```
/// The end leads back to idle, or to settling when something triggered the chain meanwhile: one
/// more chain follows, however many triggers came. The picture leaves out that settling waits
/// for the user's running syncs, which the machine does not know: whoever runs it says `settled`
/// only when none is left.
package struct RecalculationMachine: Hashable, Sendable {
    /// Where the chain stands.
    package enum State: String, CaseIterable, Sendable {
        case idle
        case settling
        case detecting
        case costing
    }

    /// What happens to it.
    package enum Input: String, CaseIterable, Sendable {
        /// A sync completed, or an integration that had transactions was removed.
        case triggered
        /// Somebody asked for a recalculation.
        case asked
        /// The wait after the last sync is over.
        case settled
        case stageCompleted
        case stageFailed
    }

    /// What has to be done because it happened.
    package enum Effect: String, CaseIterable, Sendable {
        /// Wait anew for the syncs to settle.
        case wait
        /// Announce that transfer detection started.
        case startDetection
        /// Announce that it completed, and that cost basis started.
        case startCostBasis
        /// Announce how the stage ended; the chain rests.
        case end
        /// Announce how the stage ended; another chain follows once the syncs have settled.
        case endAndWait
        /// Announce how the stage ended; the chain that was asked for follows.
        case endAndRestart
        /// Nothing yet: one more chain follows this one.
        case remember
    }

    /// Why one more chain follows the running one.
    package enum Again: String, CaseIterable, Sendable {
        case no
        case triggered
        case asked
    }

    /// Where the chain stands now.
    package private(set) var state: State
    /// Whether and why one more chain follows.
    package private(set) var again: Again

    /// A user without a chain.
    package init() {
        state = .idle
        again = .no
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State, again: Again) {
        self.state = state
        self.again = again
    }

    /// Whether a stage is under way.
    package var isRunning: Bool {
        switch state {
        case .detecting, .costing: true
        case .idle, .settling: false
        }
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.idle, .triggered), (.settling, .triggered):
            state = .settling
            return .wait
        case (.idle, .asked), (.settling, .asked), (.settling, .settled):
            state = .detecting
            again = .no
            return .startDetection
        case (.detecting, .triggered), (.costing, .triggered):
            if again == .no { again = .triggered }
            return .remember
        case (.detecting, .asked), (.costing, .asked):
            again = .asked
            return .remember
        case (.detecting, .stageCompleted):
            state = .costing
            return .startCostBasis
        case (.detecting, .stageFailed), (.costing, .stageCompleted), (.costing, .stageFailed):
            return end()
        case (.idle, .settled), (.idle, .stageCompleted), (.idle, .stageFailed),
            (.settling, .stageCompleted), (.settling, .stageFailed),
            (.detecting, .settled), (.costing, .settled):
            throw InvalidTransition("recalculation", from: state.rawValue, on: input.rawValue)
        }
    }

    private mutating func end() -> Effect {
        let followUp = again
        again = .no
        switch followUp {
        case .no:
            state = .idle
            return .end
        case .triggered:
            state = .settling
            return .endAndWait
        case .asked:
            state = .settling
            return .endAndRestart
        }
    }
}
