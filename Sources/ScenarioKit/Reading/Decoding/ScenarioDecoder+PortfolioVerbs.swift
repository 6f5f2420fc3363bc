import JSONKit
import SimulationKit

/// The verbs that connect integrations and change them.
enum PortfolioVerb: String {
    case connect
    case resync
    case rename
    case remove
    case recalculate
}

extension ScenarioDecoder {
    /// Reads a verb of this group and what goes with it.
    func decode(
        _ verb: PortfolioVerb,
        _ step: inout ObjectCursor,
        _ reference: ValueCursor
    ) -> DecodedVerb? {
        switch verb {
        case .connect: decodeConnect(&step, reference)
        case .resync: decodeResync(&step, reference)
        case .rename: decodeRename(&step, reference)
        case .remove: decodeRemove(&step, reference)
        case .recalculate: decodeRecalculate(&step, reference)
        }
    }

    private func decodeConnect(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let sync = step["sync"]?.alternative()
        // Without a plan it is not synced; with an empty one, all of it is drawn.
        let plan = sync?.node.bool == false ? nil : sync.flatMap { decodeSync($0) } ?? .drawn
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .connect(integration.specification, plan),
            action: (.connect, integration),
            eventsMax: plan == nil ? 1 : Self.syncEvents,
            takesMilliseconds: Horizon.takes(plan)
        )
    }

    private func decodeResync(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let plan = step["sync"].flatMap { decodeSync($0) } ?? .drawn
        let mode = step["mode"]
        let chosen = mode?.choice()
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .resync(integration: integration.specification.key, plan),
            action: (.resync(mode: chosen), integration),
            mode: mode,
            eventsMax: Self.syncEvents,
            takesMilliseconds: Horizon.takes(plan)
        )
    }

    private func decodeRename(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let alias = step["alias"]?.text()
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .rename(integration: integration.specification.key, alias: alias),
            action: (.rename, integration),
            eventsMax: 1,
            takesMilliseconds: 0
        )
    }

    private func decodeRemove(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let plan = step["wipe"].flatMap { decodeWipe($0) } ?? WipePlan(outcome: .succeeds)
        let wipeFails =
            switch plan.outcome {
            case .fails: true
            case .succeeds, nil: false
            }
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .remove(integration: integration.specification.key, plan),
            action: (.remove(wipeFails: wipeFails), integration),
            // Where the data are wiped first, that is announced too.
            eventsMax: reading.profile.standardWipe == nil ? 1 : 2,
            takesMilliseconds: Horizon.takes(plan)
        )
    }

    private func decodeRecalculate(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let plan = RecalculationPlan(
            transferDetection: step["transferDetection"]?.object().map { decodeStage($0) } ?? StagePlan(),
            costBasis: step["costBasis"]?.object().map { decodeStage($0) } ?? StagePlan()
        )
        guard let user = reference.user(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .recalculate(plan),
            eventsMax: plan.transferDetection.failure == nil ? 4 : 2,
            takesMilliseconds: Horizon.takes(plan)
        )
    }

    /// Queued or created, ongoing, and the end.
    static let syncEvents = 3

    func decodeSync(_ cursor: ValueCursor) -> SyncPlan? {
        guard var sync = cursor.object() else { return nil }
        let plan = SyncPlan(
            queuedMilliseconds: sync["queued"]?.duration(),
            takesMilliseconds: sync["takes"]?.duration(),
            outcome: decodeSyncOutcome(&sync)
        )
        sync.finish()
        return plan
    }

    private func decodeStage(_ cursor: ObjectCursor) -> StagePlan {
        var cursor = cursor
        let plan = StagePlan(takesMilliseconds: cursor["takes"]?.duration(), failure: cursor["fails"]?.text())
        cursor.finish()
        return plan
    }
}
