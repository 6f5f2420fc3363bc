import JSONKit
import SimulationKit

/// The verbs that only the portfolio provider's later contract knows.
enum LaterPortfolioVerb: String {
    case suspend
    case resume
    case revokeGrant
}

extension ScenarioDecoder {
    /// Reads a verb of this group and what goes with it.
    func decode(
        _ verb: LaterPortfolioVerb,
        _ step: inout ObjectCursor,
        _ reference: ValueCursor
    ) -> DecodedVerb? {
        switch verb {
        case .suspend: decodeSuspend(reference)
        case .resume: decodeResume(&step, reference)
        case .revokeGrant: decodeRevokeGrant(&step, reference)
        }
    }

    private func decodeSuspend(_ reference: ValueCursor) -> DecodedVerb? {
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .suspend(integration: integration.specification.key),
            action: (.suspend, integration),
            eventsMax: 1,
            takesMilliseconds: 0
        )
    }

    private func decodeResume(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let plan = step["sync"].flatMap { decodeSync($0) } ?? .drawn
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .resume(integration: integration.specification.key, plan),
            action: (.resume, integration),
            eventsMax: Self.syncEvents,
            takesMilliseconds: Horizon.takes(plan)
        )
    }

    private func decodeRevokeGrant(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let grant = step["grant"].flatMap { cursor in
            cursor.integer().map { (cursor: cursor, ordinal: Int($0) - 1) }
        }
        refuseOverrides(of: step, LaterPortfolioVerb.revokeGrant.rawValue)
        guard let user = reference.user(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .revokeGrant(grant?.ordinal),
            revocation: Revocation(grant: grant),
            eventsMax: 0,
            takesMilliseconds: 0
        )
    }

    /// Reads how a removal's wipe goes.
    func decodeWipe(_ cursor: ValueCursor) -> WipePlan? {
        guard var wipe = cursor.object() else { return nil }
        let reason = wipe["fails"]?.text()
        let plan = WipePlan(
            takesMilliseconds: wipe["takes"]?.duration(),
            // A step that says nothing of the end succeeds: nothing fails unless a step says so.
            outcome: reason.map { .fails(reason: $0) } ?? .succeeds
        )
        wipe.finish()
        return plan
    }

    /// How the sync that a step describes ends.
    func decodeSyncOutcome(_ sync: inout ObjectCursor) -> SyncPlan.Outcome {
        let transactions = sync["transactions"]?.integer()
        let fails = sync["fails"]?.text()
        let partial = sync["partial"]?.text()
        let isCancelled = sync["cancelled"]?.flag() ?? false
        let ends = ["fails", "partial", "cancelled"].compactMap { key in
            key == "cancelled" && !isCancelled ? nil : sync.keyRange(key).map { (key: key, place: $0) }
        }
        if ends.count > 1 {
            reading.report(
                "a sync ends in one way: remove '\(ends[0].key)' or '\(ends[1].key)'",
                at: ends[1].place
            )
        }
        if sync["transactions"] != nil, let end = ends.first(where: { $0.key != "partial" }) {
            let what = end.key == "fails" ? "fails" : "is cancelled"
            reading.report("a sync that \(what) adds no transactions: remove one of the two", at: end.place)
        }
        if let fails { return .fails(reason: fails) }
        if isCancelled { return .isCancelled }
        if let partial { return .succeedsPartly(reason: partial, transactions: transactions) }
        // A step that says nothing of the end succeeds: nothing fails unless a step says so.
        return .succeeds(transactions: transactions)
    }
}
