import ReportKit
import Testing

struct DurationTextTests {
    @Test(
        arguments: [
            (0, "0 ms"), (999, "999 ms"), (1_000, "1 s"), (1_250, "1.25 s"), (1_205, "1.2 s"),
            (1_059, "1.05 s"),
            (59_999, "59.99 s"), (60_000, "1 min"), (125_000, "2 min 5 s"), (3_599_999, "59 min 59 s"),
            (3_600_000, "1 h"), (7_260_000, "2 h 1 min"), (86_400_000, "1 d"), (90_000_000, "1 d 1 h"),
        ] as [(Int64, String)]
    )
    func `spans are told in their two largest units`(milliseconds: Int64, text: String) {
        #expect(DurationText.text(milliseconds: milliseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0 ms"), (4, "0 ms"), (7, "0.01 ms"), (412, "0.41 ms"), (1_100, "1.1 ms"), (2_000, "2 ms"),
            (9_994, "9.99 ms"), (9_995, "10 ms"), (12_345, "12.3 ms"), (12_350, "12.4 ms"),
            (99_949, "99.9 ms"),
            (99_950, "100 ms"), (250_000, "250 ms"), (999_499, "999 ms"), (999_500, "1 s"),
            (1_250_000, "1.25 s"),
            (10_000_000, "10 s"),
        ] as [(Int64, String)]
    )
    func `answers have three digits that matter`(microseconds: Int64, text: String) {
        #expect(DurationText.text(microseconds: microseconds) == text)
    }
}
