extension Knob {
    private static func provider(_ keys: String) -> String {
        Samples.with("provider: { \(keys) }")
    }

    static let providers = [
        Knob("provider", Samples.with("provider: @"), "{}", "{ progress: false }"),
        Knob("provider.progress", provider("progress: @"), "true", "false"),
        Knob("provider.emissionLag", provider("emissionLag: @"), "'0s'", "'1m'"),
        Knob(
            "provider.emissionLag.dist",
            provider("emissionLag: { dist: @, mean: '10s' }"),
            "'exponential'",
            "'geometric'"
        ),
        Knob(
            "provider.emissionLag.dist.min",
            provider("emissionLag: { dist: 'uniform', min: @, max: '1m' }"),
            "'0s'",
            "'59s'"
        ),
        Knob(
            "provider.emissionLag.dist.max",
            provider("emissionLag: { dist: 'uniform', min: '0s', max: @ }"),
            "'1s'",
            "'1m'"
        ),
        Knob(
            "provider.emissionLag.dist.mean",
            provider("emissionLag: { dist: 'exponential', mean: @ }"),
            "'1s'",
            "'1m'"
        ),
        Knob(
            "provider.emissionLag.dist.median",
            provider("emissionLag: { dist: 'lognormal', median: @, sigma: 0.5 }"),
            "'1s'",
            "'1m'"
        ),
        Knob(
            "provider.emissionLag.dist.sigma",
            provider("emissionLag: { dist: 'lognormal', median: '10s', sigma: @ }"),
            "0",
            "1"
        ),
        Knob("provider.settle", provider("settle: @"), "'2s'", "'2001ms'"),
    ]
}
