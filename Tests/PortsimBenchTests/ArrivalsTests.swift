import Testing

@testable import portsim_bench

@Suite struct ArrivalsTests {
    @Test(arguments: [
        ("2026-01-01T00:00:00.000Z", 0), ("2026-01-01T00:00:07.962Z", 7_962),
        ("2026-02-20T18:09:07.005Z", 65_347_005),
    ])
    func `a time of day is read`(text: String, milliseconds: Int64) {
        #expect(Arrival.millisecondsOfDay(text) == milliseconds)
    }

    @Test(arguments: ["", "2026-01-01T00:00:07Z", "2026-01-01 00:00:07.962Z", "2026-01-01T0a:00:07.962Z"])
    func `what is no time with milliseconds is none`(text: String) {
        #expect(Arrival.millisecondsOfDay(text) == nil)
    }

    @Test func `a user is known by the first digits of the uid`() {
        let body = Array(
            #"{"id":"whd_1","data":{"uid":"00000000000000ff12345678","provider":"kraken"}}"#.utf8
        )
        #expect(Arrival.user(in: body) == 0xff)
        #expect(Arrival.user(in: Array(#"{"uid":"short"}"#.utf8)) == nil)
    }

    @Test func `lateness is counted from the most punctual delivery, without one user`() {
        var arrivals = Arrivals()
        for (user, planned, milliseconds) in [(1, 0, 105), (2, 10, 117), (1, 20, 120), (3, 30, 139)] {
            arrivals.add(
                Arrival(
                    user: UInt64(user),
                    plannedMilliseconds: Int64(planned),
                    nanoseconds: Int64(milliseconds) * 1_000_000
                )
            )
        }
        #expect(arrivals.lateness() == [0, 5, 7, 9])
        #expect(arrivals.firstUser == 1)
        #expect(arrivals.lateness(withoutUser: 1) == [0, 2])
        #expect(arrivals.plannedPerSecond == 4_000.0 / 30)
    }

    @Test func `a percentile is a value that was there`() {
        let values = (1...200).map(Double.init)
        #expect(values.percentile(50) == 100)
        #expect(values.percentile(99) == 198)
        #expect([7.0].percentile(99) == 7)
        #expect([Double]().percentile(99) == nil)
    }
}
