import ContractKit
import SimulationKit
import WireKit

extension ProcessEnvironment {
    /// The variable that says which day it is, as in `2026-12-31`; without it the clock does.
    static let todayVariable = "PORTSIM_TODAY"

    /// Today, in UTC.
    var today: CalendarDay {
        self[Self.todayVariable].flatMap { CalendarDay($0) }
            ?? CalendarDay(Moment(milliseconds: WallClock.milliseconds()))
    }
}
