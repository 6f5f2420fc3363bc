import Testing

@testable import DeliveryKit

@Suite struct LaneDirectoryTests {
    @Test func `lanes are numbered without a gap, whoever has left`() {
        var lanes = LaneDirectory()
        #expect(lanes.lane(user: 1, webhook: 0) == nil)
        #expect(lanes.add(user: 1, webhook: 0, track: 7).number == 0)
        #expect(lanes.add(user: 1, webhook: 1, track: nil).number == 1)
        #expect(lanes.lane(user: 1, webhook: 0)?.track == 7)
        #expect(lanes.lane(user: 1, webhook: 1)?.number == 1)
        #expect(lanes.lane(user: 1, webhook: 1)?.track == nil)
        #expect(lanes.lane(user: 0, webhook: 1) == nil)
        #expect(lanes.remove(user: 1, webhook: 0) == 7)
        #expect(lanes.remove(user: 1, webhook: 0) == nil)
        #expect(lanes.remove(user: 1, webhook: 1) == nil)
        #expect(lanes.lane(user: 1, webhook: 0) == nil)
        #expect(lanes.add(user: 2, webhook: 0, track: 7).number == 2)
        #expect(lanes.count == 3)
    }
}
