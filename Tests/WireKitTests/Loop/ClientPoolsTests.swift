import Testing

@testable import WireKit

@Suite struct ClientPoolsTests {
    private func endpoint(_ number: Int) -> WireEndpoint {
        WireEndpoint(host: "127.0.0.1", port: UInt16(number))
    }

    @Test func `an endpoint keeps its pool`() {
        var pools = ClientPools()
        let first = pools.index(for: endpoint(1))
        let second = pools.index(for: endpoint(2))
        #expect(first != second)
        #expect(pools.index(for: endpoint(1)) == first)
        #expect(pools.index(for: endpoint(2)) == second)
        let secure = WireEndpoint(host: "127.0.0.1", port: 1, isSecure: true)
        #expect(![first, second].contains(pools.index(for: secure)))
    }

    @Test func `the idle connection used last is used next`() {
        var pools = ClientPools()
        let pool = pools.index(for: endpoint(1))
        for slot in [7, 8, 9] { pools.putIdle(pool: pool, slot: slot) }
        pools.removeIdle(pool: pool, slot: 8)
        pools.removeIdle(pool: pool, slot: 100)
        #expect(pools.idleCount == 2)
        #expect(pools.takeIdle(pool: pool) == 9)
        #expect(pools.takeIdle(pool: pool) == 7)
        #expect(pools.takeIdle(pool: pool) == nil)
        #expect(pools.idleCount == 0)
    }

    @Test func `endpoints without connections are forgotten beyond the limit`() {
        var pools = ClientPools()
        for number in 1...1_000 {
            let index = pools.index(for: endpoint(number))
            #expect(index < ClientPools.idleEndpointsMax)
        }
        // Whoever comes back finds a pool of its own, not that of the one that took its place.
        for number in [1, 1_000, 1] {
            let index = pools.index(for: endpoint(number))
            #expect(pools.address(pool: index, index: 0).endpoint == endpoint(number))
        }
    }

    @Test func `endpoints with connections are never forgotten`() {
        var pools = ClientPools()
        var indexes: Set<Int> = []
        for number in 1...300 {
            let index = pools.index(for: endpoint(number))
            pools.connectionAdded(pool: index)
            indexes.insert(index)
        }
        #expect(indexes.count == 300)
        for number in 1...300 { #expect(pools.index(for: endpoint(number)) == number - 1) }
        pools.connectionRemoved(pool: 5)
        #expect(pools.index(for: endpoint(999)) == 5)
        pools.connectionAdded(pool: 5)
        #expect(pools.index(for: endpoint(6)) == 300)
    }

    @Test func `the address that took a connection is preferred`() {
        var pools = ClientPools()
        let pool = pools.index(for: WireEndpoint(host: "localhost", port: 1))
        #expect(pools.addressCount(pool: pool) == 2)
        #expect(pools.preferredAddress(pool: pool) == 0)
        pools.prefer(address: 1, pool: pool)
        #expect(pools.preferredAddress(pool: pool) == 1)
        #expect(pools.address(pool: pool, index: 1).endpoint.host == "::1")
    }
}
