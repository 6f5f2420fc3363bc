/// A repeatable source of choices (SplitMix64): the same for the same seed, everywhere.
struct Choices {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(seed) &* 0xD1B5_4A32_D192_ED03
    }

    /// A number of the range.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        return range.lowerBound + Int(Self.mixed(state) % UInt64(range.count))
    }

    /// A hash of a text (FNV-1a, then mixed), for answers that are a function of what was sent.
    static func hash(_ text: String) -> UInt64 {
        mixed(text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
