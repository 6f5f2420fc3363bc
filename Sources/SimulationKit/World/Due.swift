/// A user who needs attention at a moment: an entry of the world's queue.
struct Due: Ranked, Sendable {
    let moment: Moment
    /// The user's index, which orders equal moments.
    let user: Int32
    /// Where the world keeps the user.
    let place: Int32

    func precedes(_ other: Due) -> Bool { rank < other.rank }

    /// Moment and user as one number: comparing two costs no branch that the processor may guess wrong.
    private var rank: Int128 { Int128(moment.milliseconds) << 32 | Int128(user) }
}
