extension Knob {
    /// The keys of every distribution that a population may have, and of its phases.
    static let distributions =
        phases
        + spread("provider.emissionLag", Samples.with("provider: { emissionLag: @ }"), of: durations)
        + spread("population.integrationsPerUser", crowd("integrationsPerUser: @"), of: counts)
        + spread("population.transactions", crowd("transactions: @"), of: counts)
        + spread("population.queued", crowd("queued: @"), of: durations)
        + spread("population.takes", crowd("takes: @"), of: durations)
        + spread("population.resync.after", crowd("resync: { p: 1, after: @ }"), of: durations)
        + spread("population.rename.after", crowd("rename: { p: 1, after: @ }"), of: durations)
        + spread("population.remove.after", crowd("remove: { p: 1, after: @ }"), of: durations)
        + spread(
            "population.recalculation.transferDetection",
            crowd("recalculation: { transferDetection: @ }"),
            of: durations
        )
        + spread(
            "population.recalculation.costBasis",
            crowd("recalculation: { costBasis: @ }"),
            of: durations
        )
        + spread("population.grantsPerUser", later("grantsPerUser: @"), of: counts)
        + spread(
            "population.wipe.takes",
            later("remove: { p: 1, after: '1h' }, wipe: { takes: @ }"),
            of: durations
        )
        + spread("population.projectsPerUser", account("projectsPerUser: @"), of: counts)
        + spread("population.filesPerProject", account("projectsPerUser: 3, filesPerProject: @"), of: counts)
        + spread("population.paymentsPerUser", account("paymentsPerUser: @"), of: counts)
        + spread("population.update.after", account("update: { p: 1, after: @ }"), of: durations)
        + spread("population.delete.after", account("delete: { p: 1, after: @ }"), of: durations)

    private static let phases = [
        Knob("population.arrival.phases", crowd("arrival: { phases: [@] }"), phase("1h"), phase("2h")),
        Knob(
            "population.arrival.phases.for",
            crowd("arrival: { phases: [{ for: @, rate: '1/h', to: '900/h' }] }"),
            "'1h'",
            "'2h'"
        ),
        Knob(
            "population.arrival.phases.rate",
            crowd("arrival: { phases: [{ for: '10h', rate: @ }] }"),
            "'1/h'",
            "'5/m'"
        ),
        Knob(
            "population.arrival.phases.to",
            crowd("arrival: { phases: [{ for: '10h', rate: '1/h', to: @ }] }"),
            "'2/h'",
            "'5/s'"
        ),
    ]

    private static func phase(_ length: String) -> String { "{ for: '\(length)', rate: '3/h' }" }

    /// Four small numbers and a larger one, as files write them.
    private static let counts = ["1", "2", "3", "4", "6"]
    private static let durations = ["'1m'", "'2m'", "'3m'", "'4m'", "'40m'"]

    private static func crowd(_ keys: String) -> String {
        "{ portsim: 1, population: { users: 4, \(keys) } }"
    }

    private static func later(_ keys: String) -> String {
        "{ portsim: 1, profile: 'kryptos-v2', population: { users: 4, \(keys) } }"
    }

    private static func account(_ keys: String) -> String {
        "{ portsim: 1, profile: 'account', population: { users: 4, \(keys) } }"
    }

    /// The keys of a distribution in the place of `@`.
    private static func spread(_ path: String, _ template: String, of numbers: [String]) -> [Knob] {
        let (one, two, many) = (numbers[0], numbers[1], numbers[4])
        func knob(_ key: String, _ text: String, _ first: String, _ second: String) -> Knob {
            Knob("\(path).\(key)", template.replacing("@", with: "{ \(text) }"), first, second)
        }
        return [
            knob("dist", "dist: @, mean: \(many), min: \(numbers[3])", "'exponential'", "'geometric'"),
            knob("uniform.min", "dist: 'uniform', min: @, max: \(many)", one, many),
            knob("uniform.max", "dist: 'uniform', min: \(one), max: @", one, many),
            knob("exponential.mean", "dist: 'exponential', mean: @", two, many),
            knob("exponential.min", "dist: 'exponential', mean: \(one), min: @", one, many),
            knob("exponential.max", "dist: 'exponential', mean: \(many), max: @", one, many),
            knob("lognormal.median", "dist: 'lognormal', median: @, sigma: 0.1", two, many),
            knob("lognormal.sigma", "dist: 'lognormal', median: \(many), sigma: @", "0", "1.5"),
            knob("lognormal.min", "dist: 'lognormal', median: \(one), sigma: 0.1, min: @", one, many),
            knob("lognormal.max", "dist: 'lognormal', median: \(many), sigma: 0.1, max: @", one, many),
            knob("geometric.mean", "dist: 'geometric', mean: @", two, many),
            knob("geometric.min", "dist: 'geometric', mean: \(many), min: @", one, many),
            knob("geometric.max", "dist: 'geometric', mean: \(many), max: @", one, many),
        ]
    }
}
