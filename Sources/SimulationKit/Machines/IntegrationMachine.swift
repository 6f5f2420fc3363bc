/// The life of one integration, from its connection to its removal.
///
/// ```
///            connect, no sync        resync
///                 ┌────▶ idle ─────────────────┐
///                 │                            ▼
///              (new) ──── connect ──────▶ queued ── sync starts ──▶ ongoing
///                                          ▲ ▲                       │   │
///                    resync, or one that   │ │            succeeds   │   │ fails
///                    was asked for         │ ├──── completed ◀───────┘   │
///                    meanwhile             │ └──── failed    ◀───────────┘
///                                  resume  │            ▲
///        any of these ── suspend ──▶ inactive           │ the wipe fails
///        any of these, or inactive ── wipe ──▶ deleting ┴─ the wipe succeeds ──▶ removed
///        any of these, or inactive ── removed at once ─────────────────────────▶ removed
/// ```
/// One table for both contracts of the portfolio provider. In the first an integration is removed
/// at once, and nothing is suspended or wiped. In the later one it is wiped first, which may fail.
///
/// The picture leaves out the settings, which may change in any state but the last, and what is
/// remembered until something under way is over:
/// - While a sync is queued or running, one more sync. Suspension and removal do not wait: they
///   cancel the sync, and nobody hears that it failed.
/// - While the data are wiped, the latest of a sync, a suspension and another wipe. It follows when
///   the wipe fails, and is dropped when it succeeds. A suspension that waits may be taken back by
///   `resume`, which leaves a sync waiting in its place.
///
/// After a wipe that failed, the integration is failed as any other: it may be synced, suspended
/// and wiped again. While it is inactive it may be renamed, removed and resumed, and nothing else:
/// a sync begins with `resume`.
package struct IntegrationMachine: Hashable, Sendable {
    /// Where the integration stands.
    package enum State: String, CaseIterable, Sendable {
        case idle
        case queued
        case ongoing
        case completed
        case failed
        case inactive
        case deleting
        case removed
    }

    /// What happens to it.
    package enum Input: String, CaseIterable, Sendable {
        case resyncRequested
        case syncStarted
        case syncSucceeded
        case syncFailed
        case settingsChanged
        /// Removal at once, as in the first contract.
        case removalRequested
        /// Removal in two steps, as in the later contract.
        case wipeRequested
        case wipeSucceeded
        case wipeFailed
        case suspensionRequested
        case resumptionRequested
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
        /// Announce FAILED, then INACTIVE for the suspension that was asked for meanwhile.
        case failAndSuspend
        /// Announce FAILED, then DELETING for the removal that was asked for meanwhile.
        case failAndWipe
        /// Nothing yet: it follows when what is under way is over.
        case remember
        /// Announce the settings with an unchanged status.
        case announceSettings
        /// Announce the removal.
        case remove
        /// Announce the removal and drop the sync that was under way.
        case cancelAndRemove
        /// Announce DELETING and let the wipe end later.
        case wipe
        /// Announce DELETING, drop the sync that was under way and let the wipe end later.
        case cancelAndWipe
        /// Announce INACTIVE.
        case suspend
        /// Announce INACTIVE and drop the sync that was under way.
        case cancelAndSuspend
    }

    /// What follows when the sync or the wipe under way is over.
    package enum Next: String, CaseIterable, Sendable {
        case nothing
        case sync
        case suspension
        case wipe
    }

    /// Where the integration stands now.
    package private(set) var state: State
    /// What was asked for meanwhile.
    package private(set) var next: Next

    /// A newly connected integration, with its first sync queued or without one.
    package init(syncs: Bool) {
        self.init(state: syncs ? .queued : .idle, next: .nothing)
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State, next: Next) {
        self.state = state
        self.next = next
    }

    /// Whether a sync is queued or running.
    package var isSyncing: Bool {
        switch state {
        case .queued, .ongoing: true
        case .idle, .completed, .failed, .inactive, .deleting, .removed: false
        }
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.idle, .resyncRequested), (.completed, .resyncRequested), (.failed, .resyncRequested),
            (.inactive, .resumptionRequested):
            return move(to: .queued, .enqueue)
        case (.queued, .resyncRequested), (.ongoing, .resyncRequested):
            return remember(.sync)
        case (.queued, .syncStarted):
            state = .ongoing
            return .begin
        case (.ongoing, .syncSucceeded):
            return completeSync()
        case (.ongoing, .syncFailed), (.deleting, .wipeFailed):
            return fail()
        case (.idle, .settingsChanged), (.queued, .settingsChanged), (.ongoing, .settingsChanged),
            (.completed, .settingsChanged), (.failed, .settingsChanged), (.inactive, .settingsChanged),
            (.deleting, .settingsChanged):
            return .announceSettings
        case (.queued, .removalRequested), (.ongoing, .removalRequested):
            return move(to: .removed, .cancelAndRemove)
        case (.idle, .removalRequested), (.completed, .removalRequested), (.failed, .removalRequested),
            (.inactive, .removalRequested), (.deleting, .wipeSucceeded):
            return move(to: .removed, .remove)
        case (.queued, .wipeRequested), (.ongoing, .wipeRequested):
            return move(to: .deleting, .cancelAndWipe)
        case (.idle, .wipeRequested), (.completed, .wipeRequested), (.failed, .wipeRequested),
            (.inactive, .wipeRequested):
            return move(to: .deleting, .wipe)
        case (.queued, .suspensionRequested), (.ongoing, .suspensionRequested):
            return move(to: .inactive, .cancelAndSuspend)
        case (.idle, .suspensionRequested), (.completed, .suspensionRequested),
            (.failed, .suspensionRequested):
            return move(to: .inactive, .suspend)
        case (.deleting, .wipeRequested):
            return remember(.wipe)
        case (.deleting, .resyncRequested) where next != .suspension,
            (.deleting, .resumptionRequested) where next == .suspension:
            return remember(.sync)
        case (.deleting, .suspensionRequested) where next != .suspension:
            return remember(.suspension)
        case (.idle, .syncStarted), (.idle, .syncSucceeded), (.idle, .syncFailed), (.idle, .wipeSucceeded),
            (.idle, .wipeFailed), (.idle, .resumptionRequested), (.queued, .syncSucceeded),
            (.queued, .syncFailed), (.queued, .wipeSucceeded), (.queued, .wipeFailed),
            (.queued, .resumptionRequested), (.ongoing, .syncStarted), (.ongoing, .wipeSucceeded),
            (.ongoing, .wipeFailed), (.ongoing, .resumptionRequested), (.completed, .syncStarted),
            (.completed, .syncSucceeded), (.completed, .syncFailed), (.completed, .wipeSucceeded),
            (.completed, .wipeFailed), (.completed, .resumptionRequested), (.failed, .syncStarted),
            (.failed, .syncSucceeded), (.failed, .syncFailed), (.failed, .wipeSucceeded),
            (.failed, .wipeFailed), (.failed, .resumptionRequested), (.inactive, .resyncRequested),
            (.inactive, .syncStarted), (.inactive, .syncSucceeded), (.inactive, .syncFailed),
            (.inactive, .wipeSucceeded), (.inactive, .wipeFailed), (.inactive, .suspensionRequested),
            (.deleting, .resyncRequested), (.deleting, .syncStarted), (.deleting, .syncSucceeded),
            (.deleting, .syncFailed), (.deleting, .removalRequested), (.deleting, .suspensionRequested),
            (.deleting, .resumptionRequested), (.removed, .resyncRequested), (.removed, .syncStarted),
            (.removed, .syncSucceeded), (.removed, .syncFailed), (.removed, .settingsChanged),
            (.removed, .removalRequested), (.removed, .wipeRequested), (.removed, .wipeSucceeded),
            (.removed, .wipeFailed), (.removed, .suspensionRequested), (.removed, .resumptionRequested):
            throw InvalidTransition("integration", from: state.rawValue, on: input.rawValue)
        }
    }

    /// Moves on, and forgets what waited.
    private mutating func move(to state: State, _ effect: Effect) -> Effect {
        self.state = state
        next = .nothing
        return effect
    }

    private mutating func remember(_ next: Next) -> Effect {
        self.next = next
        return .remember
    }

    private mutating func completeSync() -> Effect {
        switch next {
        case .nothing: return move(to: .completed, .complete)
        case .sync: return move(to: .queued, .completeAndEnqueue)
        case .suspension, .wipe: preconditionFailure("\(next) does not wait for a sync")
        }
    }

    private mutating func fail() -> Effect {
        switch next {
        case .nothing: move(to: .failed, .fail)
        case .sync: move(to: .queued, .failAndEnqueue)
        case .suspension: move(to: .inactive, .failAndSuspend)
        case .wipe: move(to: .deleting, .failAndWipe)
        }
    }
}
