import Testing

@testable import SimulationKit

@Suite struct CivilTimeTests {
    @Test func `parts of a moment are those of the calendar`() {
        let civil = CivilTime(Moment(milliseconds: 1_771_610_947_962))
        #expect((civil.year, civil.month, civil.day) == (2026, 2, 20))
        #expect(civil.millisecondsOfDay == ((18 * 60 + 9) * 60 + 7) * 1_000 + 962)
    }

    @Test func `the last millisecond before the epoch is in 1969`() {
        let civil = CivilTime(Moment(milliseconds: -1))
        #expect((civil.year, civil.month, civil.day) == (1969, 12, 31))
        #expect(civil.millisecondsOfDay == 86_399_999)
    }

    @Test func `days and dates are each other's inverse before and after the epoch`() {
        for day in stride(from: -1_000_000, through: 3_000_000, by: 13) as StrideThrough<Int64> {
            let civil = CivilTime(Moment(milliseconds: day * CivilTime.millisecondsPerDay))
            let back = CivilTime.days(year: civil.year, month: civil.month, day: civil.day)
            guard back == day, civil.millisecondsOfDay == 0 else {
                Issue.record("day \(day) came back as \(back)")
                return
            }
        }
    }
}
