/// One exchange that waits for the addresses of its host's name.
///
/// It has a slot without a descriptor, so that its deadline passes like any other.
struct NameWait {
    let exchange: ClientExchange
    let pool: Int
}

extension ClientSide {
    /// Whether a connection can be opened at once; else the exchange waits for the name, or is over.
    func hasAddresses(_ exchange: ClientExchange, pool: Int) -> Bool {
        guard let name = pools.name(pool: pool) else { return true }
        let now = MonotonicClock.nanoseconds()
        switch name.need(addressCount: pools.addressCount(pool: pool), now: now) {
        case .nothing: return true
        case .renewal:
            ask(name, pool: pool)
            return true
        case .patience(let failure):
            complete(exchange, .failure(.unresolved(pools.endpoint(pool: pool).host, failure)))
            return false
        case .addresses:
            ask(name, pool: pool)
            wait(exchange, pool: pool)
            return false
        }
    }

    /// Takes in what the resolver has found out, and opens the connections that waited for it.
    func takeAddresses() {
        for answer in resolver.takeAnswers()
        where pools.lookupEnded(answer, now: MonotonicClock.nanoseconds()) {
            let pool = answer.question.pool
            // By token, so that a run is the same whatever order a dictionary has.
            let slots = waits.filter { $0.value.pool == pool }
                .sorted { $0.value.exchange.token < $1.value.exchange.token }
                .map(\.key)
            for slot in slots {
                if pools.addressCount(pool: pool) > 0 {
                    guard let wait = takeWait(slot) else { continue }
                    open(wait.exchange, pool: pool)
                } else {
                    let failure = pools.name(pool: pool)?.failure ?? .unknown
                    endWait(slot, .unresolved(answer.question.name, failure))
                }
            }
        }
    }

    /// Ends an exchange that waits for a name.
    func endWait(_ slot: Int, _ failure: WireFailure) {
        guard let wait = takeWait(slot) else { return }
        complete(wait.exchange, .failure(failure))
    }

    private func ask(_ name: NameStanding, pool: Int) {
        guard !name.isAsked else { return }
        pools.lookupBegan(pool: pool)
        resolver.ask(NameResolver.Question(name: pools.endpoint(pool: pool).host, pool: pool))
    }

    private func wait(_ exchange: ClientExchange, pool: Int) {
        // poll(2) passes over negative descriptors.
        let slot = core.watch(-1, owner: .client, interest: [])
        waits[slot] = NameWait(exchange: exchange, pool: pool)
        // The pool is in use, though nothing is connected yet.
        pools.connectionAdded(pool: pool)
        core.deadlines.set(exchange.deadline, slot: slot)
    }

    private func takeWait(_ slot: Int) -> NameWait? {
        guard let wait = waits.removeValue(forKey: slot) else { return nil }
        core.release(slot)
        pools.connectionRemoved(pool: wait.pool)
        return wait
    }
}
