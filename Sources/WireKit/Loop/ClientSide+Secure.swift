// Encrypted connections: the same machine, parser and deadlines, with TLS between them and the socket.

extension ClientSide {
    /// Makes what encrypted connections share, so that what is missing shows before anything is sent.
    func prepareSecure() throws(TLSSetupError) -> TLSContext {
        if let context = secureContext { return context }
        let context = try TLSContext(trust, library: secureLibrary)
        secureContext = context
        return context
    }

    /// Begins the handshake of a connection that stands.
    func beginSecurely(_ connection: ClientConnection) {
        connection.machine.opened(isSecure: true)
        let context: TLSContext
        do throws(TLSSetupError) {
            context = try prepareSecure()
        } catch {
            end(connection, connection.machine.handshakeFailed(.secure(.unavailable(error))))
            return
        }
        let stream = context.stream(
            on: connection.socket.descriptor,
            host: pools.endpoint(pool: connection.pool).host,
            resuming: pools.session(pool: connection.pool)
        )
        guard let stream else {
            let failure = TLSFailure.broken("no connection can be made of this host")
            end(connection, connection.machine.handshakeFailed(.secure(failure)))
            return
        }
        connection.transport = .secure(stream)
        shakeHands(connection, stream)
    }

    /// Acts on what `poll` said: which way OpenSSL wanted the socket matters to nobody but `poll`.
    func readySecurely(_ connection: ClientConnection, _ stream: TLSStream) {
        switch connection.machine.state {
        case .handshaking:
            shakeHands(connection, stream)
            return
        case .sending: write(connection)
        case .connecting, .refusesBytes, .waiting, .receiving, .idle, .closed: break
        }
        // Writing may have shown that nothing can be relied on any more.
        if connection.machine.state != .closed { readSecurely(connection, stream) }
    }

    /// Sends what is left of the request.
    func writeSecurely(_ connection: ClientConnection, _ stream: TLSStream) {
        let count = connection.exchange.request.bytes.count
        while connection.exchange.sentCount < count {
            let result = stream.send(connection.exchange.request.bytes, from: connection.exchange.sentCount)
            guard take(result, on: connection) else { return }
        }
        connection.machine.requestSent()
        watchWriting(connection, false)
    }

    /// Takes in what sending came to; false where the rest has to wait, or where nothing more can be sent.
    func take(_ result: TLSStream.Result, on connection: ClientConnection) -> Bool {
        switch result {
        case .bytes(let sent):
            connection.exchange.sentCount += sent
            return true
        case .wantsWriting: watchWriting(connection, true)
        case .wantsReading: watchWriting(connection, false)
        case .ended, .truncated: refuse(connection, SystemError.brokenPipe)
        case .lost(let error): refuse(connection, error)
        case .failed(let failure):
            end(connection, connection.machine.protectionFailed(.secure(failure)))
        }
        return false
    }

    /// Keeps what the server gave for the next handshake, as soon as there is something.
    func keepSession(of connection: ClientConnection, _ stream: TLSStream) {
        guard let session = stream.takeSession() else { return }
        pools.keep(session: session, pool: connection.pool)
    }

    /// What is read next says what became of the connection.
    func refuse(_ connection: ClientConnection, _ error: SystemError) {
        connection.machine.sendFailed(error)
        watchWriting(connection, false)
    }

    private func shakeHands(_ connection: ClientConnection, _ stream: TLSStream) {
        let failure: WireFailure
        switch stream.shakeHands() {
        case .bytes:
            connection.machine.handshaken()
            start(connection)
            // What came right behind the handshake, tickets or an end, may have been read with it.
            if connection.machine.state != .closed, stream.holdsBytes { readSecurely(connection, stream) }
            return
        case .wantsReading:
            watchWriting(connection, false)
            return
        case .wantsWriting:
            watchWriting(connection, true)
            return
        case .ended, .truncated: failure = .secure(.closedInHandshake)
        case .lost(let error):
            let loss = WireFailure(error, during: .handshaking)
            failure = loss == .reset ? .secure(.closedInHandshake) : loss
        case .failed(let other): failure = .secure(other)
        }
        // A session that the server does not like any more must not spoil the next attempt too.
        pools.keep(session: nil, pool: connection.pool)
        end(connection, connection.machine.handshakeFailed(failure))
    }

    /// Reads until OpenSSL holds nothing: `poll` would sleep on it.
    ///
    /// A peer that sends without end is cut off by the limits of an answer, as in the open.
    private func readSecurely(_ connection: ClientConnection, _ stream: TLSStream) {
        while true {
            switch core.readBuffer.fill(from: stream) {
            case .bytes(let count):
                take(count, on: connection)
                if connection.machine.state == .closed { return }
                if stream.holdsBytes { continue }
                unwatchWriting(connection)
                return
            case .wantsReading:
                unwatchWriting(connection)
                return
            case .wantsWriting:
                watchWriting(connection, true)
                return
            case .ended:
                if connection.machine.hasAnswer {
                    take(parseEnd(connection), on: connection)
                } else {
                    end(connection, connection.machine.streamEnded())
                }
                return
            case .truncated:
                if connection.machine.hasAnswer {
                    end(connection, connection.machine.protectionFailed(.secure(.truncated)))
                } else {
                    end(connection, connection.machine.streamEnded())
                }
                return
            case .lost(let error):
                end(connection, connection.machine.readFailed(error))
                return
            case .failed(let failure):
                end(connection, connection.machine.protectionFailed(.secure(failure)))
                return
            }
        }
    }

    /// Room to write is of no use any more, unless the request still wants it: `poll` would not sleep.
    private func unwatchWriting(_ connection: ClientConnection) {
        if case .sending = connection.machine.state { return }
        watchWriting(connection, false)
    }

    private func take(_ count: Int, on connection: ClientConnection) {
        if connection.machine.state == .idle {
            // Nobody asked: whatever it is, the next answer could not be told from it.
            end(connection, connection.machine.streamEnded())
        } else {
            connection.machine.answerBegan()
            take(parse(connection, count: count), on: connection)
        }
    }
}
