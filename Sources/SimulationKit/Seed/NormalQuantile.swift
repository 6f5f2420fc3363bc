/// The quantiles of the standard normal distribution, from a table and parabolas between its nodes.
///
/// | probability | exact | here, ÷ 2²⁸ |
/// | --- | --- | --- |
/// | 0.5 | 0 | 0 |
/// | 0.75 | 0.674489750 | 181,056,964 |
/// | 0.975 | 1.959963985 | 526,123,782 |
/// | 1 - 2⁻³³ and beyond | 6.337957755 | 1,701,332,580 |
///
/// The error is below 4·10⁻⁶. Beyond 2⁻³³ and 1 - 2⁻³³ the quantile stays where it is, which one draw of four
/// thousand million reaches.
enum NormalQuantile {
    /// How many bits stand behind the point.
    static let fractionBits = 28

    private static let octaves = 32

    /// The quantile of a probability in units of 2⁻⁶⁴, in units of 2⁻²⁸; never falls where that grows.
    static func at(_ probability: UInt64) -> Int64 {
        let isLower = probability >> 63 == 0
        let distance = distance(ofTail: isLower ? probability : ~probability)
        return isLower ? -distance : distance
    }

    /// How far from the middle the quantile of a probability below one half is.
    private static func distance(ofTail probability: UInt64) -> Int64 {
        let octave = probability.leadingZeroBitCount - 1
        guard octave < octaves else { return Int64(nodes[octaves << 5]) }
        // From the upper end of the octave downwards, in units of 2^-62 of it.
        let position = (1 << 63 - 1) &- (probability &<< UInt64(octave))
        let node = octave << 5 &+ Int(truncatingIfNeeded: position &>> 58) << 1
        // Between two nodes, from 0 to below 2 in units of 2^-30.
        let x = Int64(truncatingIfNeeded: (position &>> 27) & 0x7fff_ffff)
        let first = Int64(nodes[node])
        let middle = Int64(nodes[node + 1])
        let rise = middle &- first
        let bend = Int64(nodes[node + 2]) &- middle &- rise
        // Newton's interpolation, rounded once, so that it never turns back.
        let parabola = (x &* (x &- 1 << 30)) &>> 31
        return first &+ (x &* rise &+ parabola &* bend) &>> 30
    }
}
