package import ContractKit
package import DeliveryKit
import SimulationKit

/// What reports show of single deliveries, as a bounded fold over the record of a run.
///
/// Kept are the first deliveries of the run, a sample of whole users drawn by a hash of their ids, and beyond these
/// the first that failed and the first that a fault hit. It says how many were left out. The same record gives the
/// same evidence, in whatever order outcomes came; memory does not grow with the run, but for the names of users.
package struct RunEvidence: Sendable {
    /// How much is kept.
    package let limits: EvidenceLimits
    /// Deliveries made.
    package private(set) var deliveryCount: Int64 = 0

    private let wanted: Set<Int64>
    private var users = LaneUsers()
    private var ranks: [UInt64] = []
    private var head: [Int64: DeliveryEvidence] = [:]
    private var sample: EvidenceSample
    private var failures: EvidenceShelf
    private var faulted: EvidenceShelf
    private var open: EvidenceShelf
    private var headBodiesByteCount = 0
    private var isCut = false

    /// Begins with nothing; the deliveries that are wanted, by sequence, are kept whatever became of them.
    package init(limits: EvidenceLimits = EvidenceLimits(), wanted: Set<Int64> = []) {
        self.limits = limits
        self.wanted = wanted
        sample = EvidenceSample(limit: limits.sampleMax)
        failures = EvidenceShelf(limit: limits.strikingMax)
        faulted = EvidenceShelf(limit: limits.strikingMax)
        open = EvidenceShelf(limit: limits.openMax)
    }

    /// Takes in the next entry of the record.
    package mutating func observe(_ entry: HistoryEntry) {
        switch entry {
        case .lane(let lane):
            users.append(lane.user)
            ranks.append(StableHash(lane.user).low)
        case .delivery(let row):
            observe(row)
        case .attempt(let entry):
            // All deliveries came before the first attempt.
            if !isCut {
                sample.cut()
                isCut = true
            }
            observe(entry)
        }
    }

    /// What is kept, by sequence.
    package var deliveries: [DeliveryEvidence] {
        var sample = sample
        sample.cut()
        let all = Array(head.values) + Array(sample.rows.values) + Array(failures.all) + Array(faulted.all)
        return all.sorted { $0.delivery.sequence < $1.delivery.sequence }
    }

    /// The deliveries that findings point at and that are not kept; a second fold that wants them keeps them.
    package func missing(from findings: [Finding]) -> Set<Int64> {
        var missing: Set<Int64> = []
        let kept = Set(deliveries.map(\.delivery.sequence))
        for finding in findings {
            for item in finding.evidence.items {
                if let sequence = item.delivery, !kept.contains(sequence) { missing.insert(sequence) }
            }
        }
        return missing
    }

    private mutating func observe(_ row: DeliveryRow) {
        deliveryCount += 1
        if head.count < limits.headMax || wanted.contains(row.sequence) {
            let evidence = evidence(row, hasRoom: bodiesByteCount < limits.bodiesBytesMax)
            headBodiesByteCount += evidence.delivery.body.count
            head[row.sequence] = evidence
            return
        }
        if row.isDropped {
            // Nothing more will ever be heard of it.
            faulted.put(evidence(row, hasRoom: true))
            return
        }
        let lane = Int(row.lane)
        guard ranks.indices.contains(lane), sample.takes(rank: ranks[lane]) else { return }
        sample.put(evidence(row, hasRoom: bodiesByteCount < limits.bodiesBytesMax), rank: ranks[lane])
    }

    private mutating func observe(_ entry: AttemptEntry) {
        let attempt = DeliveryEvidence.Attempt(sequence: entry.sequence, row: entry.attempt)
        let sequence = entry.attempt.delivery
        let isHit = entry.attempt.fault != nil || entry.delivery.fault != nil
        if head[sequence]?.append(attempt, limit: limits.attemptsMax) != nil { return }
        if sample.append(attempt, limit: limits.attemptsMax) { return }
        if failures.append(attempt, limit: limits.attemptsMax) { return }
        if faulted.append(attempt, limit: limits.attemptsMax) { return }
        let isOpen = open.append(attempt, limit: limits.attemptsMax)
        let settles = entry.attempt.outcome != .retry && entry.attempt.outcome != .forged
        if !settles, isOpen || !open.takes(sequence) { return }
        // An accepted delivery that no fault hit is of no further interest; no copy of it is made.
        if settles, entry.attempt.outcome != .failed, !isOpen, !isHit {
            return
        }
        var delivery = open.remove(sequence) ?? evidence(entry.delivery, hasRoom: true)
        if !isOpen { delivery.append(attempt, limit: limits.attemptsMax) }
        switch entry.attempt.outcome {
        case .retry, .forged: open.put(delivery)
        case .failed: failures.put(delivery)
        case .delivered, .cancelled: if delivery.isFaulted { faulted.put(delivery) }
        }
    }

    private var bodiesByteCount: Int { headBodiesByteCount + sample.bodiesByteCount }

    /// A delivery as it is kept, without its body where there is no room for it.
    private func evidence(_ row: DeliveryRow, hasRoom: Bool) -> DeliveryEvidence {
        var evidence = DeliveryEvidence(row, user: users[row.lane] ?? "")
        evidence.cutBody(to: hasRoom ? limits.bodyBytesMax : 0)
        return evidence
    }
}
