/// A positive number by which others are multiplied, kept with 63 significant bits whatever its size.
struct FixedFactor: Hashable, Sendable {
    private let mantissa: UInt64
    /// How many of the last bits of a product stand behind the point.
    private let fractionBits: Int

    /// The natural logarithm of 2, in units of 2⁻⁶⁴.
    static let naturalLogarithmOf2: UInt64 = 12_786_308_645_202_655_660

    /// Keeps a number given in units of 2⁻⁶⁴.
    init(_ value: UInt128) {
        precondition(value > 0, "a factor is above 0")
        let bits = 128 - value.leadingZeroBitCount
        mantissa = UInt64(truncatingIfNeeded: bits > 63 ? value >> (bits - 63) : value << (63 - bits))
        fractionBits = 64 + 63 - bits + FixedPoint.fractionBits
    }

    /// Keeps a number of millionths times another in units of 2⁻⁶⁴.
    init(millionths: Int64, times factor: UInt128) {
        precondition(millionths > 0, "a factor is above 0")
        self.init(UInt128(millionths) * factor / 1_000_000)
    }

    /// The product with a number in units of 2⁻³², to the nearest whole number; at most 2⁶³ - 1.
    func rounded(_ number: UInt64, doublings: Int = 0) -> Int64 {
        product(number, doublings: doublings, rounds: true)
    }

    /// The product with a number in units of 2⁻³², without what is behind the point; at most 2⁶³ - 1.
    func floored(_ number: UInt64) -> Int64 {
        product(number, doublings: 0, rounds: false)
    }

    @inline(__always)
    private func product(_ number: UInt64, doublings: Int, rounds: Bool) -> Int64 {
        let places = fractionBits - doublings
        // A product has at most 63 bits and those of the number, 39: beyond that there is nothing left.
        guard places < 127 else { return 0 }
        let product = mantissa.multipliedFullWidth(by: number)
        let whole = UInt128(product.high) &<< 64 | UInt128(product.low)
        guard places > 0 else { return whole == 0 ? 0 : .max }
        let half: UInt128 = rounds ? 1 &<< UInt128(places - 1) : 0
        return Int64(clamping: (whole &+ half) &>> UInt128(places))
    }
}
