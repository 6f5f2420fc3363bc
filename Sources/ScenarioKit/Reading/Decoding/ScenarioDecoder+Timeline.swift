import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads the steps, checks that they are possible, and puts them in order.
    func decodeTimeline(_ cursors: [ValueCursor]) -> DecodedTimeline {
        var identifiers = DistinctTexts()
        let steps = expand(cursors.compactMap { decodeStep($0, &identifiers) })
        // Stable: steps of one moment stay in the order of the file.
        let ordered = steps.enumerated().sorted { left, right in
            (left.element.atMilliseconds, left.offset) < (right.element.atMilliseconds, right.offset)
        }.map(\.element)
        var legality = Legality(users: users, reading: reading)
        var accountLegality = AccountLegality(users: users)
        var webhookLegality = WebhookLegality(webhooks: webhooks)
        var timeline = DecodedTimeline()
        var grants = GrantLegality(users: users)
        var horizon = Horizon(start: start, provider: provider, reading: reading)
        // A step that repeats has the same place each time, and what is wrong with it is told once.
        var refused: Set<SourceRange> = []
        for step in ordered where !refused.contains(step.atRange) {
            let problemCount = reading.problemCount
            legality.observe(step)
            accountLegality.observe(step)
            webhookLegality.observe(step)
            grants.observe(step)
            horizon.observe(step)
            if reading.problemCount > problemCount { refused.insert(step.atRange) }
            timeline.append(step, start: start)
        }
        return timeline
    }

    private func decodeStep(_ cursor: ValueCursor, _ identifiers: inout DistinctTexts) -> Step? {
        guard var step = cursor.object() else { return nil }
        let at = step["at"]
        let milliseconds = at?.duration()
        let ids = step["ids"]
        let lag = step["lag"]
        let repetition = decodeRepetition(&step, at: milliseconds)
        guard let discriminator = step.variant?.discriminator, let reference = step[discriminator.key] else {
            return nil
        }
        // Another provider's verb was refused already; what it names here is nothing that it knows.
        guard discriminator.isKnown(to: reading.profile.name) else { return nil }
        let verb = discriminator.key
        guard let decoded = decodeVerb(verb, &step, reference) else {
            // What the verb names is wrong; the rest of the step is still looked at.
            _ = decodeOverrides(ids, lag, eventsMax: nil, verb: verb, &identifiers)
            step.finish()
            return nil
        }
        // Where there are no events at all, the verb's own group says so.
        let eventsMax = decoded.eventsMax > 0 ? decoded.eventsMax : nil
        let overrides = decodeOverrides(ids, lag, eventsMax: eventsMax, verb: verb, &identifiers)
        step.finish()
        guard let milliseconds, let at else { return nil }
        let lags = overrides.reduce(Int64(0)) { $0 + ($1.lagMilliseconds ?? 0) }
        return Step(
            atMilliseconds: milliseconds,
            decoded: decoded,
            overrides: overrides,
            repetition: repetition,
            atRange: at.node.range,
            reference: reference,
            consequencesMilliseconds: decoded.takesMilliseconds + lags
        )
    }

    /// Reads a verb and what goes with it, by the group of verbs that it belongs to.
    private func decodeVerb(
        _ verb: String,
        _ step: inout ObjectCursor,
        _ reference: ValueCursor
    ) -> DecodedVerb? {
        if let verb = PortfolioVerb(rawValue: verb) { return decode(verb, &step, reference) }
        if let verb = AccountVerbName(rawValue: verb) { return decode(verb, &step, reference) }
        if let verb = WebhookVerb(rawValue: verb) { return decode(verb, &step, reference) }
        if let verb = LaterPortfolioVerb(rawValue: verb) { return decode(verb, &step, reference) }
        if let verb = GeneralVerb(rawValue: verb) { return decode(verb, &step, reference) }
        preconditionFailure("'\(verb)' is a verb of the table that is never read")
    }
}
