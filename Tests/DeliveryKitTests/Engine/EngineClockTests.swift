import SimulationKit
import Testing

@testable import DeliveryKit

@Suite struct EngineClockTests {
    static let start = Moment(milliseconds: 1_000_000)

    static func clock(_ speed: Speed) -> EngineClock {
        EngineClock(speed: speed, startMoment: start, startNanoseconds: 5_000_000_000)
    }

    @Test(arguments: [Moment.earliest, start, start + 1, .latest])
    func `at once, every moment has come`(moment: Moment) {
        #expect(Self.clock(.instant).nanoseconds(until: moment, now: 5_000_000_000) == 0)
        #expect(!Self.clock(.instant).isScaled)
    }

    @Test(arguments: [
        (Int64(1), Int64(1_000), Int64(0), Int64(1_000_000_000)),
        (1, 1_000, 400_000_000, 600_000_000),
        (1, 1_000, 1_500_000_000, -500_000_000),
        (100, 1_000, 0, 10_000_000),
        (100, 7_200_000, 0, 72_000_000_000),
        (1_000_000, 1, 0, 1),
        (1, 0, 0, 0),
        (1, -1_000, 0, -1_000_000_000),
    ])
    func `a scaled clock divides by its factor`(factor: Int64, offset: Int64, elapsed: Int64, left: Int64) {
        let clock = Self.clock(.scaled(factor))
        #expect(clock.isScaled)
        #expect(clock.nanoseconds(until: Self.start + offset, now: 5_000_000_000 + elapsed) == left)
    }

    @Test func `moments further away than 64 bits of nanoseconds are for ever away, or long gone`() {
        #expect(Self.clock(.scaled(1)).nanoseconds(until: .latest, now: 5_000_000_000) == .max)
        #expect(Self.clock(.scaled(1)).nanoseconds(until: .earliest, now: 5_000_000_000) == 0)
        let barely = Self.start + Int64.min / 1_000_000
        #expect(Self.clock(.scaled(1)).nanoseconds(until: barely, now: 6_000_000_000_000) == 0)
    }
}
