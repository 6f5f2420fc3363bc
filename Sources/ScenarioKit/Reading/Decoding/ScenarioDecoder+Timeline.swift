import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads the steps, checks that they are possible, and puts them in order.
    func decodeTimeline(_ cursors: [ValueCursor]) -> [Command] {
        var identifiers = DistinctTexts()
        let steps = cursors.compactMap { decodeStep($0, &identifiers) }
        // Stable: steps of one moment stay in the order of the file.
        let ordered = steps.enumerated().sorted { left, right in
            (left.element.atMilliseconds, left.offset) < (right.element.atMilliseconds, right.offset)
        }.map(\.element)
        var legality = Legality(users: users, reading: reading)
        var horizon = Horizon(start: start, reading: reading)
        for step in ordered {
            legality.observe(step)
            horizon.observe(step)
        }
        return ordered.map { step in
            Command(
                at: start + step.atMilliseconds,
                user: step.user,
                step.verb,
                overrides: step.overrides
            )
        }
    }

    private func decodeStep(_ cursor: ValueCursor, _ identifiers: inout DistinctTexts) -> Step? {
        guard var step = cursor.object() else { return nil }
        let at = step["at"]
        let milliseconds = at?.duration()
        let ids = step["ids"]
        let lag = step["lag"]
        guard let verb = step.variant?.discriminator.key, let reference = step[verb] else { return nil }
        guard let decoded = decodeVerb(verb, &step, reference) else {
            // What the verb names is wrong; the rest of the step is still looked at.
            _ = decodeOverrides(ids, lag, eventsMax: nil, verb: verb, &identifiers)
            step.finish()
            return nil
        }
        let overrides = decodeOverrides(ids, lag, eventsMax: decoded.eventsMax, verb: verb, &identifiers)
        let mode = decoded.mode
        step.finish()
        guard let milliseconds, let at else { return nil }
        let lags = overrides.reduce(Int64(0)) { $0 + ($1.lagMilliseconds ?? 0) }
        return Step(
            atMilliseconds: milliseconds,
            user: decoded.user,
            verb: decoded.verb,
            overrides: overrides,
            action: decoded.action,
            atRange: at.node.range,
            reference: reference,
            mode: mode,
            consequencesMilliseconds: decoded.takesMilliseconds + lags
        )
    }

    /// What a verb and its keys say.
    private struct DecodedVerb {
        var user: Int
        var verb: Verb
        var action: (Step.Action, NamedUsers.Integration)?
        var mode: ValueCursor?
        /// How many events it brings about.
        var eventsMax: Int
        /// The most time that its syncs and stages can take.
        var takesMilliseconds: Int64
    }

    private func decodeVerb(
        _ verb: String,
        _ step: inout ObjectCursor,
        _ reference: ValueCursor
    ) -> DecodedVerb? {
        switch verb {
        case "connect": decodeConnect(&step, reference)
        case "resync": decodeResync(&step, reference)
        case "rename": decodeRename(&step, reference)
        case "remove": decodeRemove(reference)
        case "recalculate": decodeRecalculate(&step, reference)
        default: preconditionFailure("'\(verb)' is a verb of the table that is never read")
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

    private func decodeRemove(_ reference: ValueCursor) -> DecodedVerb? {
        guard let (user, integration) = reference.integration(of: users) else { return nil }
        return DecodedVerb(
            user: user,
            verb: .remove(integration: integration.specification.key),
            action: (.remove, integration),
            eventsMax: 1,
            takesMilliseconds: 0
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
    private static let syncEvents = 3

    private func decodeSync(_ cursor: ValueCursor) -> SyncPlan? {
        guard var sync = cursor.object() else { return nil }
        let transactions = sync["transactions"]?.integer()
        let reason = sync["fails"]?.text()
        if sync["transactions"] != nil, let fails = sync.keyRange("fails") {
            reading.report("a sync that fails adds no transactions: remove one of the two", at: fails)
        }
        let plan = SyncPlan(
            queuedMilliseconds: sync["queued"]?.duration(),
            takesMilliseconds: sync["takes"]?.duration(),
            // A step that says nothing of the end succeeds: nothing fails unless a step says so.
            outcome: reason.map { .fails(reason: $0) } ?? .succeeds(transactions: transactions)
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
