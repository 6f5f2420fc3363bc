/// A user who needs attention at a moment: an entry of the world's queue.
struct Due: Ranked, Sendable {
    let moment: Moment
    /// The user's index, which orders equal moments.
    let user: Int32
    /// Where the world keeps the user.
    let place: Int32

    func precedes(_ other: Due) -> Bool {
        moment == other.moment ? user < other.user : moment < other.moment
    }
}
