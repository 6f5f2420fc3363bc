/// The grants of a user that are told of events: a set of ordinals, in one word.
package struct LiveGrants: Hashable, Sendable {
    /// Most grants of one user.
    package static let countMax = 64

    private var bits: UInt64

    /// The first grants, so many; at least none and at most 64.
    package init(count: Int) {
        precondition((0...Self.countMax).contains(count), "a user has at most \(Self.countMax) grants")
        bits = count == Self.countMax ? .max : 1 << UInt64(count) - 1
    }

    /// How many there are.
    package var count: Int { bits.nonzeroBitCount }

    /// The ordinal of the first; nil where there is none.
    package var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

    /// Whether a grant is live.
    package func contains(_ grant: Int) -> Bool {
        (0..<Self.countMax).contains(grant) && bits >> UInt64(grant) & 1 == 1
    }

    /// Takes a grant out; says whether it was there.
    package mutating func remove(_ grant: Int) -> Bool {
        guard contains(grant) else { return false }
        bits &= ~(1 << UInt64(grant))
        return true
    }
}

extension LiveGrants: Sequence {
    /// Hands out the ordinals, the lowest first.
    package struct Iterator: IteratorProtocol {
        fileprivate var bits: UInt64

        /// The next ordinal.
        package mutating func next() -> Int? {
            guard bits != 0 else { return nil }
            defer { bits &= bits - 1 }
            return bits.trailingZeroBitCount
        }
    }

    /// Begins at the lowest ordinal.
    package func makeIterator() -> Iterator { Iterator(bits: bits) }
}
