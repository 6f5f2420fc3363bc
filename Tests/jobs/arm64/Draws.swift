import SimulationKit

/// A million draws of every kind.
enum Draws {
    private static let count: UInt64 = 1_000_000
    /// Addresses take dozens of draws each.
    private static let addressCount: UInt64 = 50_000

    static func printDigests() {
        digest("words") { stream, _ in stream.next() }
        digest("numbers below a bound", draw: below)
        digest("numbers within a range") { stream, _ in
            UInt64(bitPattern: stream.within(-5_000...120_000))
        }
        digest("probabilities") { stream, _ in
            stream.happens(Probability(billionths: 60_000_000)) ? 1 : 0
        }
        digest("streams of users") { stream, index in
            var own = RandomStream(seed: 42, user: stream.next(), purpose: .lag, index: index)
            return own.next()
        }
        digest("hashes of texts") { stream, index in
            StableHash("user \(index)", seed: 1).high ^ stream.next()
        }
        let choice = WeightedChoice([("binance", 5), ("coinbase", 3), ("ethereum", 6), ("solana", 2)])
        digest("weighted choices") { stream, _ in UInt64(choice.draw(from: &stream)) }
        for (name, distribution) in distributions {
            digest(name) { stream, _ in UInt64(bitPattern: distribution.draw(from: &stream)) }
        }
        let forms: [(String, AddressForm)] = [
            ("ethereum", .ethereum), ("bitcoin", .bitcoin), ("solana", .solana),
        ]
        for (name, form) in forms {
            digest("addresses of \(name)", count: addressCount) { stream, _ in
                form.draw(from: &stream).map { StableHash(bytes: $0).low } ?? 0
            }
        }
        digest("times as text") { stream, _ in
            let width = UInt64(Moment.latest - Moment.earliest)
            let moment = Moment.earliest + Int64(stream.below(width))
            return StableHash(TimeFormat.milliseconds.text(moment)).low
        }
    }

    /// Wide enough to cut off next to nothing.
    private static let limits: ClosedRange<Int64> = 0...1_000_000_000_000_000

    private static let distributions: [(String, Distribution)] = [
        ("constant", .constant(300)),
        ("uniform", .uniform(100...200)),
        ("exponential", .exponential(ExponentialDistribution(meanMillionths: 800_000_000, within: limits))),
        (
            "lognormal",
            .lognormal(
                LognormalDistribution(
                    medianMillionths: 3_000_000_000,
                    sigmaMillionths: 800_000,
                    within: limits
                )
            )
        ),
        (
            "wide lognormal",
            .lognormal(
                LognormalDistribution(
                    medianMillionths: 300_000_000,
                    sigmaMillionths: Distribution.Limits.sigmaMillionthsMax,
                    within: limits
                )
            )
        ),
        ("geometric", .geometric(GeometricDistribution(meanMillionths: 2_400_000, within: limits))),
    ]

    /// Bounds of all sizes, those that need a second draw among them.
    private static func below(_ stream: inout RandomStream, _ index: UInt64) -> UInt64 {
        stream.below(max(1, stream.next() >> (index % 64)))
    }

    private static func digest(
        _ name: String,
        count: UInt64 = count,
        draw: (inout RandomStream, UInt64) -> UInt64
    ) {
        var stream = RandomStream(seed: 1, user: StableHash(name).low, purpose: .life)
        var digest = StableHash(0, 0, 0, 0)
        for index in 0..<count {
            digest = StableHash(digest.low, digest.high, draw(&stream, index), index)
        }
        print("\(digest.hex24)  \(count) \(name)")
    }
}
