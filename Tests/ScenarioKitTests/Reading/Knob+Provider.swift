extension Knob {
    private static func provider(_ keys: String) -> String {
        Samples.with("provider: { \(keys) }")
    }

    static let providers = [
        Knob("provider", Samples.with("provider: @"), "{}", "{ progress: false }"),
        Knob("provider.progress", provider("progress: @"), "true", "false"),
        Knob("provider.emissionLag", provider("emissionLag: @"), "'0s'", "'1m'"),
        Knob("provider.settle", provider("settle: @"), "'2s'", "'2001ms'"),
    ]
}
