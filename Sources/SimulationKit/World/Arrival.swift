/// How the users of a crowd arrive.
///
/// When one arrives is a function of its ordinal alone: nothing is sorted, and any part of the crowd can be
/// simulated by itself.
package enum Arrival: Hashable, Sendable {
    /// All of them over so many milliseconds, evenly.
    case over(milliseconds: Int64)
    /// One phase after the other, each at its rate; at most as many as there are, and nobody afterwards.
    case phases([ArrivalPhase])

    /// The longest time over which they arrive, in milliseconds after the start.
    package var milliseconds: Int64 {
        switch self {
        case .over(let milliseconds): milliseconds
        case .phases(let phases): phases.reduce(0) { $0 + $1.milliseconds }
        }
    }

    /// How many of so many users there is an arrival for.
    package func count(of users: Int) -> Int {
        switch self {
        case .over: return users
        case .phases(let phases):
            let shares = phases.reduce(Int128(0)) { $0 + $1.shares }
            return Int(min(Int128(users), shares / Int128(ArrivalPhase.sharesPerUser)))
        }
    }

    /// When a user arrives, in milliseconds after the start.
    ///
    /// Each has an equal share of the arrivals and comes at a drawn moment within it.
    func milliseconds(of ordinal: Int, among users: Int, from stream: inout RandomStream) -> Int64 {
        switch self {
        case .over(let milliseconds):
            // In 128 bits: a long time by many users leaves 64.
            let begin = Int64(Int128(milliseconds) * Int128(ordinal) / Int128(users))
            let end = Int64(Int128(milliseconds) * Int128(ordinal + 1) / Int128(users))
            guard end > begin else { return begin }
            return begin + Int64(stream.below(UInt64(end - begin)))
        case .phases(let phases):
            let share = Int128(stream.below(UInt64(ArrivalPhase.sharesPerUser)))
            return Self.milliseconds(
                ofShare: Int128(ordinal) * Int128(ArrivalPhase.sharesPerUser) + share,
                in: phases
            )
        }
    }

    private static func milliseconds(ofShare share: Int128, in phases: [ArrivalPhase]) -> Int64 {
        var rest = share
        var begin: Int64 = 0
        for phase in phases {
            if rest < phase.shares { return begin + phase.milliseconds(ofShare: rest) }
            rest -= phase.shares
            begin += phase.milliseconds
        }
        preconditionFailure("the phases end before the last user came")
    }
}

/// A time in which users arrive at a rate that changes evenly from one to another.
package struct ArrivalPhase: Hashable, Sendable {
    /// The longest phase, in milliseconds: 365 days.
    ///
    /// Its square by that of the largest rate fits 128 bits.
    package static let millisecondsMax: Int64 = 365 * 86_400_000
    /// The largest rate, in users per hour: 100,000 a second.
    package static let perHourMax: Int64 = 100_000 * 3_600

    /// How long it lasts, in milliseconds.
    package let milliseconds: Int64
    /// The rate at its beginning, in users per hour.
    package let perHour: Int64
    /// The rate at its end, in users per hour.
    package let finallyPerHour: Int64

    /// A user's part of the arrivals: one per hour, for two hours in milliseconds.
    static let sharesPerUser: Int64 = 2 * 3_600_000

    /// Describes a phase within its limits.
    package init(milliseconds: Int64, perHour: Int64, finallyPerHour: Int64) {
        precondition((1...Self.millisecondsMax).contains(milliseconds), "a phase lasts up to a year")
        let rates = 0...Self.perHourMax
        precondition(rates.contains(perHour) && rates.contains(finallyPerHour), "a rate has limits")
        self.milliseconds = milliseconds
        self.perHour = perHour
        self.finallyPerHour = finallyPerHour
    }

    /// How many shares arrive in it: twice the area below the rate.
    var shares: Int128 { Int128(perHour + finallyPerHour) * Int128(milliseconds) }

    /// When so many shares have arrived, in whole milliseconds after its beginning.
    ///
    /// After a time t there are 2·r·t + d·t²/T shares, where the rate grows by d from r in the time T. The
    /// largest whole t for which that is not more than s is (√(r²T² + d·s·T) - rT) / d, exactly, with the whole
    /// square root: rounded down where the rate grows, and up where it falls.
    func milliseconds(ofShare share: Int128) -> Int64 {
        let growth = Int128(finallyPerHour - perHour)
        guard growth != 0 else { return Int64(share / (2 * Int128(perHour))) }
        let level = Int128(perHour) * Int128(milliseconds)
        let square = UInt128(level * level + growth * share * Int128(milliseconds))
        let root = square.squareRoot
        if growth > 0 { return Int64((Int128(root) - level) / growth) }
        let isExact = UInt128(root) * UInt128(root) == square
        return Int64((level - Int128(root) - (isExact ? 0 : 1)) / -growth)
    }
}
