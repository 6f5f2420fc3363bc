import Testing

@testable import SimulationKit

@Suite struct LiveGrantsTests {
    @Test(arguments: [0, 1, 2, 63, 64])
    func `so many grants are the first ordinals`(count: Int) {
        let grants = LiveGrants(count: count)
        #expect(Array(grants) == Array(0..<count))
        #expect(grants.count == count)
        #expect(grants.first == (count > 0 ? 0 : nil))
    }

    @Test func `a grant is taken out once`() {
        var grants = LiveGrants(count: LiveGrants.countMax)
        for grant in [0, 7, 63] {
            let first = grants.remove(grant)
            let second = grants.remove(grant)
            #expect(first && !second)
            #expect(!grants.contains(grant))
        }
        #expect(grants.count == 61)
        #expect(grants.first == 1)
        #expect(Array(grants) == Array(1...6) + Array(8...62))
    }

    @Test(arguments: [-1, 2, 64, Int.max, Int.min])
    func `a grant that there is not cannot be taken out`(grant: Int) {
        var grants = LiveGrants(count: 2)
        let isRemoved = grants.remove(grant)
        #expect(!isRemoved)
        #expect(grants == LiveGrants(count: 2))
    }

    @Test func `more than there may be is a mistake of the program`() async {
        await #expect(processExitsWith: .failure) { _ = LiveGrants(count: LiveGrants.countMax + 1) }
    }
}
