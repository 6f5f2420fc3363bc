import SimulationKit

extension FieldKind {
    /// A duration of so many milliseconds, or how durations spread.
    static func durations(_ limits: ClosedRange<Int64>) -> FieldKind {
        let kind = FieldKind.duration(limits)
        let scale = FieldKind.duration(max(1, limits.lowerBound)...ScenarioLimits.durationMillisecondsMax)
        return .oneOf([kind, .object(.distribution("a distribution of durations", of: kind, scale: scale))])
    }

    /// A whole number, or how whole numbers spread.
    static func counts(_ limits: ClosedRange<Int64>) -> FieldKind {
        let kind = FieldKind.integer(limits)
        let scale = FieldKind.decimal(0...ScenarioLimits.distributionScaleMax, places: 6)
        return .oneOf([kind, .object(.distribution("a distribution of counts", of: kind, scale: scale))])
    }
}

extension Shape {
    /// How drawn numbers spread: their least and largest of one kind, their mean or median of another.
    static func distribution(_ name: String, of kind: FieldKind, scale: FieldKind) -> Shape {
        let mean = Field(
            required: "mean",
            scale,
            "The mean of what is drawn, before it is brought into its limits."
        )
        let ends = [
            Field("min", kind, "The least; what is drawn below it becomes it."),
            Field("max", kind, "The largest; what is drawn above it becomes it."),
        ]
        return Shape(
            name,
            "How drawn numbers spread.",
            "distribution",
            by: "dist",
            "The kind of distribution.",
            oneOf: [
                (
                    DistributionKind.uniform.rawValue, DistributionKind.uniform.summary,
                    [
                        Field(required: "min", kind, "The least."),
                        Field(required: "max", kind, "The largest."),
                    ]
                ),
                (
                    DistributionKind.exponential.rawValue, DistributionKind.exponential.summary,
                    [mean] + ends
                ),
                (
                    DistributionKind.lognormal.rawValue, DistributionKind.lognormal.summary,
                    [
                        Field(required: "median", scale, "What as many are above as below."),
                        Field(
                            required: "sigma",
                            .decimal(0...Distribution.Limits.sigmaMillionthsMax / 1_000_000, places: 6),
                            "How far they spread: the standard deviation of their natural logarithms."
                        ),
                    ] + ends
                ),
                (
                    DistributionKind.geometric.rawValue, DistributionKind.geometric.summary,
                    [
                        mean,
                        Field("min", kind, "The least, which is the likeliest too."),
                        Field("max", kind, "The largest; what is drawn above it becomes it."),
                    ]
                ),
            ]
        ).ruled(by: [.aboveZero("mean"), .aboveZero("median")])
    }
}
