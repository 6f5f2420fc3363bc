/// Which status of an integration may follow which, as one contract with its knobs has it.
struct LifecycleRules: Sendable {
    /// Whether ONGOING and QUEUED-again are announced.
    let announcesProgress: Bool
    /// Whether a removal is DELETING before it is done, and integrations can be suspended.
    let removesInSteps: Bool

    /// Whether `integration.updated` may carry a status after another; settings keep it as it is.
    func isUpdateLawful(from old: IntegrationStatus, to new: IntegrationStatus) -> Bool {
        switch new {
        case .inactive, .deleting:
            // From anywhere; only settings change once it is on its way out.
            return removesInSteps && (old == new || old != .deleting)
        case .deleted:
            return false
        case .active, .queued, .ongoing, .completed, .failed:
            guard old != .deleting else { return false }
            return announcesProgress
                ? Self.isStepLawful(from: old, to: new) : new == .completed || new == old
        }
    }

    /// Whether `integration.failed` may come after a status: a sync failed, or a wipe.
    func mayFail(_ old: IntegrationStatus) -> Bool {
        switch old {
        case .ongoing, .deleting: true
        // A sync that nobody was told of.
        case .active, .queued, .completed, .failed, .inactive: !announcesProgress
        case .deleted: false
        }
    }

    /// Whether `integration.deleted` may carry a status after another.
    func isDeletionLawful(from old: IntegrationStatus, to new: IntegrationStatus) -> Bool {
        removesInSteps ? old == .deleting && new == .deleted : new == old
    }

    /// Whether a status of the life before removal and suspension may follow another.
    private static func isStepLawful(from old: IntegrationStatus, to new: IntegrationStatus) -> Bool {
        switch (old, new) {
        case (.active, .active), (.queued, .queued), (.ongoing, .ongoing), (.completed, .completed),
            (.failed, .failed), (.active, .queued), (.active, .ongoing), (.queued, .ongoing),
            (.ongoing, .completed), (.completed, .queued), (.failed, .queued), (.inactive, .queued):
            return true
        case (.queued, _), (.active, _), (.ongoing, _), (.completed, _), (.failed, _), (.inactive, _),
            (.deleting, _), (.deleted, _):
            return false
        }
    }
}
