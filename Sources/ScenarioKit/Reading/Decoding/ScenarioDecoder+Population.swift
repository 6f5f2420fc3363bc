import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads the crowd.
    func decodePopulation(_ cursor: ObjectCursor) -> Population? {
        if isOfAccount { return decodeAccountPopulation(cursor) }
        var cursor = cursor
        let written = cursor["users"]?.integer()
        let users = overrides.users ?? written
        let arrival = decodeArrival(cursor["arrival"])
        let integrations = cursor["integrationsPerUser"]?.distribution() ?? CrowdDefaults.integrations
        let providers = cursor["providers"].flatMap { decodeWeights($0) } ?? Life.defaultProviders
        let resync = decodeOccasion(cursor["resync"], p: 500_000_000, after: CrowdDefaults.resyncAfter)
        let rename = decodeOccasion(cursor["rename"], p: 100_000_000, after: .constant(3_600_000))
        let remove = decodeOccasion(cursor["remove"], p: 50_000_000, after: .constant(86_400_000))
        let queued = cursor["queued"]?.distribution() ?? CrowdDefaults.queued
        let takes = cursor["takes"]?.distribution() ?? CrowdDefaults.takes
        let transactions = cursor["transactions"]?.distribution() ?? CrowdDefaults.transactions
        let failure = decodeFailure(
            cursor["syncFailure"],
            p: Probability(billionths: 60_000_000),
            reasons: ProviderBehaviour.defaultReasons
        )
        let recalculation = decodeRecalculation(cursor["recalculation"])
        let grants = cursor["grantsPerUser"]?.distribution()
        let wipe = decodeCrowdWipe(cursor["wipe"])
        let place = cursor.opening
        // Those of another profile, which were refused.
        for field in Shape.accountPopulation { _ = cursor[field.key] }
        cursor.finish()
        Horizon(start: start, provider: provider, reading: reading).observe(
            lifeOf: CrowdSpan(
                arrivalMilliseconds: arrival.milliseconds,
                integrationsPerUser: integrations.range.upperBound,
                occasionMilliseconds: max(resync.milliseconds, rename.milliseconds, remove.milliseconds)
                    + wipe.milliseconds,
                syncMilliseconds: queued.range.upperBound + takes.range.upperBound,
                recalculationMilliseconds: recalculation.milliseconds + provider.emissionLagMax
            ),
            at: place
        )
        guard let users else { return nil }
        return Population(
            users: Int(users),
            arrival: arrival,
            life: Life(
                integrationsPerUser: integrations,
                providers: providers,
                resync: resync.occasion,
                rename: rename.occasion,
                remove: remove.occasion,
                grantsPerUser: grants
            ),
            behaviour: ProviderBehaviour(
                queued: queued,
                takes: takes,
                transactions: transactions,
                syncFailure: failure.probability,
                syncFailureReasons: failure.reasons,
                settleMilliseconds: recalculation.settle,
                transferDetection: recalculation.transferDetection,
                costBasis: recalculation.costBasis,
                stageFailure: recalculation.failure,
                emissionLag: provider.emissionLag,
                announcesProgress: provider.announcesProgress,
                wipe: wipe.behaviour
            )
        )
    }

    func decodeOccasion(
        _ value: ValueCursor?,
        p: UInt64,
        after: Distribution
    ) -> (occasion: Life.Occasion, milliseconds: Int64) {
        var probability = Probability(billionths: p)
        var distribution = after
        if let value, var cursor = value.object() {
            probability = decodeProbability(cursor["p"]) ?? probability
            distribution = cursor["after"]?.distribution() ?? after
            cursor.finish()
        }
        return (
            Life.Occasion(probability: probability, after: distribution), distribution.range.upperBound
        )
    }

    /// How often something fails, and why.
    func decodeFailure(
        _ value: ValueCursor?,
        p: Probability,
        reasons standard: WeightedChoice
    ) -> (probability: Probability, reasons: WeightedChoice) {
        var probability = p
        var reasons = standard
        if let value, var cursor = value.object() {
            probability = decodeProbability(cursor["p"]) ?? probability
            reasons = cursor["reasons"].flatMap { decodeWeights($0) } ?? reasons
            cursor.finish()
        }
        return (probability, reasons)
    }

    /// What a crowd's recalculations are like.
    private struct Recalculation {
        var settle: Int64
        var transferDetection = CrowdDefaults.transferDetection
        var costBasis = CrowdDefaults.costBasis
        var failure = Probability(billionths: 10_000_000)

        /// The most time that one takes, envelopes included.
        var milliseconds: Int64 {
            settle + transferDetection.range.upperBound + costBasis.range.upperBound + 1_000
        }
    }

    private func decodeRecalculation(_ value: ValueCursor?) -> Recalculation {
        var recalculation = Recalculation(settle: provider.settleMilliseconds)
        guard let value, var cursor = value.object() else { return recalculation }
        recalculation.settle = cursor["settle"]?.duration() ?? recalculation.settle
        recalculation.transferDetection =
            cursor["transferDetection"]?.distribution() ?? recalculation.transferDetection
        recalculation.costBasis = cursor["costBasis"]?.distribution() ?? recalculation.costBasis
        if var failure = cursor["failure"]?.object() {
            recalculation.failure = decodeProbability(failure["p"]) ?? recalculation.failure
            failure.finish()
        }
        cursor.finish()
        return recalculation
    }

    func decodeProbability(_ value: ValueCursor?) -> Probability? {
        value?.decimal().map { Probability(billionths: UInt64($0)) }
    }

    /// A choice by weight, in the order of the file.
    private func decodeWeights(_ value: ValueCursor) -> WeightedChoice? {
        guard let entries = value.entries() else { return nil }
        let weights = entries.map { (name: $0.key, weight: $0.value.integer()) }
        let known = weights.compactMap { option in
            option.weight.map { (name: option.name, weight: UInt64($0)) }
        }
        guard known.count == weights.count else { return nil }
        guard known.contains(where: { $0.weight > 0 }) else {
            value.report("\(value.label) needs a weight above 0")
            return nil
        }
        return WeightedChoice(known)
    }
}
