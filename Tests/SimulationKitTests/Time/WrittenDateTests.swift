import Testing

@testable import SimulationKit

@Suite struct WrittenDateTests {
    private static func text(_ word: UInt64, _ count: Int) -> String {
        String(decoding: [UInt8](capacity: 8) { $0.append(word: word, count: count) }, as: UTF8.self)
    }

    @Test func `a date turns to any day, forwards and back, and not within one`() {
        var date = WrittenDate()
        let day = CivilTime.millisecondsPerDay
        // The 20th of February 2026.
        let start = 20_504 * day
        for (moment, since, yearAndMonth, first) in [
            (start, 0, "2026-02-", "20T"), (start + day - 1, day - 1, "2026-02-", "20T"),
            (start + day, 0, "2026-02-", "21T"), (start + 9 * day + 5, 5, "2026-03-", "01T"),
            (start - 1, day - 1, "2026-02-", "19T"), (-1, day - 1, "1969-12-", "31T"),
            (Moment.earliest.milliseconds, 0, "0000-01-", "01T"),
            (Moment.latest.milliseconds, day - 1, "9999-12-", "31T"), (0, 0, "1970-01-", "01T"),
        ] {
            #expect(date.turn(to: Moment(milliseconds: moment)) == since)
            #expect(Self.text(date.yearAndMonth, 8) == yearAndMonth)
            #expect(Self.text(date.day, 3) == first)
        }
    }
}
