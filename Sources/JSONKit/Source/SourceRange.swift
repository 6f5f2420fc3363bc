/// A half-open range of byte offsets in a text.
///
/// Offsets are kept in 32 bits, because every value that is read carries one; `JSONLimits` keeps texts below
/// that.
package struct SourceRange: Hashable, Sendable {
    private let storedLower: UInt32
    private let storedUpper: UInt32

    /// The offset of the first byte.
    package var lower: Int { Int(storedLower) }

    /// The offset just after the last byte.
    package var upper: Int { Int(storedUpper) }

    /// The number of bytes.
    package var count: Int { upper - lower }

    /// Makes a range of the bytes from `lower` up to, and without, `upper`.
    ///
    /// Traps when `lower` is negative, `upper` is below `lower`, or either is beyond 4 GiB.
    package init(lower: Int, upper: Int) {
        precondition(lower <= upper, "a source range ends before it begins: \(lower)..<\(upper)")
        storedLower = UInt32(lower)
        storedUpper = UInt32(upper)
    }

    /// The same range in a text that stands behind so many bytes of others.
    package func shifted(by count: Int) -> SourceRange {
        SourceRange(lower: lower + count, upper: upper + count)
    }

    /// Says whether the byte at `offset` lies inside.
    package func contains(_ offset: Int) -> Bool {
        lower <= offset && offset < upper
    }
}

/// A place in a text as people count it.
package struct SourcePosition: Hashable, Sendable {
    /// The line, beginning at 1.
    package let line: Int

    /// The column, beginning at 1, counted in Unicode scalars.
    package let column: Int

    /// Makes a position from a line and a column, both beginning at 1.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
