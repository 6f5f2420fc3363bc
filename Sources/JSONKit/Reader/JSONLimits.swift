/// How much a text may hold.
///
/// The defaults bound the memory of one document to some 100 MB whatever it holds.
package struct JSONLimits: Sendable {
    /// The most bytes of a text: 8 MiB unless set otherwise.
    package var bytesMax: Int

    /// The most objects and arrays inside one another: 64 unless set otherwise.
    ///
    /// The reader calls itself once per level, so no more than 1,000 are possible.
    package var depthMax: Int

    /// The most values in a text, those inside others included: a million unless set otherwise.
    package var valuesMax: Int

    /// The most characters of one number: 1,000 unless set otherwise.
    ///
    /// Comparing numbers exactly costs the square of a hexadecimal's length.
    package var numberBytesMax: Int

    /// The most digits of an exponent, leading zeros aside.
    ///
    /// More would not be exact decimals that anything could compute with; double ends at 308.
    static let exponentDigitsMax = 9

    /// The deepest that `depthMax` may be set.
    private static let depthLimit = 1_000

    /// Makes limits; each has its default.
    ///
    /// Traps when a limit is negative, `depthMax` is beyond 1,000 or `bytesMax` beyond 2 GiB.
    package init(
        bytesMax: Int = 8 << 20,
        depthMax: Int = 64,
        valuesMax: Int = 1_000_000,
        numberBytesMax: Int = 1_000
    ) {
        precondition((0...Int(Int32.max)).contains(bytesMax), "bytesMax is 0 to 2 GiB, not \(bytesMax)")
        precondition((0...Self.depthLimit).contains(depthMax), "depthMax is 0 to 1,000, not \(depthMax)")
        precondition(valuesMax >= 1, "valuesMax is at least 1, not \(valuesMax)")
        precondition(numberBytesMax >= 1, "numberBytesMax is at least 1, not \(numberBytesMax)")
        self.bytesMax = bytesMax
        self.depthMax = depthMax
        self.valuesMax = valuesMax
        self.numberBytesMax = numberBytesMax
    }
}
