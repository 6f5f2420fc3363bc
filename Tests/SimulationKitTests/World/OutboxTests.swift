import Testing

@testable import SimulationKit

@Suite struct OutboxTests {
    private static func event(user: Int, ordinal: Int64, at milliseconds: Int64) -> Event {
        let specification = UserSpecification(name: "u\(user)")
        let snapshot = JobSnapshot(
            failure: nil,
            facts: JobFigures(changedAt: Moment(milliseconds: 0), stage: .costBasis, status: .started)
        )
        return Event(
            user: UserDetails(specification: specification, index: user, seed: 1),
            ordinal: ordinal,
            moment: Moment(milliseconds: milliseconds),
            givenIdentifier: nil,
            payload: .job(snapshot),
            type: .costBasisStarted
        )
    }

    @Test func `an event goes at once or waits for its moment`() {
        var outbox = Outbox()
        outbox.add(Self.event(user: 0, ordinal: 1, at: 10), at: Moment(milliseconds: 10))
        #expect(outbox.released.count == 1)
        #expect(outbox.next == nil)
        outbox.add(Self.event(user: 0, ordinal: 2, at: 11), at: Moment(milliseconds: 10))
        #expect(outbox.released.count == 1)
        #expect(outbox.next == Moment(milliseconds: 11))
    }

    @Test func `waiting events come by moment, user and ordinal, and their room is used again`() {
        var outbox = Outbox()
        let now = Moment(milliseconds: 0)
        for round in 0..<3 as Range<Int64> {
            outbox.released = []
            for (user, ordinal, moment) in [(2, 1, 7), (1, 2, 7), (1, 1, 7), (3, 1, 5)]
                as [(Int, Int64, Int64)]
            {
                outbox.add(Self.event(user: user, ordinal: ordinal, at: moment + round), at: now)
            }
            while outbox.next != nil { outbox.releaseNext() }
            #expect(outbox.released.map(\.user.index) == [3, 1, 1, 2])
            #expect(outbox.released.map(\.ordinal) == [1, 1, 2, 1])
        }
        outbox.releaseNext()
        #expect(outbox.released.count == 4)
    }
}
