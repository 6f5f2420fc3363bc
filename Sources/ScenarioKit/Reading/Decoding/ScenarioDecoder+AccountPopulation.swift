import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Whether the scenario's provider is the account provider.
    var isOfAccount: Bool {
        switch reading.profile.envelope {
        case .kryptosV1, .kryptosV2: false
        case .account: true
        }
    }

    /// How the account provider behaves towards users with names; nil at the portfolio provider.
    var accountBehaviour: AccountBehaviour? {
        isOfAccount ? AccountBehaviour(userShape: provider.userShape) : nil
    }

    /// Reads a crowd of the account provider.
    func decodeAccountPopulation(_ cursor: ObjectCursor) -> Population? {
        var cursor = cursor
        let users = cursor["users"]?.integer()
        let arrival = decodeArrival(cursor["arrival"])
        let projects = decodeCount(cursor["projectsPerUser"], otherwise: 0...4)
        let files = decodeCount(cursor["filesPerProject"], otherwise: 0...8)
        let payments = decodeCount(cursor["paymentsPerUser"], otherwise: 0...5)
        let failure = decodeFailure(
            cursor["paymentFailure"],
            p: Probability(billionths: 80_000_000),
            reasons: AccountBehaviour.defaultReasons
        )
        let update = decodeOccasion(cursor["update"], p: 400_000_000, after: .constant(86_400_000))
        let delete = decodeOccasion(cursor["delete"], p: 100_000_000, after: .constant(7 * 86_400_000))
        // The portfolio's keys, which were refused.
        for field in cursor.shape.fields { _ = cursor[field.key] }
        let longest = AccountLife.longest(
            projects: projects.most,
            files: files.most,
            payments: payments.most
        )
        Horizon(start: start, provider: provider, reading: reading).observe(
            accountLifeMilliseconds: Int128(arrival.milliseconds) + Int128(longest)
                + Int128(max(update.milliseconds, delete.milliseconds)),
            at: cursor.opening
        )
        cursor.finish()
        guard let users else { return nil }
        return Population(
            users: Int(users),
            arrival: arrival,
            life: AccountLife(
                projectsPerUser: projects.distribution,
                filesPerProject: files.distribution,
                paymentsPerUser: payments.distribution,
                update: update.occasion,
                delete: delete.occasion
            ),
            behaviour: AccountBehaviour(
                userShape: provider.userShape,
                paymentFailure: failure.probability,
                paymentFailureReasons: failure.reasons
            )
        )
    }

    private func decodeCount(
        _ value: ValueCursor?,
        otherwise range: ClosedRange<Int64>
    ) -> (distribution: Distribution, most: Int64) {
        let distribution = value?.distribution() ?? .uniform(range)
        return (distribution, distribution.range.upperBound)
    }
}
