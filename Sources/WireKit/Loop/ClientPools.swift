/// The endpoints that a loop talks to: their addresses and the slots of their idle connections.
struct ClientPools {
    /// Endpoints that are remembered although nothing is connected to them.
    static let idleEndpointsMax = 256

    private struct Pool {
        var endpoint: WireEndpoint
        /// None where the host is a name that was not looked up yet.
        var addresses: [SocketAddress]
        /// What is known of the host's name; nil for a host that needs no lookup.
        var name: NameStanding?
        /// What makes the next handshake short.
        var session: TLSSession?
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

    /// Finds the pool of an endpoint or makes one.
    mutating func index(for endpoint: WireEndpoint) -> Int {
        if lastIndex < pools.count, pools[lastIndex].endpoint == endpoint { return lastIndex }
        if let index = indexes[endpoint] {
            lastIndex = index
            return index
        }
        let addresses = SocketAddress.resolve(endpoint)
        let name = addresses.isEmpty ? NameStanding() : nil
        let pool = Pool(endpoint: endpoint, addresses: addresses, name: name)
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
        // The name may have been looked up anew since, with fewer addresses.
        guard index < pools[pool].addresses.count else { return }
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

// MARK: - Names and sessions

extension ClientPools {
    func endpoint(pool: Int) -> WireEndpoint {
        pools[pool].endpoint
    }

    /// What is known of the name of a pool's host; nil for a host that needs no lookup.
    func name(pool: Int) -> NameStanding? {
        pools[pool].name
    }

    /// Remembers that the name is being looked up.
    mutating func lookupBegan(pool: Int) {
        pools[pool].name?.isAsked = true
    }

    /// Takes in what a lookup said, unless the pool belongs to another host by now.
    ///
    /// A failure leaves the addresses of before: they may well be right still.
    mutating func lookupEnded(_ answer: NameResolver.Answer, now: Int64) -> Bool {
        let pool = answer.question.pool
        let endpoint = pools[pool].endpoint
        guard endpoint.host == answer.question.name, pools[pool].name != nil else { return false }
        pools[pool].name?.isAsked = false
        pools[pool].name?.answeredAt = now
        switch answer.result {
        case .success(let hosts):
            let addresses = hosts.compactMap { SocketAddress(numericHost: $0, port: endpoint.port) }
            pools[pool].addresses = addresses
            pools[pool].preferredAddress = 0
            pools[pool].name?.failure = addresses.isEmpty ? .unknown : nil
        case .failure(let failure):
            pools[pool].name?.failure = failure
        }
        return true
    }

    /// Forgets addresses that all failed, so that the name is looked up before the next connection.
    mutating func addressesFailed(pool: Int, now: Int64) {
        guard let name = pools[pool].name, name.isOlder(than: NameStanding.retryNanoseconds, now: now) else {
            return
        }
        pools[pool].addresses = []
        pools[pool].name?.answeredAt = nil
    }

    func session(pool: Int) -> TLSSession? {
        pools[pool].session
    }

    mutating func keep(session: TLSSession?, pool: Int) {
        pools[pool].session = session
    }
}
