/// The server half of a loop: listeners, accepted connections, and the way of answers back to them.
final class ServerSide {
    /// Connections accepted from one listener in one turn, so that a flood does not starve the others.
    private static let acceptsPerTurnMax = 64

    private final class Listener {
        let socket: Socket
        /// Whether the listener rests, because there is no room for one more connection.
        var isPaused = false

        init(socket: consuming Socket) {
            self.socket = socket
        }
    }

    private let core: LoopCore
    /// By slot.
    private var listeners: [Int: Listener] = [:]
    /// By slot.
    private var connections: [ServerConnection?] = []
    private(set) var connectionCount = 0
    private var connectionsAccepted: UInt64 = 0

    init(core: LoopCore) {
        self.core = core
    }

    /// Listens on the first address of a host.
    ///
    /// - Returns: The port, which the system chose when 0 was asked for.
    func listen(_ endpoint: WireEndpoint) throws(WireError) -> UInt16 {
        guard let address = SocketAddress.resolve(endpoint).first else { throw .unknownHost(endpoint.host) }
        do throws(SystemError) {
            let socket = try Socket(family: address.family)
            try socket.listen(on: address, backlog: core.limits.serverBacklog)
            let port = try socket.localPort()
            let slot = core.watch(socket.descriptor, owner: .listener, interest: .reading)
            let listener = Listener(socket: socket)
            listeners[slot] = listener
            rest(listener, slot)
            return port
        } catch {
            throw WireError(error, listeningOn: endpoint)
        }
    }

    /// Acts on what `poll` said of a connection.
    func ready(_ slot: Int, _ readiness: PollSet.Readiness) {
        guard let connection = connections[slot] else { return }
        if !connection.ready(readiness) { discard(connection) }
    }

    /// Accepts the connections that wait at a listener, of which there is at least one.
    func acceptReady(_ slot: Int) {
        guard let listener = listeners[slot] else { return }
        // Room is made for one: whether another one waits, only the next `poll` tells.
        guard hasRoom || closeOldestIdle() else {
            pause(listener, slot)
            return
        }
        var acceptedCount = 0
        while acceptedCount < Self.acceptsPerTurnMax, hasRoom {
            do throws(SystemError) {
                guard let accepted = try listener.socket.accept() else { return }
                add(Socket(owning: accepted.descriptor), peer: accepted.peer)
                acceptedCount += 1
                if rest(listener, slot) { return }
            } catch {
                // No descriptor is left, or no memory: an idle connection may give up its own.
                if acceptedCount == 0, !closeOldestIdle() { pause(listener, slot) }
                return
            }
        }
    }

    /// Acts on the end of a connection's time.
    func deadlinePassed(_ slot: Int) {
        guard let connection = connections[slot] else { return }
        if !connection.deadlinePassed() { discard(connection) }
    }

    /// Lets a listener that rested try again.
    func resumeListener(_ slot: Int) {
        guard let listener = listeners[slot], listener.isPaused else { return }
        listener.isPaused = false
        core.pollSet.setInterest(.reading, slot: slot)
    }

    /// Passes bytes of an answer on; ignored when the connection is gone.
    func answer(_ id: RequestID, _ bytes: [UInt8], isLast: Bool, closes: Bool) {
        guard let connection = connection(id) else { return }
        if !connection.answer(id.sequence, bytes, isLast: isLast, closes: closes) { discard(connection) }
    }

    /// What is remembered of a request that waits for its answer.
    func question(_ id: RequestID) -> AnswerQueue.Question? {
        connection(id)?.question(id.sequence)
    }

    /// Ends a request's connection with a reset.
    func reset(_ id: RequestID) {
        guard let connection = connection(id) else { return }
        connection.resetOnClose()
        discard(connection, except: id)
    }

    /// Closes listeners and connections; requests that were not answered end without an event.
    func close() {
        for slot in listeners.keys { core.release(slot) }
        listeners = [:]
        for case .some(let connection) in connections { core.release(connection.slot) }
        connections = []
        connectionCount = 0
    }
}

extension ServerSide {
    private var hasRoom: Bool { connectionCount < core.limits.serverConnectionsMax }

    private func connection(_ id: RequestID) -> ServerConnection? {
        guard id.slot < connections.count, let connection = connections[id.slot] else { return nil }
        return connection.number == id.connection ? connection : nil
    }

    private func add(_ socket: consuming Socket, peer: WireEndpoint) {
        let slot = core.watch(socket.descriptor, owner: .server, interest: .reading)
        while connections.count <= slot { connections.append(nil) }
        let connection = ServerConnection(
            socket: socket,
            slot: slot,
            number: connectionsAccepted,
            peer: peer,
            core: core,
            now: MonotonicClock.nanoseconds()
        )
        connections[slot] = connection
        if core.limits.serverAnnounces == .connections { connection.announce() }
        connectionsAccepted += 1
        connectionCount += 1
    }

    /// Makes room for a connection; false when all of them are busy.
    private func closeOldestIdle() -> Bool {
        var oldest: ServerConnection?
        for case .some(let connection) in connections where connection.isIdle {
            if let known = oldest, known.lastProgress <= connection.lastProgress { continue }
            oldest = connection
        }
        guard let oldest else { return false }
        discard(oldest)
        return true
    }

    /// Stops to accept; the peers wait in the kernel's queue until a connection ends, or a moment has passed.
    private func pause(_ listener: Listener, _ slot: Int) {
        listener.isPaused = true
        core.pollSet.setInterest([], slot: slot)
        let rest = core.limits.serverAcceptRestMilliseconds
        let pause = nanoseconds(milliseconds: rest > 0 ? rest : core.limits.serverAcceptPauseMilliseconds)
        core.deadlines.set(MonotonicClock.nanoseconds() + pause, slot: slot)
    }

    /// Lets connections wait before the next is accepted, where the limits say so; whether they do.
    @discardableResult
    private func rest(_ listener: Listener, _ slot: Int) -> Bool {
        guard core.limits.serverAcceptRestMilliseconds > 0 else { return false }
        pause(listener, slot)
        return true
    }

    private func discard(_ connection: ServerConnection, except answered: RequestID? = nil) {
        for id in connection.unanswered where id != answered { core.emit(.inboundCancelled(id)) }
        core.release(connection.slot)
        connections[connection.slot] = nil
        connectionCount -= 1
        guard core.limits.serverAcceptRestMilliseconds == 0 else { return }
        for (slot, listener) in listeners where listener.isPaused { resumeListener(slot) }
    }
}
