import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads the crowd.
    func decodePopulation(_ cursor: ObjectCursor) -> Population? {
        if isOfAccount { return decodeAccountPopulation(cursor) }
        var cursor = cursor
        let users = cursor["users"]?.integer()
        let over = cursor["arrival"]?.object().map { decodeArrival($0) } ?? Self.arrivalMilliseconds
        let integrations = cursor["integrationsPerUser"]?.integer() ?? 2
        let providers = cursor["providers"].flatMap { decodeWeights($0) } ?? Life.defaultProviders
        let resync = decodeOccasion(cursor["resync"], p: 500_000_000, after: 3_600_000)
        let rename = decodeOccasion(cursor["rename"], p: 100_000_000, after: 3_600_000)
        let remove = decodeOccasion(cursor["remove"], p: 50_000_000, after: 86_400_000)
        let queued = cursor["queued"]?.duration() ?? 800
        let takes = cursor["takes"]?.duration() ?? 3_000
        let transactions = cursor["transactions"]?.integer() ?? 300
        let failure = decodeFailure(
            cursor["syncFailure"],
            p: Probability(billionths: 60_000_000),
            reasons: ProviderBehaviour.defaultReasons
        )
        let recalculation = decodeRecalculation(cursor["recalculation"])
        let grants = cursor["grantsPerUser"]?.integer()
        let wipe = decodeCrowdWipe(cursor["wipe"])
        let place = cursor.opening
        // Those of another profile, which were refused.
        for field in Shape.accountPopulation { _ = cursor[field.key] }
        cursor.finish()
        Horizon(start: start, provider: provider, reading: reading).observe(
            lifeOf: CrowdSpan(
                arrivalMilliseconds: over,
                integrationsPerUser: integrations,
                occasionMilliseconds: max(resync.milliseconds, rename.milliseconds, remove.milliseconds)
                    + wipe.milliseconds,
                syncMilliseconds: queued + takes,
                recalculationMilliseconds: recalculation.milliseconds + provider.emissionLagMax
            ),
            at: place
        )
        guard let users else { return nil }
        return Population(
            users: Int(users),
            arrivalMilliseconds: over,
            life: Life(
                integrationsPerUser: .constant(integrations),
                providers: providers,
                resync: resync.occasion,
                rename: rename.occasion,
                remove: remove.occasion,
                grantsPerUser: grants.map(Distribution.constant)
            ),
            behaviour: ProviderBehaviour(
                queued: .constant(queued),
                takes: .constant(takes),
                transactions: .constant(transactions),
                syncFailure: failure.probability,
                syncFailureReasons: failure.reasons,
                settleMilliseconds: recalculation.settle,
                transferDetection: .constant(recalculation.transferDetection),
                costBasis: .constant(recalculation.costBasis),
                stageFailure: recalculation.failure,
                emissionLag: provider.emissionLag,
                announcesProgress: provider.announcesProgress,
                wipe: wipe.behaviour
            )
        )
    }

    /// An hour.
    static let arrivalMilliseconds: Int64 = 3_600_000

    func decodeArrival(_ cursor: ObjectCursor) -> Int64 {
        var cursor = cursor
        let over = cursor["over"]?.duration() ?? Self.arrivalMilliseconds
        cursor.finish()
        return over
    }

    func decodeOccasion(
        _ value: ValueCursor?,
        p: UInt64,
        after: Int64
    ) -> (occasion: Life.Occasion, milliseconds: Int64) {
        var probability = Probability(billionths: p)
        var milliseconds = after
        if let value, var cursor = value.object() {
            probability = decodeProbability(cursor["p"]) ?? probability
            milliseconds = cursor["after"]?.duration() ?? after
            cursor.finish()
        }
        return (Life.Occasion(probability: probability, after: .constant(milliseconds)), milliseconds)
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
        var transferDetection: Int64 = 8_000
        var costBasis: Int64 = 20_000
        var failure = Probability(billionths: 10_000_000)

        /// The most time that one takes, envelopes included.
        var milliseconds: Int64 { settle + transferDetection + costBasis + 1_000 }
    }

    private func decodeRecalculation(_ value: ValueCursor?) -> Recalculation {
        var recalculation = Recalculation(settle: provider.settleMilliseconds)
        guard let value, var cursor = value.object() else { return recalculation }
        recalculation.settle = cursor["settle"]?.duration() ?? recalculation.settle
        recalculation.transferDetection =
            cursor["transferDetection"]?.duration() ?? recalculation.transferDetection
        recalculation.costBasis = cursor["costBasis"]?.duration() ?? recalculation.costBasis
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
