/// The endpoints that a loop talks to: their addresses and the slots of their idle connections.
struct ClientPools {
    /// Endpoints that are remembered although nothing is connected to them.
    static let idleEndpointsMax = 256

    private struct Pool {
        var endpoint: WireEndpoint
        var addresses: [SocketAddress]
        /// The address that took the last connection.
        var preferredAddress = 0
        /// The connection used last is the last one, and the next to be used.
        var idleSlots: [Int] = []
        var connectionCount = 0
    }

    private var pools: [Pool] = []
    private var indexes: [WireEndpoint: Int] = [:]
    /// Most callers talk to one endpoint all the time: comparing is cheaper than hashing.
    private var lastIndex = 0
    private(set) var idleCount = 0

    /// Finds the pool of an endpoint or makes one; nil when the host is not known.
    mutating func index(for endpoint: WireEndpoint) -> Int? {
        if lastIndex < pools.count, pools[lastIndex].endpoint == endpoint { return lastIndex }
        if let index = indexes[endpoint] {
            lastIndex = index
            return index
        }
        let addresses = SocketAddress.resolve(endpoint)
        guard !addresses.isEmpty else { return nil }
        let pool = Pool(endpoint: endpoint, addresses: addresses)
        let index: Int
        if pools.count >= Self.idleEndpointsMax,
            let unused = pools.firstIndex(where: { $0.connectionCount == 0 })
        {
            indexes[pools[unused].endpoint] = nil
            pools[unused] = pool
            index = unused
        } else {
            pools.append(pool)
            index = pools.count - 1
        }
        indexes[endpoint] = index
        lastIndex = index
        return index
    }

    /// Which address to try first: the one that took the last connection.
    func preferredAddress(pool: Int) -> Int {
        pools[pool].preferredAddress
    }

    func addressCount(pool: Int) -> Int {
        pools[pool].addresses.count
    }

    func address(pool: Int, index: Int) -> SocketAddress {
        pools[pool].addresses[index]
    }

    /// Remembers that an address took a connection.
    mutating func prefer(address index: Int, pool: Int) {
        pools[pool].preferredAddress = index
    }

    mutating func connectionAdded(pool: Int) {
        pools[pool].connectionCount += 1
    }

    mutating func connectionRemoved(pool: Int) {
        pools[pool].connectionCount -= 1
    }

    /// Takes the idle connection that was used last: the others may then grow old and be closed.
    mutating func takeIdle(pool: Int) -> Int? {
        guard let slot = pools[pool].idleSlots.popLast() else { return nil }
        idleCount -= 1
        return slot
    }

    mutating func putIdle(pool: Int, slot: Int) {
        pools[pool].idleSlots.append(slot)
        idleCount += 1
    }

    /// The idle connection of some endpoint that was used longest ago there.
    var someIdleSlot: Int? {
        guard idleCount > 0 else { return nil }
        return pools.first { !$0.idleSlots.isEmpty }?.idleSlots.first
    }

    /// Takes out an idle connection that has ended.
    mutating func removeIdle(pool: Int, slot: Int) {
        guard let position = pools[pool].idleSlots.firstIndex(of: slot) else { return }
        pools[pool].idleSlots.remove(at: position)
        idleCount -= 1
    }
}
