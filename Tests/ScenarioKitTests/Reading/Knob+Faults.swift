import ScenarioKit

extension Knob {
    private static func fault(_ keys: String) -> String {
        """
        { portsim: 1, webhooks: [{ name: 'a' }, { name: 'b' }], users: { alice: {}, bob: {} },
          faults: [{ \(keys) }], population: { users: 1 } }
        """
    }

    private static func parameter(
        _ path: String,
        _ first: String,
        _ second: String,
        with more: String = ""
    ) -> Knob {
        let parts = path.split(separator: ".")
        return Knob("faults.\(path)", fault("fault: '\(parts[0])', \(parts[1]): @, \(more)"), first, second)
    }

    static let faults =
        [
            Knob(
                "faults",
                "{ portsim: 1, population: { users: 1 }, faults: @ }",
                "[]",
                "[{ fault: 'drop' }]"
            ),
            Knob("faults.where", fault("fault: 'drop', where: @"), "{}", "{ nth: 1 }"),
            Knob(
                "faults.where.event",
                fault("fault: 'drop', where: { event: @ }"),
                "'costbasis.failed'",
                "'costbasis.started'"
            ),
            Knob("faults.where.user", fault("fault: 'drop', where: { user: @ }"), "'alice'", "'bob'"),
            Knob("faults.where.webhook", fault("fault: 'drop', where: { webhook: @ }"), "'a'", "'b'"),
            Knob("faults.where.attempt", fault("fault: 'loseAnswer', where: { attempt: @ }"), "1", "2"),
            Knob("faults.where.nth", fault("fault: 'drop', where: { nth: @ }"), "1", "2"),
            Knob("faults.p", fault("fault: 'drop', p: @"), "0.5", "0.25"),
            Knob("faults.count", fault("fault: 'drop', count: @"), "1", "2"),
            Knob("faults.window", fault("fault: 'drop', window: @"), "{}", "{ from: '1s' }"),
            Knob("faults.window.from", fault("fault: 'drop', window: { from: @ }"), "'0s'", "'1s'"),
            Knob("faults.window.to", fault("fault: 'drop', window: { to: @ }"), "'1s'", "'2s'"),
            parameter("jobFail.reason", "'a'", "'b'"),
            parameter("statusVocabulary.as", "'active'", "'INACTIVE'"),
            parameter("dialect.to", "'kryptos-v2'", "'kryptos-v3'"),
            parameter("wire.as", "'pretty'", "'sorted'"),
            parameter("clockSkew.by", "'-5s'", "'equal'"),
            parameter("fanOut.n", "2", "3"),
            parameter("duplicate.copies", "1", "2"),
            parameter("duplicate.gap", "'0s'", "'1s'"),
            parameter("reorder.span", "1", "2"),
            parameter("delay.dist", "'1s'", "{ dist: 'uniform', min: '1s', max: '2s' }"),
            parameter("delay.overtake", "false", "true", with: "dist: '1s'"),
            parameter("outage.from", "'1s'", "'2s'", with: "to: '3s'"),
            parameter("outage.to", "'2s'", "'3s'", with: "from: '1s'"),
            parameter("burst.size", "2", "3"),
            parameter("secret.as", "'other'", "'empty'"),
            parameter("tamper.pointer", "'/data'", "'/event'"),
            parameter("stripHeader.name", "'X-Webhook-Id'", "'Content-Type'"),
            parameter("headerMismatch.of", "'event'", "'id'"),
            parameter("staleReplay.age", "'30d'", "'31d'"),
            parameter("sever.after", "'body'", "'bytes:10'"),
            parameter("dribble.bytesPerSec", "1", "2"),
            parameter("giveUpEarly.after", "'50ms'", "'51ms'"),
            parameter("crash.at", "'report'", "'afterSend'"),
        ] + delays + kinds

    /// How late spreads as all durations do.
    private static let delays = [
        ("uniform", "min", "'1s'", "'2s'", "max: '9s'"), ("uniform", "max", "'8s'", "'9s'", "min: '1s'"),
        ("exponential", "mean", "'1s'", "'2s'", ""), ("exponential", "min", "'1ms'", "'2ms'", "mean: '1s'"),
        ("exponential", "max", "'8s'", "'9s'", "mean: '1s'"),
        ("lognormal", "median", "'1s'", "'2s'", "sigma: 1"), ("lognormal", "sigma", "1", "2", "median: '1s'"),
        ("lognormal", "min", "'1ms'", "'2ms'", "median: '1s', sigma: 1"),
        ("lognormal", "max", "'8s'", "'9s'", "median: '1s', sigma: 1"),
        ("geometric", "mean", "'2s'", "'3s'", ""), ("geometric", "min", "'1ms'", "'2ms'", "mean: '2s'"),
        ("geometric", "max", "'8s'", "'9s'", "mean: '2s'"),
    ].map { kind, key, first, second, more in
        Knob(
            "faults.delay.dist.\(kind).\(key)",
            fault("fault: 'delay', dist: { dist: '\(kind)', \(key): @, \(more) }"),
            first,
            second
        )
    }

    /// Keys that tell of which kind something is.
    private static let kinds = [
        Knob("faults.fault", fault("fault: @"), "'drop'", "'loseAnswer'"),
        Knob(
            "faults.delay.dist.dist",
            fault("fault: 'delay', dist: { dist: @, mean: '2s' }"),
            "'exponential'",
            "'geometric'"
        ),
    ]
}
