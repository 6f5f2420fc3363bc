import Testing

@testable import SimulationKit

@Suite struct TimeFormatTests {
    /// Moments as Python's `datetime` has them.
    static let table: [(String, Int64)] = [
        ("2026-02-20T18:09:07.962Z", 1_771_610_947_962),
        ("2024-02-29T23:59:59.999Z", 1_709_251_199_999),
        ("2000-02-29T00:00:00.000Z", 951_782_400_000),
        ("1900-03-01T00:00:00.000Z", -2_203_891_200_000),
        ("1970-01-01T00:00:00.000Z", 0),
        ("1969-12-31T23:59:59.999Z", -1),
        ("0001-01-01T00:00:00.000Z", -62_135_596_800_000),
        ("0000-01-01T00:00:00.000Z", -62_167_219_200_000),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ("2100-02-28T23:59:59.999Z", 4_107_542_399_999),
        ("2038-01-19T03:14:07.000Z", 2_147_483_647_000),
    ]

    @Test(arguments: table)
    func `moments are written and read as the calendar has them`(text: String, milliseconds: Int64) {
        let moment = Moment(milliseconds: milliseconds)
        #expect(TimeFormat.milliseconds.text(moment) == text)
        #expect(TimeFormat.seconds.text(moment) == text.prefix(19) + "Z")
        #expect(TimeFormat.moment(from: text) == moment)
    }

    /// A hash over 100,610 texts that Python's `datetime` gave for the same moments.
    @Test func `ten thousand years are written as another calendar writes them`() {
        var hash = StableHash(0, 0, 0, 0)
        var low: UInt64 = 0
        var high: UInt64 = 0
        var milliseconds: Int64 = -62_135_596_800_000
        var count = 0
        while milliseconds <= 253_402_300_799_999 {
            let moment = Moment(milliseconds: milliseconds)
            let text = TimeFormat.milliseconds.text(moment)
            let digest = StableHash(text)
            hash = StableHash(low, high, digest.low, digest.high)
            (low, high) = (hash.low, hash.high)
            if count.isMultiple(of: 97) { #expect(TimeFormat.moment(from: text) == moment) }
            count += 1
            milliseconds += 3_136_273_457
        }
        #expect(count == 100_610)
        #expect(low == 0x3c12_7f94_f41e_774f)
        #expect(high == 0x6629_b646_62fc_d825)
    }

    @Test(
        arguments: [
            ("2026-02-20T18:09:07Z", 1_771_610_947_000), ("2026-02-20T18:09:07.9Z", 1_771_610_947_900),
            ("2026-02-20T18:09:07.96Z", 1_771_610_947_960),
        ] as [(String, Int64)]
    )
    func `a fraction may have up to three digits`(text: String, milliseconds: Int64) {
        #expect(TimeFormat.moment(from: text) == Moment(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "Z", "2026-02-20", "2026-02-20T18:09:07", "2026-02-20T18:09:07+00:00",
        "2026-02-20 18:09:07Z", "2026-02-20t18:09:07z", "2026-2-20T18:09:07Z", "26-02-20T18:09:07Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "2024-02-30T00:00:00Z",
        "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234Z", "2026-01-01T00:00:00,1Z", "2026-01-01T00:00:00.1aZ",
        "2026-01-01T00:00:00ZZ", "-026-01-01T00:00:00Z", "2026-01-01T00:00:00.-1Z",
    ])
    func `what is no moment is not read as one`(text: String) {
        #expect(TimeFormat.moment(from: text) == nil)
    }

    @Test func `every day of four centuries is read as it was written`() {
        let first: Int64 = -2_208_988_800_000
        for day in 0..<146_097 as Range<Int64> {
            let moment = Moment(milliseconds: first + day * 86_400_000)
            guard TimeFormat.moment(from: TimeFormat.seconds.text(moment)) == moment else {
                Issue.record("day \(day)")
                return
            }
        }
    }
}
