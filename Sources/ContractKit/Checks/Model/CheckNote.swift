/// One thing that a check found out, good or bad.
struct CheckNote: Equatable, Sendable {
    /// How bad it is; a check's verdict is the worst of its notes'.
    enum Weight: Int, Comparable, Sendable {
        /// A statement of fact.
        case info
        /// It deserves attention and decides nothing.
        case warning
        /// A half of the verdict takes what was not given.
        case skipped
        /// It could not be judged.
        case undecided
        /// It does not hold.
        case failure

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// How bad it is.
    let weight: Weight
    /// What was found, as a sentence without a final point.
    let text: String
    /// What is probably wrong, as a sentence without a final point; nil where nothing is known.
    var hint: String?
    /// The exchanges it stands on.
    var exchanges: [Int] = []
}
