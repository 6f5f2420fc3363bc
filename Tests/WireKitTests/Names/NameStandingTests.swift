import Testing

@testable import WireKit

@Suite struct NameStandingTests {
    private static let second: Int64 = 1_000_000_000

    @Test func `a name that nobody has asked for needs addresses`() {
        #expect(NameStanding().need(addressCount: 0, now: 5) == .addresses)
    }

    @Test(arguments: [
        (Int64(0), NameStanding.Need.nothing), (59 * second, .nothing), (60 * second, .renewal),
        (600 * second, .renewal),
    ])
    func `addresses are used at any age, and renewed after a minute`(age: Int64, need: NameStanding.Need) {
        var standing = NameStanding()
        standing.answeredAt = 7
        #expect(standing.need(addressCount: 2, now: 7 + age) == need)
    }

    @Test(arguments: [
        (Int64(0), NameStanding.Need.patience(.unknown)), (second - 1, .patience(.unknown)),
        (second, .addresses),
    ])
    func `a failure stands for a second`(age: Int64, need: NameStanding.Need) {
        var standing = NameStanding()
        standing.answeredAt = 7
        standing.failure = .unknown
        #expect(standing.need(addressCount: 0, now: 7 + age) == need)
    }
}
