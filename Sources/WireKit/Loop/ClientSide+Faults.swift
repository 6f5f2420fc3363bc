// Exchanges that something is done to on purpose; all others never come here.

extension ClientSide {
    /// Sends as much of a request as its fault lets go by now, and cuts the connection where it says so.
    func write(_ connection: ClientConnection, _ fault: WireFault) {
        let count = connection.exchange.request.bytes.count
        let headCount = connection.exchange.headCount
        let elapsed = MonotonicClock.nanoseconds() - connection.exchange.began
        let limit = fault.byteLimit(count: count, headCount: headCount, elapsed: elapsed)
        guard send(connection, upTo: limit) else {
            // It may have been the time of a piece that brought us here.
            if connection.machine.state != .closed { expect(connection, by: .max) }
            return
        }
        if let cut = fault.cutAfterBytes, limit == min(cut, count) {
            self.cut(connection)
        } else if limit == count {
            connection.machine.requestSent()
            watchWriting(connection, false)
            let patience = fault.patienceMilliseconds.map { nanoseconds(milliseconds: $0) }
            expect(connection, by: patience.map { MonotonicClock.nanoseconds() + $0 } ?? .max)
        } else {
            watchWriting(connection, false)
            let step = fault.nextStep(sentCount: limit, headCount: headCount, elapsed: elapsed)
            let (next, overflow) = connection.exchange.began.addingReportingOverflow(step)
            expect(connection, by: overflow ? .max : next)
        }
    }

    /// Looks at an exchange again at a moment, or when its time is over.
    private func expect(_ connection: ClientConnection, by moment: Int64) {
        core.deadlines.set(min(moment, connection.exchange.deadline), slot: connection.slot)
    }

    /// Whether what has passed was only the time of the next piece, which then goes out.
    func goesOn(_ connection: ClientConnection) -> Bool {
        guard let fault = connection.exchange.request.fault, fault.bytesPerSecond != nil,
            case .sending = connection.machine.state,
            MonotonicClock.nanoseconds() < connection.exchange.deadline
        else { return false }
        write(connection, fault)
        return true
    }

    /// What a failure is called where the exchange was to be given up once its request was out.
    func failure(_ failure: WireFailure, of exchange: ClientExchange) -> WireFailure {
        guard exchange.request.fault?.patienceMilliseconds != nil, !exchange.request.bytes.isEmpty,
            exchange.sentCount == exchange.request.bytes.count
        else { return failure }
        switch failure {
        case .timedOut, .closedBeforeAnswer, .reset, .malformedAnswer, .secure, .other: return .givenUp
        case .refused, .unreachable, .unresolved, .noDescriptor, .cancelled, .severed, .givenUp, .answerLost:
            return failure
        }
    }

    /// What becomes of a whole answer; nil where it stands.
    func loss(of response: HTTPResponse, on connection: ClientConnection) -> WireFailure? {
        guard let fault = connection.exchange.request.fault else { return nil }
        if fault.patienceMilliseconds != nil { return .givenUp }
        return fault.losesAnswer && (200..<300).contains(response.status) ? .answerLost(response.status) : nil
    }

    /// Sends bytes up to a limit; false where the rest has to wait, or where nothing more can be sent.
    private func send(_ connection: ClientConnection, upTo limit: Int) -> Bool {
        while connection.exchange.sentCount < limit {
            let piece = Array(connection.exchange.request.bytes[connection.exchange.sentCount..<limit])
            switch connection.transport {
            case .plain:
                switch connection.socket.send(piece, from: 0) {
                case .bytes(let count):
                    connection.exchange.sentCount += count
                case .blocked:
                    watchWriting(connection, true)
                    return false
                case .failed(let error):
                    refuse(connection, error)
                    return false
                case .ended:
                    preconditionFailure("sending cannot reach an end")
                }
            case .secure(let stream):
                guard take(stream.send(piece, from: 0), on: connection) else { return false }
            }
        }
        return true
    }

    /// Ends an exchange as its fault wants it; nothing is sent again, whatever connection it was.
    private func cut(_ connection: ClientConnection) {
        // An end that TLS announces would be an orderly one.
        connection.transport = .plain
        end(connection, connection.machine.severed(after: connection.exchange.sentCount))
    }
}
