/// Logarithms and powers of two in whole numbers, the same to the last bit on every machine.
///
/// A table of 2,048 steps and a straight line between its entries. The tables are computed from their
/// definitions in whole numbers too: squaring for the one, square roots for the other.
///
/// | what | exact | here, ÷ 2³² | error |
/// | --- | --- | --- | --- |
/// | log₂ 1 | 0 | 0 | 0 |
/// | log₂ 3 | 1.584962500 | 6,807,362,106 | below 10⁻⁷ |
/// | log₂ 10⁶ | 19.931568569 | 85,605,435,125 | below 10⁻⁷ |
/// | 2^0 | 1 | 4,294,967,296 | 0 |
/// | 2^½ | 1.414213562 | 6,074,001,000 | below 10⁻⁷ |
/// | 2^0.7 | 1.624504793 | 6,977,195,052 | below 10⁻⁷ of the value |
enum FixedPoint {
    /// How many bits stand behind the point.
    static let fractionBits = 32
    /// One, in this form.
    static let one: UInt64 = 1 << 32

    private static let stepBits = 11

    /// The logarithm to base 2 of a number above 0, in units of 2⁻³²; never falls where the number grows.
    static func log2(_ number: UInt64) -> UInt64 {
        precondition(number > 0, "nothing has no logarithm")
        let zeros = number.leadingZeroBitCount
        // The bits behind the leading one.
        let fraction = (number &<< UInt64(zeros)) &<< 1
        let step = Int(truncatingIfNeeded: fraction &>> 53)
        let rest = (fraction &>> 21) & (one - 1)
        let lower = logarithms[step]
        let rise = logarithms[step + 1] &- lower
        return UInt64(63 - zeros) &<< 32 &+ lower &+ (rise &* rest) &>> 32
    }

    /// Two to the power of a fraction below 1 in units of 2⁻³², in the same units: from one to below two.
    static func exp2(_ fraction: UInt32) -> UInt64 {
        let step = Int(fraction &>> 21)
        let rest = UInt64(fraction & 0x1f_ffff)
        let lower = powers[step]
        let rise = powers[step + 1] &- lower
        return lower &+ (rise &* rest) &>> 21
    }

    /// The logarithm to base 2 of a ratio of at least 1, in units of 2⁻⁵⁶.
    ///
    /// The ratio's terms are below 2⁶³. Bit by bit: squaring a number doubles its logarithm.
    static func log2(ratio numerator: UInt64, to denominator: UInt64) -> UInt64 {
        precondition(denominator > 0 && numerator >= denominator, "a ratio of at least 1")
        let quotient = (UInt128(numerator) << 64) / UInt128(denominator)
        // At least 2^64, so that it has at least 65 bits.
        let bits = 128 - quotient.leadingZeroBitCount
        let mantissa = UInt64(truncatingIfNeeded: quotient >> (bits - 64))
        return UInt64(bits - 65) << 56 | logarithm(ofMantissa: mantissa, bits: 56)
    }

    /// The logarithm of a mantissa from one (2⁶³) to below two, in units of its last bit.
    private static func logarithm(ofMantissa mantissa: UInt64, bits: Int) -> UInt64 {
        var mantissa = mantissa
        var logarithm: UInt64 = 0
        for _ in 0..<bits {
            let square = mantissa.multipliedFullWidth(by: mantissa)
            logarithm <<= 1
            if square.high >> 63 == 1 {
                logarithm |= 1
                mantissa = square.high
            } else {
                mantissa = square.high << 1 | square.low >> 63
            }
        }
        return logarithm
    }

    /// The logarithms of 1 + i/2048, the last one of 2.
    private static let logarithms: [UInt64] = {
        let count: UInt64 = 1 << stepBits
        return (0..<count).map { step in
            // Two bits more than are kept, to round.
            let logarithm = logarithm(ofMantissa: (count + step) << 52, bits: fractionBits + 2)
            return (logarithm + 2) >> 2
        } + [one]
    }()

    /// The powers of two with the exponents i/2048, the last one 2.
    private static let powers: [UInt64] = {
        // Two to the power of 2^-1, 2^-2 … 2^-11, in units of 2^-62.
        var roots: [UInt64] = []
        var root: UInt64 = 1 << 63
        for _ in 0..<stepBits {
            root = (UInt128(root) << 62).squareRoot
            roots.append(root)
        }
        return (0..<1 << stepBits).map { step in
            var power: UInt64 = 1 << 62
            for (index, root) in roots.enumerated() where step >> (stepBits - 1 - index) & 1 == 1 {
                power = UInt64(truncatingIfNeeded: (UInt128(power) * UInt128(root)) >> 62)
            }
            return (power + 1 << 29) >> 30
        } + [2 * one]
    }()
}

extension UInt128 {
    /// The largest whole number whose square is not larger than this one.
    ///
    /// Newton's method from above, which falls until it is there.
    var squareRoot: UInt64 {
        guard self > 0 else { return 0 }
        let bits = UInt128(128 - leadingZeroBitCount)
        var root: UInt128 = 1 << ((bits + 1) / 2)
        while true {
            let next = (root + self / root) / 2
            guard next < root else { return UInt64(clamping: root) }
            root = next
        }
    }
}
