/// What a random stream is drawn for; each purpose has a stream of its own.
///
/// The raw values are part of every seeded byte: they are never renumbered.
package enum Purpose: UInt64, Sendable {
    case userIdentifier = 1
    case walletIdentifier = 2
    case grantIdentifier = 3
    case workspaceIdentifier = 4
    case integration = 5
    case sync = 6
    case chain = 7
    case lag = 8
    case arrival = 9
    case life = 10
    case jitter = 11
    case eventIdentifier = 12
    case alias = 13
    case syncRun = 14
    case syncOutcome = 15
    case stageOutcome = 16
    case projectIdentifier = 32
    case fileIdentifier = 33
    case paymentIdentifier = 34
    case accountUser = 35
    case accountProject = 36
    case accountFile = 37
    case payment = 38
    case paymentOutcome = 39
    case accountLife = 40
    case projectLife = 41
    case grants = 48
    case wipe = 49
    case wipeOutcome = 50
    case fault = 64
    case faultIdentifier = 65
}

/// A reproducible sequence of random whole numbers: SplitMix64 (Steele, Lea, Flood 2014).
///
/// A stream begins at a hash of seed, user, purpose and index, so that no draw of one can shift
/// the draws of another. Whole numbers only: platform floating point differs between machines.
package struct RandomStream: Sendable {
    private var state: UInt64

    /// Begins a stream at a state; for the generator's own test values.
    package init(state: UInt64) {
        self.state = state
    }

    /// Begins the stream of one user for one purpose; `index` tells apart what repeats.
    package init(seed: UInt64, user: UInt64, purpose: Purpose, index: UInt64 = 0) {
        state = StableHash(seed, user, purpose.rawValue, index).low
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    /// A number from 0 to below the bound, every one as likely; the bound is at least 1.
    ///
    /// Lemire's method (2019): multiply, and draw again for the few that would be uneven.
    package mutating func below(_ bound: UInt64) -> UInt64 {
        precondition(bound > 0, "a draw needs at least one possible value")
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold {
                product = next().multipliedFullWidth(by: bound)
            }
        }
        return product.high
    }

    /// A number from the lower to the upper end, both included, every one as likely.
    package mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        guard width < .max else { return Int64(bitPattern: next()) }
        return Int64(bitPattern: UInt64(bitPattern: range.lowerBound) &+ below(width + 1))
    }

    /// Whether something happens that has this probability.
    package mutating func happens(_ probability: Probability) -> Bool {
        // One draw whatever the probability, so that turning the knob moves no other draw.
        let draw = below(Probability.denominator)
        return draw < probability.billionths
    }
}

/// A probability in whole billionths, from 0 to 1.
package struct Probability: Hashable, Sendable {
    /// Billionths: 0 never, 1,000,000,000 always.
    package let billionths: UInt64

    static let denominator: UInt64 = 1_000_000_000

    /// Never.
    package static let never = Probability(billionths: 0)

    /// Always.
    package static let always = Probability(billionths: denominator)

    /// Makes a probability of so many billionths; at most a billion of them.
    package init(billionths: UInt64) {
        precondition(billionths <= Self.denominator, "a probability is at most 1")
        self.billionths = billionths
    }
}
