@testable import SimulationKit

/// Facts of a job event, to be changed at will.
struct JobFacts {
    var hasReason: Bool
    var changedAt: Moment
}

extension Observation {
    var status: IntegrationStatus? {
        get {
            switch subject {
            case .integration(_, let status, _, _, _): status
            case .job, .account, .given: nil
            }
        }
        set {
            if case .integration(let wallet, let status, let synced, let total, _) = subject {
                subject = .integration(
                    wallet: wallet,
                    status: newValue ?? status,
                    lastSyncedAtMilliseconds: synced,
                    totalTransactions: total,
                    hasError: newValue == .failed
                )
            }
        }
    }

    var hasError: Bool {
        get { false }
        set {
            if case .integration(let wallet, let status, let synced, let total, _) = subject {
                subject = .integration(
                    wallet: wallet,
                    status: status,
                    lastSyncedAtMilliseconds: synced,
                    totalTransactions: total,
                    hasError: newValue
                )
            }
        }
    }

    var transactions: Int64 {
        get { 0 }
        set {
            if case .integration(let wallet, let status, let synced, _, let hasError) = subject {
                subject = .integration(
                    wallet: wallet,
                    status: status,
                    lastSyncedAtMilliseconds: synced,
                    totalTransactions: newValue,
                    hasError: hasError
                )
            }
        }
    }

    var lastSyncedAt: Int64 {
        get { 0 }
        set {
            if case .integration(let wallet, let status, _, let total, let hasError) = subject {
                subject = .integration(
                    wallet: wallet,
                    status: status,
                    lastSyncedAtMilliseconds: newValue,
                    totalTransactions: total,
                    hasError: hasError
                )
            }
        }
    }
}

extension [Observation] {
    /// Changes the first job event of a type.
    mutating func changeJob(_ type: EventType, _ change: (inout JobFacts) -> Void) {
        for place in indices where self[place].type == type {
            if case .job(let stage, let status, let hasReason, let changedAt) = self[place].subject {
                var job = JobFacts(hasReason: hasReason, changedAt: changedAt)
                change(&job)
                self[place].subject = .job(
                    stage,
                    status,
                    hasReason: job.hasReason,
                    changedAt: job.changedAt
                )
            }
            return
        }
    }

    /// Takes out the first or last event of a type, and counts the user's others anew.
    mutating func removeEvent(_ type: EventType, isLast: Bool = false) {
        let place = isLast ? lastIndex { $0.type == type } : firstIndex { $0.type == type }
        guard let place else { return }
        let user = self[place].user
        remove(at: place)
        for later in indices.dropFirst(place) where self[later].user == user { self[later].ordinal -= 1 }
    }
}
