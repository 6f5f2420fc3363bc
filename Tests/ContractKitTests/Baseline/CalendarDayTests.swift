import ContractKit
import SimulationKit
import Testing

struct CalendarDayTests {
    @Test(arguments: [("1970-01-01", 0), ("2026-02-28", 20_512), ("2024-02-29", 19_782), ("1969-12-31", -1)])
    func `a day is read and written`(text: String, days: Int64) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.daysSinceEpoch == days)
        #expect(day.text == text)
        #expect(CalendarDay(Moment(milliseconds: days * 86_400_000)) == day)
        #expect(CalendarDay(Moment(milliseconds: days * 86_400_000 + 86_399_999)) == day)
    }

    @Test(
        arguments: [
            "", "2026-2-03", "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
            "26-01-01", "2026/01/01", "2026-01-01T", "+026-01-01", "２026-01-1",
        ]
    )
    func `what is no day is none`(text: String) {
        #expect(CalendarDay(text) == nil)
    }
}
