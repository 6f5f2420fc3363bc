import Testing

@testable import WireKit

@Suite struct ClockTests {
    @Test func `monotonic time never goes back`() {
        var last = MonotonicClock.nanoseconds()
        for _ in 0..<1_000 {
            let now = MonotonicClock.nanoseconds()
            #expect(now >= last)
            last = now
        }
    }

    @Test func `the time of day is after this was written, in matching units`() {
        let before = WallClock.milliseconds()
        let nanoseconds = WallClock.nanoseconds()
        let after = WallClock.milliseconds()
        #expect(before > 1_700_000_000_000)
        #expect((before...after).contains(nanoseconds / 1_000_000))
    }
}
