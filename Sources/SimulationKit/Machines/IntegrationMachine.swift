/// The life of one integration, from its connection to its removal.
///
/// ```
///            connect, no sync        resync
///                 ┌────▶ idle ─────────────────┐
///                 │                            ▼
///              (new) ──── connect ──────▶ queued ── sync starts ──▶ ongoing
///                                            ▲                       │   │
///                    resync, or one that     │            succeeds   │   │ fails
///                    was asked for meanwhile ├──── completed ◀───────┘   │
///                                            └──── failed    ◀───────────┘
///              any state ── removed ──▶ removed, where everything ends
/// ```
/// The picture leaves out the settings, which may change in any state but the last, and the one
/// resync that is remembered while a sync is queued or running.
package struct IntegrationMachine: Hashable, Sendable {
    /// Where the integration stands.
    package enum State: String, CaseIterable, Sendable {
        case idle
        case queued
        case ongoing
        case completed
        case failed
        case removed
    }

    /// What happens to it.
    package enum Input: String, CaseIterable, Sendable {
        case resyncRequested
        case syncStarted
        case syncSucceeded
        case syncFailed
        case settingsChanged
        case removalRequested
    }

    /// What has to be done because it happened.
    package enum Effect: String, CaseIterable, Sendable {
        /// Announce QUEUED and let a sync start later.
        case enqueue
        /// Announce ONGOING and let the sync end later.
        case begin
        /// Announce COMPLETED.
        case complete
        /// Announce FAILED.
        case fail
        /// Announce COMPLETED, then QUEUED for the sync that was asked for meanwhile.
        case completeAndEnqueue
        /// Announce FAILED, then QUEUED for the sync that was asked for meanwhile.
        case failAndEnqueue
        /// Nothing yet: a sync is under way and one more will follow it.
        case remember
        /// Announce the settings with an unchanged status.
        case announceSettings
        /// Announce the removal.
        case remove
        /// Announce the removal and drop the sync that was under way.
        case cancelAndRemove
    }

    /// Where the integration stands now.
    package private(set) var state: State
    /// Whether one more sync follows the one under way.
    package private(set) var isResyncRemembered = false

    /// A newly connected integration, with its first sync queued or without one.
    package init(syncs: Bool) {
        state = syncs ? .queued : .idle
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State, isResyncRemembered: Bool) {
        self.state = state
        self.isResyncRemembered = isResyncRemembered
    }

    /// Whether a sync is queued or running.
    package var isSyncing: Bool {
        switch state {
        case .queued, .ongoing: true
        case .idle, .completed, .failed, .removed: false
        }
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.idle, .resyncRequested), (.completed, .resyncRequested), (.failed, .resyncRequested):
            state = .queued
            return .enqueue
        case (.queued, .resyncRequested), (.ongoing, .resyncRequested):
            isResyncRemembered = true
            return .remember
        case (.queued, .syncStarted):
            state = .ongoing
            return .begin
        case (.ongoing, .syncSucceeded):
            return settle(in: .completed, .complete, thenAgain: .completeAndEnqueue)
        case (.ongoing, .syncFailed):
            return settle(in: .failed, .fail, thenAgain: .failAndEnqueue)
        case (.idle, .settingsChanged), (.queued, .settingsChanged), (.ongoing, .settingsChanged),
            (.completed, .settingsChanged), (.failed, .settingsChanged):
            return .announceSettings
        case (.queued, .removalRequested), (.ongoing, .removalRequested):
            return remove(.cancelAndRemove)
        case (.idle, .removalRequested), (.completed, .removalRequested), (.failed, .removalRequested):
            return remove(.remove)
        case (.idle, .syncStarted), (.idle, .syncSucceeded), (.idle, .syncFailed),
            (.queued, .syncSucceeded), (.queued, .syncFailed), (.ongoing, .syncStarted),
            (.completed, .syncStarted), (.completed, .syncSucceeded), (.completed, .syncFailed),
            (.failed, .syncStarted), (.failed, .syncSucceeded), (.failed, .syncFailed),
            (.removed, .resyncRequested), (.removed, .syncStarted), (.removed, .syncSucceeded),
            (.removed, .syncFailed), (.removed, .settingsChanged), (.removed, .removalRequested):
            throw InvalidTransition("integration", from: state.rawValue, on: input.rawValue)
        }
    }

    private mutating func remove(_ effect: Effect) -> Effect {
        state = .removed
        isResyncRemembered = false
        return effect
    }

    private mutating func settle(in end: State, _ effect: Effect, thenAgain: Effect) -> Effect {
        guard isResyncRemembered else {
            state = end
            return effect
        }
        isResyncRemembered = false
        state = .queued
        return thenAgain
    }
}
