import WireKit

/// Decides what a fault does about each request: a function of the request and of those before it alone.
struct FaultScript: Sendable {
    let fault: ConsumerFault
    /// Deliveries whose attempts are counted at once; beyond it all are forgotten and counted anew.
    private let deliveriesMax: Int
    /// Attempts by a hash of the body.
    private var attempts: [UInt64: Int] = [:]

    init(_ fault: ConsumerFault, deliveriesMax: Int = 1_000_000) {
        self.fault = fault
        self.deliveriesMax = deliveriesMax
    }

    /// What is done about a request that is there whole.
    ///
    /// - Parameters:
    ///   - request: the delivery.
    ///   - sequence: which request of its connection it is, from 0.
    ///   - nowMilliseconds: the time of day, for answers that name one.
    ///   - answer: lets the honest consumer take the delivery; called once at most.
    /// - Returns: What to do, and what to say of it.
    mutating func reply(
        to request: HTTPRequest,
        sequence: UInt64,
        nowMilliseconds: Int64,
        answer: () -> ConsumerAnswer
    ) -> FaultReply {
        switch fault {
        case .statuses(let codes):
            let attempt = attempt(of: request)
            return status(codes[min(attempt, codes.count) - 1], request, answer)
        case .brownout(let millionths):
            let draw = mixed(hash(request.body) &+ UInt64(attempt(of: request)))
            return draw % 1_000_000 < UInt64(millionths) ? status(500, request, answer) : honest(answer)
        case .redirect(let code, let target):
            return refusal(code, ["Location": target], request)
        case .retryAfter(let code, let seconds, let asDate):
            guard attempt(of: request) == 1 else { return honest(answer) }
            return refusal(code, Self.retryAfter(seconds, asDate: asDate, nowMilliseconds), request)
        case .latency(let range):
            let spread = UInt64(range.upperBound - range.lowerBound + 1)
            let draw = Int(mixed(hash(request.body) &+ UInt64(attempt(of: request))) % spread)
            return honest(answer, after: range.lowerBound + draw)
        case .byteByByte(let pause):
            let bytes = Self.bytes(of: answer())
            return bent(bytes.flatMap { [.send([$0]), .wait(milliseconds: pause)] } + [.keep])
        case .keepAliveClose(idleMilliseconds: .none) where sequence > 0:
            return notTaken([.close], request)
        case .hang: return notTaken([], request)
        case .closeWithoutResponse: return notTaken([.close], request)
        case .resetOnBody: return notTaken([.reset], request)
        case .keepAliveClose, .slowAccept, .down, .flap, .earlyAnswer, .resetOnAccept, .resetOnHeaders:
            return honest(answer)
        case .informational, .http10, .connectionClose, .bodyAfter204, .hugeBody, .endlessBody, .garbage,
            .malformedStatusLine, .hugeHeaders, .endlessHeaders, .twoLengths, .negativeLength,
            .truncatedBody:
            return bent(bentSteps(answer()))
        }
    }

    /// What is done before a request is there whole, where the fault is about that.
    var earlySteps: [FaultStep] {
        switch fault {
        case .resetOnAccept, .resetOnHeaders: [.reset]
        case .earlyAnswer(let code):
            [.send(HTTPSerializer.response(status: HTTPStatus(code))), .keep]
        case .statuses, .brownout, .redirect, .retryAfter, .latency, .byteByByte, .hang, .informational,
            .http10, .connectionClose, .bodyAfter204, .hugeBody, .endlessBody, .garbage,
            .malformedStatusLine, .hugeHeaders, .endlessHeaders, .twoLengths, .negativeLength,
            .truncatedBody, .closeWithoutResponse, .resetOnBody, .keepAliveClose, .slowAccept, .down, .flap:
            []
        }
    }

    /// Which attempt of its delivery a request is, from 1.
    private mutating func attempt(of request: HTTPRequest) -> Int {
        let key = hash(request.body)
        let attempt = (attempts[key] ?? 0) + 1
        if attempt == 1, attempts.count >= deliveriesMax { attempts.removeAll() }
        attempts[key] = attempt
        return attempt
    }

    private static func retryAfter(_ seconds: Int, asDate: Bool, _ nowMilliseconds: Int64) -> HTTPFields {
        guard asDate else { return ["Retry-After": String(seconds)] }
        let now = nowMilliseconds / 1_000
        return [
            "Date": HTTPDate.text(secondsSince1970: now),
            "Retry-After": HTTPDate.text(secondsSince1970: now + Int64(seconds)),
        ]
    }
}

// MARK: - Replies

extension FaultScript {
    private func honest(_ answer: () -> ConsumerAnswer, after milliseconds: Int = 0) -> FaultReply {
        let bytes = Self.bytes(of: answer())
        return bent((milliseconds > 0 ? [.wait(milliseconds: milliseconds)] : []) + [.send(bytes), .keep])
    }

    private func bent(_ steps: [FaultStep]) -> FaultReply {
        FaultReply(steps: steps, fact: nil)
    }

    /// A status of the user's choice: a good one for what the consumer takes, else a refusal.
    private func status(_ code: Int, _ request: HTTPRequest, _ answer: () -> ConsumerAnswer) -> FaultReply {
        guard (200..<300).contains(code) else { return refusal(code, [:], request) }
        let honest = answer()
        let status = honest.status == .ok ? HTTPStatus(code) : honest.status
        return bent([
            .send(HTTPSerializer.response(status: status, fields: honest.fields, body: honest.body)), .keep,
        ])
    }

    private func refusal(_ code: Int, _ fields: HTTPFields, _ request: HTTPRequest) -> FaultReply {
        notTaken([.send(HTTPSerializer.response(status: HTTPStatus(code), fields: fields)), .keep], request)
    }

    private func notTaken(_ steps: [FaultStep], _ request: HTTPRequest) -> FaultReply {
        FaultReply(steps: steps, fact: DeliveryFact(notTaken: fault.name, bodyBytes: request.body.count))
    }

    private static func bytes(of answer: ConsumerAnswer) -> [UInt8] {
        HTTPSerializer.response(status: answer.status, fields: answer.fields, body: answer.body)
    }
}

// MARK: - Bytes

extension FaultScript {
    /// How many bytes an endless answer writes at once, and how long it rests then.
    private static let endlessPieceBytes = 16_384
    private static let endlessPauseMilliseconds = 2

    /// The answer as the fault bends it.
    private func bentSteps(_ answer: ConsumerAnswer) -> [FaultStep] {
        let honest = Self.bytes(of: answer)
        let line = "HTTP/1.1 \(answer.status.code) \(answer.status.phrase)\r\n"
        let body = String(decoding: answer.body, as: UTF8.self)
        let length = "Content-Length: \(answer.body.count)\r\n"
        switch fault {
        case .informational(let count):
            let interim = String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: count)
            return [.send(Array(interim.utf8) + honest), .keep]
        case .http10:
            let status = "HTTP/1.0 \(answer.status.code) \(answer.status.phrase)"
            return [Self.text("\(status)\r\nContent-Type: application/json\r\n\r\n\(body)"), .close]
        case .connectionClose:
            return [Self.text("\(line)Connection: close\r\n\(length)\r\n\(body)"), .close]
        case .bodyAfter204:
            return [Self.text("HTTP/1.1 204 No Content\r\n\(length)\r\n\(body)"), .keep]
        case .hugeBody(let bytes):
            return [Self.text("\(line)Content-Length: \(bytes)\r\n\r\n")] + Self.filling(bytes) + [.keep]
        case .endlessBody:
            let chunk = "4000\r\n" + String(repeating: "x", count: Self.endlessPieceBytes) + "\r\n"
            return Self.endless("\(line)Transfer-Encoding: chunked\r\n\r\n", then: chunk)
        case .endlessHeaders:
            return Self.endless(line, then: String(repeating: "X-Filler: \(Self.filler)\r\n", count: 16))
        case .garbage:
            return [.send([0x16, 0x03, 0x01, 0x00, 0xFF, 0x0D, 0x0A, 0x0D, 0x0A]), .close]
        case .malformedStatusLine:
            return [Self.text("HTTP/1.1 OK\r\n\(length)\r\n\(body)"), .close]
        case .hugeHeaders(let bytes):
            return [Self.text("\(line)X-Filler: ")] + Self.filling(bytes)
                + [Self.text("\r\n\(length)\r\n\(body)"), .keep]
        case .twoLengths:
            return [Self.text("\(line)\(length)Content-Length: 1\r\n\r\n\(body)"), .close]
        case .negativeLength:
            return [Self.text("\(line)Content-Length: -1\r\n\r\n\(body)"), .close]
        case .truncatedBody:
            return [.send(Array(honest.dropLast(answer.body.count / 2))), .close]
        case .statuses, .brownout, .redirect, .retryAfter, .latency, .byteByByte, .hang, .earlyAnswer,
            .closeWithoutResponse, .resetOnAccept, .resetOnHeaders, .resetOnBody, .keepAliveClose,
            .slowAccept, .down, .flap:
            return [.send(honest), .keep]
        }
    }

    private static let filler = String(repeating: "x", count: 1_000)

    private static func text(_ text: String) -> FaultStep { .send(Array(text.utf8)) }

    private static func endless(_ beginning: String, then piece: String) -> [FaultStep] {
        [text(beginning), text(piece), .wait(milliseconds: endlessPauseMilliseconds), .again(from: 1)]
    }

    /// So many bytes, in pieces with a rest between them: what a peer does not take is not piled up.
    private static func filling(_ count: Int) -> [FaultStep] {
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: endlessPieceBytes)
        var steps: [FaultStep] = []
        var left = count
        while left > 0 {
            steps.append(.send(left >= piece.count ? piece : Array(piece.prefix(left))))
            left -= piece.count
            if left > 0 { steps.append(.wait(milliseconds: 1)) }
        }
        return steps
    }

    /// FNV-1a, which is the same in every process (http://www.isthe.com/chongo/tech/comp/fnv/).
    private func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// The finalizer of SplitMix64: neighbours give numbers that have nothing in common.
    private func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
