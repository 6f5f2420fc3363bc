/// A user who needs attention at a moment: an entry of the world's queue.
struct Due: Ranked, Sendable {
    let moment: Moment
    /// The user's index, which orders equal moments, above the place.
    private let userAndPlace: UInt64

    init(moment: Moment, user: Int32, place: Int32) {
        self.moment = moment
        userAndPlace = UInt64(user) << 32 | UInt64(place)
    }

    /// The user's index.
    var user: Int32 { Int32(truncatingIfNeeded: userAndPlace >> 32) }

    /// Where the world keeps the user.
    var place: Int32 { Int32(truncatingIfNeeded: userAndPlace) }

    func precedes(_ other: Due) -> Bool { rank < other.rank }

    /// Both words as one number: comparing two costs no branch that the processor may guess wrong.
    @inline(__always)
    private var rank: Int128 { Int128(moment.milliseconds) << 64 | Int128(userAndPlace) }
}
