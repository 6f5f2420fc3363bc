import SimulationKit
import Testing

@testable import DeliveryKit

/// What waits for later deliveries of its lane.
///
/// So many that a look at all of them for each would take the better part of an hour.
@Suite struct LaneHoldsTests {
    private static let manyCount = 100_000

    private func draft(_ serial: Int) throws -> StreamDraft {
        var world = try World.sample()
        var events: [Event] = []
        while events.isEmpty { try world.step(into: &events) }
        return StreamDraft(
            event: events[0],
            target: Target(webhook: 0),
            emittedAt: .sampleStart + Int64(serial),
            contentKey: 1,
            key: 1,
            taken: 1,
            profile: 0,
            leavesAt: .sampleStart + Int64(serial)
        )
    }

    private func place(user: Int) -> LaneHolds.Place {
        LaneHolds.Place(lane: StreamLane(user: user, webhook: 0), step: 0)
    }

    @Test func `a burst of many is gathered where it stands`() throws {
        let (draft, last) = (try draft(0), try draft(500))
        var holds = LaneHolds()
        for _ in 1..<Self.manyCount {
            // Every other one is hit.
            let (one, other) = (
                holds.add(draft, true, of: Self.manyCount, at: place(user: 0)),
                holds.add(draft, false, of: Self.manyCount, at: place(user: 0))
            )
            try #require(one == nil && other == nil)
        }
        let whole = holds.add(last, true, of: Self.manyCount, at: place(user: 0))
        let burst = try #require(whole)
        let released = burst.released(3)
        #expect(released.count == 2 * Self.manyCount - 1 && burst.hitCount == Self.manyCount)
        #expect(released.allSatisfy { $0.due == last.due })
        #expect(released.count { $0.marks[0].isCounted } == Self.manyCount)
        #expect(!holds.isBursting(at: place(user: 0)) && holds.users.isEmpty)
    }

    @Test func `many users let go what waits of them, each its own`() throws {
        let draft = try draft(0)
        let steps = [StreamFaults.Step(place: 0, fault: Fault(.burst(size: 9)))]
        var holds = LaneHolds()
        for user in 0..<Self.manyCount {
            holds.set(LaneHolds.Reordered(draft, passesWanted: 2), at: place(user: user))
            _ = holds.add(draft, true, of: 9, at: place(user: user))
        }
        var released = 0
        for user in Set(holds.users).sorted() {
            while let (drafts, step) = holds.takeFirst(of: user, steps: steps) {
                released += drafts.count
                try #require(step == 1)
            }
        }
        #expect(released == 2 * Self.manyCount && holds.users.isEmpty)
    }
}
