import Glibc

/// One thread's network: a client that sends exchanges and a server that receives them, on one `poll(2)`.
///
/// Everything goes by tokens and values: no closure, task or lock per event. A loop belongs to the thread that
/// first calls `turn`; a call from another thread traps. Only its `waker` may be shared.
package final class WireLoop {
    private let core: LoopCore
    let clients: ClientSide
    private let servers: ServerSide
    private let wakerSlot: Int
    private var owner: pthread_t?
    private var isClosed = false

    /// Ends the wait of `turn` from any thread.
    package let waker: WireWaker

    /// Makes a loop without connections.
    ///
    /// - Parameters:
    ///   - limits: what it holds, and how long it waits.
    ///   - trust: whom encrypted connections believe.
    ///   - names: how addresses of names are found, on threads of their own.
    /// - Throws: `WireError` when the process has no descriptor left.
    package init(
        limits: WireLimits = WireLimits(),
        trust: TLSTrust = TLSTrust(),
        names: NameLookup = .system
    ) throws(WireError) {
        do throws(SystemError) {
            waker = try WireWaker()
        } catch {
            throw .noDescriptor(error)
        }
        core = LoopCore(limits: limits)
        clients = ClientSide(core: core, resolver: NameResolver(names, waker: waker), trust: trust)
        servers = ServerSide(core: core)
        wakerSlot = core.watch(waker.descriptor, owner: .waker, interest: .reading)
    }

    /// The exchanges whose completion no turn has handed out yet.
    package var inFlight: Int {
        var count = clients.inFlight
        for case .completed in core.events { count += 1 }
        return count
    }

    /// The client connections that are open, idle ones included.
    package var clientConnectionCount: Int {
        clients.connectionCount
    }

    /// The server connections that are open, lingering ones included.
    package var serverConnectionCount: Int {
        servers.connectionCount
    }

    /// Waits until something can be done, does it, and hands out what happened.
    ///
    /// May return without an event: when bytes moved that complete nothing, or a signal came.
    ///
    /// - Parameters:
    ///   - events: where events are appended; empty it before, and nothing is copied.
    ///   - waitMilliseconds: how long to wait at most; 0 does not wait, -1 waits for ever.
    package func turn(into events: inout [WireEvent], waitMilliseconds: Int) {
        if owner == nil { owner = pthread_self() }
        checkUse()
        wait(atMostMilliseconds: core.events.isEmpty ? waitMilliseconds : 0)
        let now = MonotonicClock.nanoseconds()
        while let slot = core.deadlines.takePassed(now: now) { deadlinePassed(slot) }
        core.handOut(into: &events)
    }

    /// Closes all connections, listeners too; nothing is reported any more.
    ///
    /// Closing twice is harmless, any other use afterwards traps.
    package func close() {
        checkThread()
        guard !isClosed else { return }
        isClosed = true
        clients.close()
        servers.close()
        core.release(wakerSlot)
        core.dropEvents()
    }
}

// MARK: - Client

extension WireLoop {
    /// Sends a request, over a kept connection where one is idle; a later turn brings its completion.
    ///
    /// How many exchanges are under way is the caller's to bound: each has a connection of its own.
    ///
    /// - Parameters:
    ///   - request: what to send, and where.
    ///   - token: names the exchange; the caller keeps tokens of exchanges under way distinct.
    package func submit(_ request: WireRequest, token: UInt64) {
        checkUse()
        clients.submit(request, token: token)
    }

    /// Makes ready for encrypted connections, which the first of them does otherwise.
    ///
    /// - Throws: `TLSSetupError` when OpenSSL is missing, or the file of trusted certificates is of no use.
    package func prepareSecure() throws(TLSSetupError) {
        checkUse()
        _ = try clients.prepareSecure()
    }

    /// Gives an exchange up and closes its connection; its completion says `cancelled`.
    ///
    /// A token of no exchange under way is ignored. Costs a look at every connection.
    package func cancel(token: UInt64) {
        checkUse()
        clients.cancel(token: token)
    }
}

// MARK: - Server

extension WireLoop {
    /// Accepts connections on an address from the next turn on.
    ///
    /// - Parameters:
    ///   - host: a numeric address, or `localhost` for 127.0.0.1.
    ///   - port: the port, or 0 for any that is free.
    /// - Returns: The port.
    /// - Throws: `WireError` when the address is unknown, taken, not this machine's or not permitted.
    package func listen(host: String, port: UInt16) throws(WireError) -> UInt16 {
        checkUse()
        return try servers.listen(WireEndpoint(host: host, port: port))
    }

    /// Closes all listeners and server connections; requests that were not answered end without an event.
    ///
    /// What is connected to them sees the end of its connection. The loop may listen again.
    package func stopListening() {
        checkUse()
        servers.close()
    }

    /// Answers a request with bytes that go over the wire as they are, now or once earlier answers are out.
    ///
    /// The bytes need not be HTTP. Ignored when the connection is gone; traps when the request was answered.
    ///
    /// - Parameters:
    ///   - id: the request.
    ///   - bytes: the whole answer, or the rest of it after `sendPart`; none is silence.
    ///   - thenClose: whether the connection ends after it, as it does anyway when the request wanted so.
    package func respond(to id: RequestID, bytes: [UInt8], thenClose: Bool) {
        checkUse()
        servers.answer(id, bytes, isLast: true, closes: thenClose)
    }

    /// Answers a request as HTTP wants it for that request's method and version.
    package func respond(
        to id: RequestID,
        _ status: HTTPStatus,
        fields: HTTPFields = HTTPFields(),
        body: [UInt8] = [],
        thenClose: Bool = false
    ) {
        checkUse()
        guard let question = servers.question(id) else { return }
        let bytes = HTTPSerializer.response(
            status: status,
            fields: fields,
            body: body,
            keepAlive: question.keepAlive && !thenClose,
            requestMinorVersion: question.minorVersion,
            toHead: question.isHead
        )
        servers.answer(id, bytes, isLast: true, closes: thenClose)
    }

    /// Writes a part of an answer as it is; `respond` must follow with the rest.
    package func sendPart(of id: RequestID, bytes: [UInt8]) {
        checkUse()
        servers.answer(id, bytes, isLast: false, closes: false)
    }

    /// Ends a request's connection with a reset instead of an answer.
    package func reset(_ id: RequestID) {
        checkUse()
        servers.reset(id)
    }
}

// MARK: - Turning

extension WireLoop {
    private func wait(atMostMilliseconds limit: Int) {
        var ready = core.pollSet.wait(milliseconds: pollMilliseconds(limit))
        guard ready > 0 else { return }
        // Backwards, because handling one may remove it: see `PollSet.takeReadiness`.
        for position in stride(from: core.pollSet.count - 1, through: 0, by: -1) {
            guard let (slot, readiness) = core.pollSet.takeReadiness(at: position) else { continue }
            switch core.owner(of: slot) {
            case .client: clients.ready(slot, readiness)
            case .server: servers.ready(slot, readiness)
            case .listener: servers.acceptReady(slot)
            case .waker:
                waker.acknowledge()
                clients.takeAddresses()
                core.emit(.woken)
            case .nobody:
                preconditionFailure("slot \(slot) is watched for nobody")
            }
            ready -= 1
            if ready == 0 { return }
        }
    }

    /// Shortens a wait to the next deadline, rounded up so that it has passed when `poll` returns.
    private func pollMilliseconds(_ limit: Int) -> Int32 {
        let limit = limit < 0 ? Int(Int32.max) : min(limit, Int(Int32.max))
        let earliest = core.deadlines.earliest
        guard limit > 0, earliest != DeadlineHeap.never else {
            return limit == Int(Int32.max) ? -1 : Int32(limit)
        }
        let remaining = max(0, earliest - MonotonicClock.nanoseconds())
        return Int32(min(Int64(limit), (remaining + 999_999) / 1_000_000))
    }

    private func deadlinePassed(_ slot: Int) {
        switch core.owner(of: slot) {
        case .client: clients.deadlinePassed(slot)
        case .server: servers.deadlinePassed(slot)
        case .listener: servers.resumeListener(slot)
        case .waker, .nobody: preconditionFailure("slot \(slot) has a deadline and no use for it")
        }
    }

    private func checkUse() {
        precondition(!isClosed, "a loop is used after it was closed")
        checkThread()
    }

    private func checkThread() {
        precondition(
            owner.map { pthread_equal($0, pthread_self()) != 0 } ?? true,
            "a loop is used by another thread than the one that turns it"
        )
    }
}
