import Synchronization
import WireKit

/// A consumer's thread while it is a persona that takes its time: does what the handler says, when it is due.
struct PersonaService {
    /// What is still to be done about a request.
    private struct Performance {
        let id: RequestID
        /// Whether the connection stays, as far as the sender wants.
        let keepsAlive: Bool
        var steps: ArraySlice<ConsumerStep>
        /// When it goes on, on `MonotonicClock`.
        var dueNanoseconds: Int64 = 0
    }

    private let core: ConsumerCore
    private let loop: WireLoop
    private let host: String
    private let port: UInt16
    private let servesOneBodyAtATime: Bool
    private var performances: [Performance] = []
    /// Requests whose bodies are on their way, and whole ones that wait for them.
    private var beganIDs: Set<RequestID> = []
    private var queue: [InboundRequest] = []
    /// When somebody listens again; nil while somebody does, or never will.
    private var restartNanoseconds: Int64?
    private var fetchCount: UInt64 = 0

    /// How long it takes to try again when the port was taken by somebody else in the meantime.
    private static let listenAgainMilliseconds = 20
    /// The most fetches that are under way.
    private static let fetchesMax = 16

    init(core: ConsumerCore, trait: Trait, loop: WireLoop, host: String, port: UInt16) {
        self.core = core
        self.loop = loop
        self.host = host
        self.port = port
        servesOneBodyAtATime = trait.pace == .oneBodyAtATime
    }

    /// Serves until the consumer is told to stop.
    mutating func run() {
        var events: [WireEvent] = []
        while !core.isStopping.load(ordering: .acquiring) {
            loop.turn(into: &events, waitMilliseconds: waitMilliseconds)
            // Bodies on their way first: which of two came first within a turn, nobody can tell.
            for case .inboundBegan(let id) in events { beganIDs.insert(id) }
            for event in events { take(event) }
            events.removeAll(keepingCapacity: true)
            performDue()
        }
    }

    private mutating func take(_ event: WireEvent) {
        switch event {
        case .inbound(let inbound):
            beganIDs.remove(inbound.id)
            queue.append(inbound)
            serveQueue()
        case .inboundCancelled(let id):
            // What was begun is finished all the same, as by a program that does not notice.
            if beganIDs.remove(id) != nil { serveQueue() }
        case .inboundBegan, .completed, .woken: return
        }
    }

    private mutating func serveQueue() {
        while !queue.isEmpty, !servesOneBodyAtATime || beganIDs.isEmpty {
            meet(queue.removeFirst())
        }
    }

    private mutating func meet(_ inbound: InboundRequest) {
        let now = MonotonicClock.nanoseconds()
        let steps = core.handler.withLock { handler in
            handler.meet(inbound.request, connection: inbound.id.connection, nowNanoseconds: now)
        }
        goOn(
            Performance(id: inbound.id, keepsAlive: inbound.request.keepAlive, steps: steps[...]),
            nowNanoseconds: now
        )
    }
}

// MARK: - Steps

extension PersonaService {
    /// Does all that can be done of a performance until it waits or is over.
    private mutating func goOn(_ performance: Performance, nowNanoseconds: Int64) {
        var performance = performance
        while let step = performance.steps.popFirst() {
            switch step {
            case .wait(let milliseconds):
                guard milliseconds > 0 else { continue }
                performance.dueNanoseconds = nowNanoseconds + Int64(milliseconds) * 1_000_000
                performances.append(performance)
                return
            case .answer(let answer, let closes):
                loop.respond(
                    to: performance.id,
                    answer.status,
                    fields: answer.fields,
                    body: answer.body,
                    thenClose: closes || !performance.keepsAlive
                )
                core.show([answer.fact].compactMap(\.self))
            case .show(let fact):
                core.show([fact])
            case .work(let work):
                let next = core.handler.withLock { $0.resume(work) }
                if let next { performance.steps = [next] + performance.steps }
            case .fetch(let request):
                guard loop.inFlight < Self.fetchesMax else { continue }
                fetchCount += 1
                loop.submit(request, token: fetchCount)
            case .crash(let crash):
                end(crash, performance.id)
                return
            }
        }
    }

    private mutating func performDue() {
        let now = MonotonicClock.nanoseconds()
        // One after the other, since one may end the process with all that was to be done.
        while let place = performances.firstIndex(where: { $0.dueNanoseconds <= now }) {
            goOn(performances.remove(at: place), nowNanoseconds: now)
        }
        if let restart = restartNanoseconds, restart <= now { listenAgain(now) }
    }

    private var waitMilliseconds: Int {
        let dues = performances.map(\.dueNanoseconds) + [restartNanoseconds].compactMap(\.self)
        guard let earliest = dues.min() else { return -1 }
        return Int(max(0, earliest - MonotonicClock.nanoseconds() + 999_999) / 1_000_000)
    }

    /// Ends as a process does: its connections are reset, its memory is gone, and nobody listens.
    private mutating func end(_ crash: ConsumerCrash, _ id: RequestID) {
        loop.reset(id)
        loop.stopListening()
        performances = []
        beganIDs = []
        queue = []
        let patience = core.handler.withLock { handler in
            handler.forget()
            return handler.memory.patienceMilliseconds
        }
        switch crash {
        case .untilRestart:
            let pause = ConsumerCrash.restartMilliseconds(patience: patience)
            restartNanoseconds = MonotonicClock.nanoseconds() + Int64(pause) * 1_000_000
        case .forGood:
            restartNanoseconds = nil
        }
    }

    private mutating func listenAgain(_ now: Int64) {
        let isListening = (try? loop.listen(host: host, port: port)) != nil
        restartNanoseconds = isListening ? nil : now + Int64(Self.listenAgainMilliseconds) * 1_000_000
    }
}
