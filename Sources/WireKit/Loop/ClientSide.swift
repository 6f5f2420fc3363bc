import Glibc

/// The client half of a loop: submitted exchanges, their connections, and the idle ones kept for the next.
final class ClientSide {
    /// What the bytes of one `recv` came to.
    enum Reading {
        case incomplete
        /// A whole answer; nothing beyond it was sent when `isLast`.
        case complete(isLast: Bool)
        case malformed(HTTPParseError)
    }

    let core: LoopCore
    /// Where names are looked up.
    let resolver: NameResolver
    /// Whom encrypted connections trust.
    let trust: TLSTrust
    /// What they are encrypted by; looked for when the first is opened or asked for.
    lazy var secureLibrary = OpenSSL.shared
    /// What they share, made when the first is opened or asked for.
    var secureContext: TLSContext?
    /// By slot.
    private var connections: [ClientConnection?] = []
    /// Exchanges that wait for the addresses of a name, by slot.
    var waits: [Int: NameWait] = [:]
    var pools = ClientPools()
    /// Exchanges whose completion was not emitted yet.
    private(set) var inFlight = 0
    private(set) var connectionCount = 0

    init(core: LoopCore, resolver: NameResolver, trust: TLSTrust) {
        self.core = core
        self.resolver = resolver
        self.trust = trust
    }

    /// Sends a request over an idle connection, or opens one for it.
    func submit(_ request: WireRequest, token: UInt64) {
        let now = MonotonicClock.nanoseconds()
        let deadline = now + nanoseconds(milliseconds: request.timeoutMilliseconds)
        let exchange = ClientExchange(token: token, request: request, deadline: deadline, began: now)
        inFlight += 1
        let pool = pools.index(for: request.endpoint)
        guard let slot = pools.takeIdle(pool: pool), let connection = connections[slot] else {
            open(exchange, pool: pool)
            return
        }
        connection.exchange = exchange
        connection.machine.begin()
        core.deadlines.set(deadline, slot: slot)
        start(connection)
    }

    /// Gives an exchange up, unless it is over already.
    func cancel(token: UInt64) {
        for case .some(let connection) in connections
        where connection.exchange.token == token && connection.machine.state != .idle {
            end(connection, connection.machine.cancelled())
            return
        }
        if let slot = waits.first(where: { $0.value.exchange.token == token })?.key {
            endWait(slot, .cancelled)
        }
    }

    /// Acts on what `poll` said of a connection.
    func ready(_ slot: Int, _ readiness: PollSet.Readiness) {
        guard let connection = connections[slot] else { return }
        if connection.machine.state == .connecting {
            finishConnecting(connection)
            return
        }
        if case .secure(let stream) = connection.transport {
            readySecurely(connection, stream)
            return
        }
        if readiness.isWritable, connection.isWritingWatched { write(connection) }
        if readiness.isReadable, connection.machine.state != .closed { read(connection) }
    }

    /// Acts on the end of an exchange's or an idle connection's time.
    func deadlinePassed(_ slot: Int) {
        guard slot < connections.count, let connection = connections[slot] else {
            endWait(slot, .timedOut(.resolving))
            return
        }
        if goesOn(connection) { return }
        let ending = connection.machine.deadlinePassed()
        if case .fail(let failure) = ending, case .timedOut(.connecting) = failure,
            MonotonicClock.nanoseconds() < connection.exchange.deadline
        {
            tryNext(discard(connection), pool: connection.pool, after: connection.addressIndex, failure)
        } else {
            end(connection, ending)
        }
    }

    /// What each connection does, for whoever must not act before it does so.
    var states: [ClientMachine.State] {
        connections.compactMap { $0?.machine.state }
    }

    /// Closes every connection; exchanges under way end without a completion.
    func close() {
        for case .some(let connection) in connections { discard(connection) }
        for slot in waits.keys { core.release(slot) }
        waits = [:]
        inFlight = 0
    }
}

// MARK: - Connecting

extension ClientSide {
    /// Opens a connection for an exchange, to the address that worked last.
    func open(_ exchange: ClientExchange, pool: Int) {
        guard pools.name(pool: pool) == nil || hasAddresses(exchange, pool: pool) else { return }
        connect(exchange, pool: pool, addressIndex: pools.preferredAddress(pool: pool))
    }

    /// Opens a connection to one address, or to the next ones as long as they fail at once.
    private func connect(_ exchange: ClientExchange, pool: Int, addressIndex: Int) {
        do throws(SystemError) {
            let address = pools.address(pool: pool, index: addressIndex)
            let socket = try Socket(family: address.family)
            let isOpen = try socket.connect(to: address)
            add(socket, isOpen: isOpen, exchange: exchange, pool: pool, addressIndex: addressIndex)
        } catch {
            let failure = WireFailure(error, during: .connecting)
            if case .noDescriptor = failure, closeSomeIdleConnection() {
                connect(exchange, pool: pool, addressIndex: addressIndex)
            } else {
                tryNext(exchange, pool: pool, after: addressIndex, failure)
            }
        }
    }

    /// Gives the descriptor of a connection back that only waits to be used again.
    private func closeSomeIdleConnection() -> Bool {
        guard let slot = pools.someIdleSlot, let connection = connections[slot] else { return false }
        end(connection, connection.machine.streamEnded())
        return true
    }

    private func add(
        _ socket: consuming Socket,
        isOpen: Bool,
        exchange: ClientExchange,
        pool: Int,
        addressIndex: Int
    ) {
        let slot = core.watch(socket.descriptor, owner: .client, interest: .writing)
        let connection = ClientConnection(
            socket: socket,
            slot: slot,
            pool: pool,
            addressIndex: addressIndex,
            address: pools.address(pool: pool, index: addressIndex),
            exchange: exchange,
            limits: core.limits.answers
        )
        while connections.count <= slot { connections.append(nil) }
        connections[slot] = connection
        pools.connectionAdded(pool: pool)
        connectionCount += 1
        core.deadlines.set(connectDeadline(of: exchange, pool: pool), slot: slot)
        if isOpen { finishConnecting(connection) }
    }

    /// When to give an address up: the time that is left is shared among those that were not tried.
    ///
    /// An address that swallows everything must not take the whole time where another would answer.
    private func connectDeadline(of exchange: ClientExchange, pool: Int) -> Int64 {
        let untried = pools.addressCount(pool: pool) - exchange.failedAddressCount
        guard untried > 1 else { return exchange.deadline }
        let now = MonotonicClock.nanoseconds()
        return now + max(0, exchange.deadline - now) / Int64(untried)
    }

    private func tryNext(
        _ exchange: ClientExchange,
        pool: Int,
        after addressIndex: Int,
        _ failure: WireFailure
    ) {
        var exchange = exchange
        let first = exchange.connectFailure ?? failure
        exchange.connectFailure = first
        exchange.failedAddressCount += 1
        let addressCount = pools.addressCount(pool: pool)
        if exchange.failedAddressCount < addressCount {
            connect(exchange, pool: pool, addressIndex: (addressIndex + 1) % addressCount)
        } else {
            pools.addressesFailed(pool: pool, now: MonotonicClock.nanoseconds())
            complete(exchange, .failure(first))
        }
    }

    private func finishConnecting(_ connection: ClientConnection) {
        guard let error = connectError(connection) else {
            opened(connection)
            return
        }
        let failure = connection.machine.connectFailed(error)
        let exchange = discard(connection)
        tryNext(exchange, pool: connection.pool, after: connection.addressIndex, failure)
    }

    private func connectError(_ connection: ClientConnection) -> SystemError? {
        if let error = connection.socket.connectError() { return error }
        let isSelf = connection.socket.isConnectedToItself(at: connection.address)
        return isSelf ? SystemError(code: ECONNREFUSED) : nil
    }

    private func opened(_ connection: ClientConnection) {
        pools.prefer(address: connection.addressIndex, pool: connection.pool)
        core.deadlines.set(connection.exchange.deadline, slot: connection.slot)
        if pools.endpoint(pool: connection.pool).isSecure {
            beginSecurely(connection)
        } else {
            connection.machine.opened()
            start(connection)
        }
    }
}

// MARK: - Exchanging

extension ClientSide {
    /// Begins to send the exchange of a connection, at once: most requests fit the kernel's buffer whole.
    func start(_ connection: ClientConnection) {
        connection.parser.prepareForResponse(toHead: connection.exchange.request.isHead)
        connection.exchange.began = MonotonicClock.nanoseconds()
        write(connection)
    }

    func write(_ connection: ClientConnection) {
        if let fault = connection.exchange.request.fault {
            write(connection, fault)
            return
        }
        if case .secure(let stream) = connection.transport {
            writeSecurely(connection, stream)
            return
        }
        let sentCount = connection.exchange.sentCount
        switch connection.socket.send(connection.exchange.request.bytes, from: sentCount) {
        case .bytes(let count):
            connection.exchange.sentCount = sentCount + count
            if connection.exchange.sentCount == connection.exchange.request.bytes.count {
                connection.machine.requestSent()
                watchWriting(connection, false)
            } else {
                watchWriting(connection, true)
            }
        case .blocked:
            watchWriting(connection, true)
        case .failed(let error):
            connection.machine.sendFailed(error)
            watchWriting(connection, false)
        case .ended:
            preconditionFailure("sending cannot reach an end")
        }
    }

    func watchWriting(_ connection: ClientConnection, _ isWanted: Bool) {
        guard connection.isWritingWatched != isWanted || !connection.isReadingWatched else { return }
        connection.isWritingWatched = isWanted
        connection.isReadingWatched = true
        core.pollSet.setInterest(isWanted ? [.reading, .writing] : .reading, slot: connection.slot)
    }

    private func read(_ connection: ClientConnection) {
        switch core.readBuffer.fill(from: connection.socket.descriptor) {
        case .bytes(let count):
            if connection.machine.state == .idle {
                // Nobody asked: whatever it is, the next answer could not be told from it.
                end(connection, connection.machine.streamEnded())
            } else {
                connection.machine.answerBegan()
                take(parse(connection, count: count), on: connection)
            }
        case .ended:
            if connection.machine.hasAnswer {
                take(parseEnd(connection), on: connection)
            } else {
                end(connection, connection.machine.streamEnded())
            }
        case .failed(let error):
            end(connection, connection.machine.readFailed(error))
        case .blocked:
            break
        }
    }

    func parse(_ connection: ClientConnection, count: Int) -> Reading {
        core.readBuffer.withBytes(count: count) { bytes in
            var offset = 0
            do throws(HTTPParseError) {
                while true {
                    switch try connection.parser.parse(bytes, offset: &offset) {
                    case .needsMore: return .incomplete
                    case .headReceived, .informational: continue
                    case .complete: return .complete(isLast: offset == count)
                    }
                }
            } catch {
                return .malformed(error)
            }
        }
    }

    /// Lets a body that lasts until the connection ends be complete (RFC 9112, 6.3, rule 8).
    func parseEnd(_ connection: ClientConnection) -> Reading {
        do throws(HTTPParseError) {
            switch try connection.parser.endOfStream() {
            case .complete: return .complete(isLast: false)
            // Interim answers alone: the parser is between messages, the exchange is not.
            case .needsMore, .headReceived, .informational: return .malformed(.unexpectedEnd)
            }
        } catch {
            return .malformed(error)
        }
    }

    func take(_ reading: Reading, on connection: ClientConnection) {
        switch reading {
        case .incomplete:
            break
        case .malformed(let error):
            end(connection, connection.machine.answerRefused(error))
        case .complete(let isLast):
            let response = connection.parser.takeResponse()
            if let loss = loss(of: response, on: connection) {
                _ = connection.machine.answerCompleted(isReusable: false)
                complete(discard(connection), .failure(loss))
                return
            }
            if case .secure(let stream) = connection.transport { keepSession(of: connection, stream) }
            let hasRoom = pools.idleCount < core.limits.clientIdleConnectionsMax
            let isReusable = response.keepAlive && isLast && hasRoom
            let isIdle = connection.machine.answerCompleted(isReusable: isReusable)
            complete(connection.exchange, .success(response))
            if isIdle {
                park(connection)
            } else {
                discard(connection)
            }
        }
    }

    private func park(_ connection: ClientConnection) {
        connection.exchange.request.bytes = []
        connection.exchange.request.fault = nil
        pools.putIdle(pool: connection.pool, slot: connection.slot)
        let idle = nanoseconds(milliseconds: core.limits.clientIdleMilliseconds)
        core.deadlines.set(MonotonicClock.nanoseconds() + idle, slot: connection.slot)
    }
}

// MARK: - Ending

extension ClientSide {
    func end(_ connection: ClientConnection, _ ending: ClientMachine.Ending) {
        var exchange = discard(connection)
        switch ending {
        case .close:
            pools.removeIdle(pool: connection.pool, slot: connection.slot)
        case .fail(let failure):
            complete(exchange, .failure(self.failure(failure, of: exchange)))
        case .resend:
            exchange.wasResent = true
            exchange.sentCount = 0
            open(exchange, pool: connection.pool)
        }
    }

    /// Forgets a connection; its descriptor is closed when the last reference goes.
    @discardableResult
    private func discard(_ connection: ClientConnection) -> ClientExchange {
        core.release(connection.slot)
        pools.connectionRemoved(pool: connection.pool)
        connectionCount -= 1
        connections[connection.slot] = nil
        return connection.exchange
    }

    func complete(_ exchange: ClientExchange, _ result: Result<HTTPResponse, WireFailure>) {
        inFlight -= 1
        core.emit(
            .completed(
                WireCompletion(
                    token: exchange.token,
                    result: result,
                    tookNanoseconds: MonotonicClock.nanoseconds() - exchange.began,
                    wasResent: exchange.wasResent
                )
            )
        )
    }
}
