import SimulationKit
import WireKit

extension Engine {
    /// Goes through what an earlier run has recorded of the same stream, up to its watermark.
    ///
    /// Nothing of the simulation was stored: the world is simulated again, its bodies are held
    /// against the recorded digest, and every delivery goes on from its recorded attempts.
    func replay(until deadline: Int64) throws(EngineError) {
        guard let resume else { return }
        let watermark = resume.extent.watermark
        figures.attempts = resume.extent.attemptCount
        record.begin(durableThrough: watermark.sequence)
        var stepCount = 0
        while figures.deliveries < watermark.sequence {
            guard source.nextMoment != nil else { throw .otherStream }
            try step()
            stepCount += 1
            guard stepCount % plan.limits.stepsPerTurnMax == 0 else { continue }
            if MonotonicClock.nanoseconds() >= deadline { stop.request(.timeIsUp) }
            if stop.reason != nil { return }
        }
        guard watermark.sequence == 0 || verifiedWatermark else { throw .otherStream }
        self.resume?.folds = DeliveryFolds(deliveryCount: 0)
    }

    /// Makes deliveries as long as there is room for them and their time is near.
    func generate() throws(EngineError) {
        let now = MonotonicClock.nanoseconds()
        let deliveryLimit = figures.deliveries + Int64(plan.limits.deliveriesPerTurnMax)
        var stepCount = 0
        while figures.deliveries < deliveryLimit, stepCount < plan.limits.stepsPerTurnMax,
            canGenerate(at: now)
        {
            isLookingAhead = true
            try step()
            stepCount += 1
        }
        if !canGenerate(at: now) { isLookingAhead = false }
        markWatermark()
    }

    /// Whether one more step of the world is wanted now.
    func canGenerate(at now: Int64) -> Bool {
        guard hasRoom(at: now), let next = source.nextMoment, isWanted(next) else { return false }
        return clock.nanoseconds(until: next, now: now) <= horizonNanoseconds
    }

    /// How near the world's next step must be to be wanted.
    var horizonNanoseconds: Int64 {
        isLookingAhead ? plan.limits.lookaheadNanoseconds : plan.limits.lookaheadNanoseconds / 2
    }

    /// Whether memory and ledger have room for more deliveries.
    func hasRoom(at now: Int64) -> Bool {
        let wanted = max(plan.limits.unsettledWanted, 16 * plan.settings.concurrency)
        if tracks.unsettledCount < min(wanted, plan.limits.unsettledMax) {
            return ledger.outstandingRows < plan.limits.outstandingRowsMax
        }
        // While the ledger is behind, more deliveries would only wait for it with the others.
        guard ledger.outstandingRows < min(plan.limits.outstandingRowsUsual, plan.limits.outstandingRowsMax)
        else { return false }
        return tracks.unsettledCount < plan.limits.unsettledMax && isStarving(at: now)
    }

    /// Whether connections are free that nothing in memory can use.
    ///
    /// Tracks that wait for the ledger, or for a moment that is still to come, keep no connection busy.
    private func isStarving(at now: Int64) -> Bool {
        guard clock.isScaled else { return ready.count + inFlight < connectionsMax }
        guard inFlight < connectionsMax else { return false }
        guard let first = ready.first else { return true }
        return clock.nanoseconds(until: first.moment, now: now) > 0
    }

    /// Notes how far the deliveries reach that were made since the last time.
    private func markWatermark() {
        guard hasNewDeliveries else { return }
        record.mark(LedgerWatermark(sequence: figures.deliveries, digest: digest.bytes))
        hasNewDeliveries = false
    }

    private func step() throws(EngineError) {
        planned.removeAll(keepingCapacity: true)
        do throws(SourceError) {
            try source.advance(into: &planned)
        } catch {
            throw .source(error)
        }
        for plan in planned { try admit(plan) }
        if !source.retiredUsers.isEmpty { retireLanes() }
    }

    /// Numbers a delivery, puts it on its track, and has it recorded unless an earlier run did.
    private func admit(_ plan: PlannedDelivery) throws(EngineError) {
        figures.deliveries += 1
        let sequence = figures.deliveries
        let lane = lane(of: plan)
        digest.add(uid: plan.user.uid, ordinal: plan.ordinal, body: plan.body)
        let row = DeliveryRow(
            sequence: sequence,
            lane: lane.number,
            moment: plan.moment.milliseconds,
            webhook: Int32(plan.webhook),
            eventType: Int32(plan.type.rawValue),
            ordinal: plan.ordinal,
            id: plan.identifier,
            body: plan.body,
            fault: plan.fault.flatMap { FaultMark.encoded($0.marks) }
        )
        if let resume, sequence <= resume.extent.watermark.sequence {
            if sequence == resume.extent.watermark.sequence {
                guard digest.bytes == resume.extent.watermark.digest else { throw .otherStream }
                verifiedWatermark = true
            }
            guard plan.fault?.isDropped != true else { return figures.dropped += 1 }
            let fold = resume.folds[sequence]
            if fold.outcome == nil || fold.outcome == .retry { hooks.watch?.observe(delivery: row) }
            readmit(plan, sequence: sequence, fold: fold, lane: lane)
            return
        }
        hooks.watch?.observe(delivery: row)
        let waiting = plan.fault?.isDropped == true ? nil : enlist(plan, sequence: sequence, lane: lane)
        if plan.fault?.isDropped == true { figures.dropped += 1 }
        hasNewDeliveries = true
        record.add(row, track: waiting)
        // Many webhooks can make more of one step than the ledger takes at once.
        guard record.isFull else { return }
        markWatermark()
        record.flush(to: ledger)
    }

    /// Puts a new delivery on its track; returns the track where it is the head.
    private func enlist(_ plan: PlannedDelivery, sequence: Int64, lane: LaneDirectory.Lane) -> Int? {
        let place = lane.track ?? tracks.add()
        let isHead = tracks.add(Delivery(plan, sequence: sequence), to: place)
        if lane.track == nil { tracks[place].isRetired = true }
        return isHead ? place : nil
    }

    /// Puts a delivery that an earlier run has recorded where that run left it.
    private func readmit(
        _ plan: PlannedDelivery,
        sequence: Int64,
        fold: DeliveryFold,
        lane: LaneDirectory.Lane
    ) {
        let settledAt = fold.settled.map { Moment(milliseconds: $0) }
        if let settledAt { figures.now = max(figures.now, settledAt) }
        switch fold.outcome {
        case .delivered, .failed, .cancelled:
            count(fold.outcome)
            if let track = lane.track, let settledAt { tracks[track].pass(settledAt: settledAt) }
        case .retry, .forged, nil:
            let place = lane.track ?? tracks.add()
            let delivery = Delivery(
                plan,
                sequence: sequence,
                attemptCount: Int(fold.attemptCount),
                forgedAttempt: Int(fold.forgedAttempt),
                settledAt: settledAt,
                retryAfter: fold.answer
            )
            let isHead = tracks.add(delivery, to: place)
            if lane.track == nil { tracks[place].isRetired = true }
            if isHead { schedule(place) }
        }
    }

    /// Counts a delivery that an earlier run has settled.
    private func count(_ outcome: AttemptOutcome?) {
        switch outcome {
        case .delivered: figures.delivered += 1
        case .failed: figures.failed += 1
        case .cancelled:
            figures.cancelled += 1
            // Its last row tells of no attempt.
            figures.attempts -= 1
        case .retry, .forged, nil: return
        }
    }

    private func lane(of delivery: PlannedDelivery) -> LaneDirectory.Lane {
        let webhook = Int32(delivery.webhook)
        if let lane = lanes.lane(user: delivery.user.index, webhook: webhook) { return lane }
        let track: Int? =
            switch plan.settings.ordering {
            case .strict: tracks.add()
            case .none: nil
            }
        let lane = lanes.add(user: delivery.user.index, webhook: webhook, track: track)
        let row = LaneRow(lane: lane.number, webhook: webhook, user: delivery.user.uid)
        hooks.watch?.observe(lane: row)
        if lane.number >= resume?.extent.laneCount ?? 0 { record.add(row) }
        return lane
    }

    private func retireLanes() {
        for user in source.retiredUsers {
            for webhook in histories.indices {
                if let track = lanes.remove(user: user, webhook: Int32(webhook)) { tracks.retire(track) }
            }
        }
        source.retiredUsers.removeAll(keepingCapacity: true)
    }
}
