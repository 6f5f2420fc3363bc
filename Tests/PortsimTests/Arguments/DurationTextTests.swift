import Testing

@testable import portsim

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("250ms", 250), ("10s", 10_000), ("5m", 300_000), ("2h", 7_200_000), ("1d", 86_400_000), ("0s", 0),
        ("365250d", DurationText.millisecondsMax),
    ])
    func `a whole number and its unit`(text: String, milliseconds: Int64) {
        #expect(DurationText.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "s", "10", "10 s", " 10s", "10s ", "1.5h", "-1s", "+1s", "10S", "10sec", "1h30m", "٣s", "365251d",
        "9223372036854775807d", "9223372036854775808ms",
    ])
    func `anything else is no duration`(text: String) {
        #expect(DurationText.milliseconds(text) == nil)
    }
}
