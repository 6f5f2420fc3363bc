import SimulationKit
import Testing
import WireKit

@testable import DeliveryKit

/// What an answer's Retry-After comes to.
@Suite struct RetryAfterTests {
    private static let settled = Moment.sampleStart

    private func wait(_ fields: HTTPFields) -> Int64? {
        RetryAfter.lines(of: fields).flatMap { RetryAfter.waitMilliseconds($0, settledAt: Self.settled) }
    }

    @Test(
        arguments: [
            ("0", 0), ("120", 120_000), ("007", 7_000), ("86400", 86_400_000), ("86401", 86_400_000),
            ("99999999999999999999999", 86_400_000), ("Thu, 01 Jan 2026 00:02:00 GMT", 120_000),
            ("Wed, 31 Dec 2025 23:59:59 GMT", 0), ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400_000),
        ] as [(String, Int64)]
    )
    func `seconds count from the moment the attempt settled, and so does a date without a Date`(
        value: String,
        milliseconds: Int64
    ) {
        #expect(wait(["Retry-After": value]) == milliseconds)
    }

    @Test func `a date counts from the answer's own Date, whatever time it is here`() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(wait(["Retry-After": "Sun, 06 Nov 1994 08:51:07 GMT", "Date": date]) == 90_000)
        #expect(wait(["Date": date, "Retry-After": "Sun, 06 Nov 1994 08:00:00 GMT"]) == 0)
        #expect(wait(["Retry-After": "Thu, 01 Jan 2026 00:00:01 GMT", "Date": "yesterday"]) == 1_000)
        #expect(wait(["Retry-After": "5", "Date": date]) == 5_000)
    }

    @Test(arguments: [
        "", "soon", "-5", "+5", "1.5", "5 s", "Thu, 01 Jan 2026 00:02:00 CET",
        "Thu, 32 Jan 2026 00:02:00 GMT",
        "Thu, 01 Foo 2026 00:02:00 GMT", "Thu, 01 Jan 2026 24:00:00 GMT", "Thu, 01 Jan 1969 00:00:00 GMT",
        "Thu, 01 Jan 2026 00:00 GMT", "Thu 01 Jan", String(repeating: "1", count: 65),
    ])
    func `what is neither is as if it were not there`(value: String) {
        #expect(wait(["Retry-After": value]) == nil)
    }

    @Test func `without it there is nothing to keep`() {
        #expect(RetryAfter.lines(of: ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"]) == nil)
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func `a date is read in all three forms`(text: String) {
        #expect(HTTPDate.moment(text) == Moment(milliseconds: 784_111_777_000))
    }
}
