import Synchronization
import WireKit

/// A consumer's thread while it misbehaves: does what a script says, at its time.
struct FaultService {
    /// What is still to be done about a request.
    private struct Performance {
        let steps: [FaultStep]
        var next = 0
        /// When it goes on, on `MonotonicClock`; nil where it goes on no more.
        var dueNanoseconds: Int64?
    }

    private let core: ConsumerCore
    private let loop: WireLoop
    private let host: String
    private let port: UInt16
    private var script: FaultScript
    private var performances: [RequestID: Performance] = [:]
    /// When the listener comes or goes.
    private var turnNanoseconds: Int64?
    private var isListening = true

    /// How long it takes to try again when the port was taken by somebody else in the meantime.
    private static let listenAgainMilliseconds = 20

    init(_ fault: ConsumerFault, core: ConsumerCore, loop: WireLoop, host: String, port: UInt16) {
        self.core = core
        self.loop = loop
        self.host = host
        self.port = port
        script = FaultScript(fault)
    }

    /// Serves until the consumer is told to stop.
    mutating func run() {
        begin()
        var events: [WireEvent] = []
        while !core.isStopping.load(ordering: .acquiring) {
            loop.turn(into: &events, waitMilliseconds: waitMilliseconds)
            for event in events { take(event) }
            events.removeAll(keepingCapacity: true)
            performDue()
        }
    }

    private mutating func take(_ event: WireEvent) {
        switch event {
        case .inboundBegan(let id): perform(script.earlySteps, id)
        case .inbound(let inbound): answer(inbound)
        case .inboundCancelled(let id): performances[id] = nil
        case .completed, .woken: return
        }
    }

    private mutating func answer(_ inbound: InboundRequest) {
        let request = inbound.request
        let isDelivery = request.method == "POST" && ConsumerRoute(target: request.target) == .deliveries
        if isDelivery, script.earlySteps == [.reset] {
            core.handler.withLock { $0.noteNotTaken() }
            core.show([DeliveryFact(notTaken: script.fault.name, bodyBytes: request.body.count)])
            return
        }
        // Whoever asks for the state gets it, and what was answered early is not answered again.
        guard isDelivery, script.earlySteps.isEmpty else {
            let answer = core.handler.withLock { $0.handle(request) }
            loop.respond(to: inbound.id, answer.status, fields: answer.fields, body: answer.body)
            core.show([answer.fact].compactMap(\.self))
            return
        }
        let now = WallClock.milliseconds()
        var honest: DeliveryFact?
        let reply = core.handler.withLock { handler in
            let reply = script.reply(to: request, sequence: inbound.id.sequence, nowMilliseconds: now) {
                let answer = handler.handle(request)
                honest = answer.fact
                return answer
            }
            if reply.fact != nil { handler.noteNotTaken() }
            return reply
        }
        core.show([reply.fact ?? honest].compactMap(\.self))
        perform(reply.steps, inbound.id)
    }
}

// MARK: - Steps

extension FaultService {
    private mutating func perform(_ steps: [FaultStep], _ id: RequestID) {
        performances[id] = Performance(steps: steps, dueNanoseconds: 0)
        goOn(id)
    }

    /// Does all that can be done of a performance until it waits or is over.
    private mutating func goOn(_ id: RequestID) {
        while var performance = performances[id] {
            guard performance.next < performance.steps.count else {
                performances[id]?.dueNanoseconds = nil
                return
            }
            let step = performance.steps[performance.next]
            performance.next += 1
            performances[id] = performance
            switch step {
            case .send(let bytes): loop.sendPart(of: id, bytes: bytes)
            case .again(let place): performances[id]?.next = place
            case .wait(let milliseconds):
                let due = MonotonicClock.nanoseconds() + Int64(milliseconds) * 1_000_000
                performances[id]?.dueNanoseconds = due
                return
            case .keep, .close:
                performances[id] = nil
                loop.respond(to: id, bytes: [], thenClose: step == .close)
            case .reset:
                performances[id] = nil
                loop.reset(id)
            }
        }
    }

    private mutating func performDue() {
        let now = MonotonicClock.nanoseconds()
        for (id, performance) in performances {
            if let due = performance.dueNanoseconds, due <= now { goOn(id) }
        }
        if let turn = turnNanoseconds, turn <= now { comeOrGo(now) }
    }

    private var waitMilliseconds: Int {
        var earliest = turnNanoseconds ?? .max
        for performance in performances.values {
            if let due = performance.dueNanoseconds { earliest = min(earliest, due) }
        }
        guard earliest != .max else { return -1 }
        return Int(max(0, earliest - MonotonicClock.nanoseconds() + 999_999) / 1_000_000)
    }
}

// MARK: - Being there

extension FaultService {
    private mutating func begin() {
        let now = MonotonicClock.nanoseconds()
        if case .down(let milliseconds) = script.fault {
            leave()
            turnNanoseconds = now + Int64(milliseconds) * 1_000_000
        } else if case .flap(let up, _) = script.fault {
            turnNanoseconds = now + Int64(up) * 1_000_000
        }
    }

    /// Listens again, or stops to.
    private mutating func comeOrGo(_ now: Int64) {
        var wait: Int?
        if isListening {
            leave()
            if case .flap(_, let down) = script.fault { wait = down }
        } else if (try? loop.listen(host: host, port: port)) == nil {
            wait = Self.listenAgainMilliseconds
        } else {
            isListening = true
            if case .flap(let up, _) = script.fault { wait = up }
        }
        turnNanoseconds = wait.map { now + Int64($0) * 1_000_000 }
    }

    private mutating func leave() {
        loop.stopListening()
        performances = [:]
        isListening = false
    }
}

extension ConsumerFault {
    /// The limits of the network as the fault needs them.
    func limits(_ limits: WireLimits) -> WireLimits {
        var limits = limits
        switch self {
        case .resetOnAccept: limits.serverAnnounces = .connections
        case .resetOnHeaders, .earlyAnswer: limits.serverAnnounces = .heads
        case .slowAccept(let milliseconds):
            limits.serverBacklog = 0
            limits.serverAcceptRestMilliseconds = milliseconds
        case .keepAliveClose(let idle?): limits.serverIdleMilliseconds = idle
        case .statuses, .brownout, .redirect, .retryAfter, .latency, .byteByByte, .hang, .informational,
            .http10, .connectionClose, .bodyAfter204, .hugeBody, .endlessBody, .garbage,
            .malformedStatusLine, .hugeHeaders, .endlessHeaders, .twoLengths, .negativeLength,
            .truncatedBody, .closeWithoutResponse, .resetOnBody, .keepAliveClose, .down, .flap:
            break
        }
        return limits
    }
}
