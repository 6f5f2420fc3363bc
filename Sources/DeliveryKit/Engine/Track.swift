import SimulationKit

/// One line of deliveries of which at most one is under way.
///
/// Under `strict` order a track is a lane, a webhook and a user; under `none` it is a single
/// delivery.
/// ```
///   idle ── a delivery comes ──▶ recording ── it is durable ──▶ scheduled
///    ▲                              ▲                            ▲    │ its moment has come
///    │ nothing waits                │ one waits that             │    ▼
///    └──────────── settling ────────┘ is not durable yet         │  flying
///                     │  ▲                                       │    │
///                     │  └──────────── answered ─────────────────┼────┘
///                     └──── the outcome is durable: a retry, or the next ──┘
/// ```
/// The diagram leaves out that a head which no connection could be opened for is recalled, from
/// flying to scheduled; that an illegal request may fly before it; that one whose webhook is deleted goes from
/// scheduled to settling; and that a track whose webhook stays disabled is parked instead of scheduled, for good.
/// Of the deliveries behind the head only some have their bodies in memory; such a head waits in recording until
/// its body has come.
struct Track {
    enum State: CaseIterable {
        /// Nothing to do.
        case idle
        /// The head waits until it is durable, and until its body is at hand.
        case recording
        /// The head waits for its moment and for a free connection.
        case scheduled
        /// The head is on the wire.
        case flying
        /// The head's outcome waits until it is durable.
        case settling
        /// Nothing will ever be sent: the deliveries stay pending, and nothing of them is kept.
        case parked
    }

    private(set) var state = State.idle
    private(set) var head: Delivery?
    /// The moment of the head's next attempt.
    private(set) var moment = Moment.earliest
    private var backlog = Fifo<Delivery>()
    /// How many of the deliveries behind the head have their bodies in memory.
    private(set) var bodiesAhead: Int32 = 0
    /// When the delivery before the head settled.
    private var freeAt = Moment.earliest
    /// When the head is tried again; nil once it is settled for good.
    private var retryAt: Moment?
    /// Whether no delivery can come any more, so that an idle track may be given up.
    var isRetired = false

    /// Adds a delivery; true when it became the head.
    mutating func add(_ delivery: Delivery) -> Bool {
        switch state {
        case .idle:
            begin(delivery)
            return true
        case .recording, .scheduled, .flying, .settling:
            backlog.append(delivery)
            if delivery.hasBody { bodiesAhead += 1 }
            return false
        case .parked:
            // It waits in the record alone.
            return false
        }
    }

    /// Notes a delivery that an earlier run has settled.
    mutating func pass(settledAt moment: Moment) {
        freeAt = max(freeAt, moment)
    }

    /// The head may be sent: it is durable.
    mutating func schedule(retryPolicy: RetryPolicy, seed: UInt64) {
        precondition(state == .recording, "a track is scheduled while \(state)")
        precondition(head?.hasBody != false, "a track is scheduled before its body is at hand")
        state = .scheduled
        // One that an earlier run has tried already goes on where that run stopped.
        if let head, let settledAt = head.settledAt {
            moment = retryPolicy.moment(
                ofAttempt: head.attemptCount + 1,
                after: settledAt,
                of: head,
                seed: seed
            )
        }
    }

    /// The head waits for a later moment: that of the enabling of its webhook.
    mutating func wait(until later: Moment) {
        precondition(state == .scheduled, "a track waits while \(state)")
        moment = max(moment, later)
    }

    /// The head waits for its end, as soon as it waits at all after its webhook is deleted.
    mutating func wait(untilCancelledAt deletion: Moment) {
        precondition(state == .scheduled, "a track waits while \(state)")
        moment = max(head?.settledAt ?? moment, deletion)
    }

    /// Nothing can go out any more; the number of deliveries that are let go.
    mutating func park() -> Int {
        precondition(state == .scheduled, "a track is parked while \(state)")
        let count = 1 + backlog.count
        state = .parked
        head = nil
        backlog = Fifo()
        bodiesAhead = 0
        return count
    }

    /// The head is given up without an attempt.
    mutating func cancel() -> Delivery {
        precondition(state == .scheduled, "a track is cancelled while \(state)")
        guard let head else { preconditionFailure("a scheduled track has a head") }
        state = .settling
        head.settledAt = moment
        retryAt = nil
        freeAt = moment
        return head
    }

    /// The head goes out.
    mutating func send() -> Delivery {
        precondition(state == .scheduled, "a track sends while \(state)")
        guard let head else { preconditionFailure("a scheduled track has a head") }
        state = .flying
        return head
    }

    /// The head could not go out after all.
    mutating func recall() {
        precondition(state == .flying, "a track is recalled while \(state)")
        state = .scheduled
    }

    /// The head was answered; it is tried again at a moment, or settled for good.
    mutating func settle(at moment: Moment, retryAt: Moment?) {
        precondition(state == .flying, "a track settles while \(state)")
        state = .settling
        head?.attemptCount += 1
        head?.settledAt = moment
        self.retryAt = retryAt
        if retryAt == nil { freeAt = moment }
    }

    /// An illegal request that went out beside the head was answered: the head itself is next, at the same moment.
    mutating func settleForged() {
        precondition(state == .flying, "a track settles while \(state)")
        state = .settling
        retryAt = moment
    }

    /// Whether the head's outcome, durable or not, is for good.
    var isSettled: Bool { state == .settling && retryAt == nil }

    /// The outcome is durable: the head is tried again, or the next one moves up.
    mutating func proceed() {
        precondition(state == .settling, "a track proceeds while \(state)")
        if let retryAt {
            moment = retryAt
            state = .scheduled
            return
        }
        head = nil
        state = .idle
        guard let next = backlog.popFirst() else { return }
        if next.hasBody { bodiesAhead -= 1 }
        begin(next)
    }

    /// The first deliveries, head included, whose bodies the record alone holds.
    func withoutBodies(countMax: Int) -> [Int64] {
        let line = (head.map { [$0] } ?? []) + backlog.prefix(countMax - 1)
        return line.filter { !$0.hasBody }.map(\.sequence)
    }

    /// Takes a body that was asked for; true when it is the head's, which waited for it.
    ///
    /// One that is not wanted any more, as the track was parked or its place was given to another, is dropped, and
    /// so is one of a delivery behind the head where there is no room for it.
    mutating func take(body: [UInt8], of sequence: Int64, hasRoomAhead: Bool = true) -> Bool {
        if let head, head.sequence == sequence {
            guard !head.hasBody else { return false }
            head.take(body: body)
            return true
        }
        for delivery in backlog.prefix(EngineLimits.bodiesPerFetchMax)
        where hasRoomAhead && delivery.sequence == sequence && !delivery.hasBody {
            delivery.take(body: body)
            bodiesAhead += 1
        }
        return false
    }

    private mutating func begin(_ delivery: Delivery) {
        head = delivery
        moment = max(delivery.moment, freeAt)
        state = .recording
    }
}

extension RetryPolicy {
    /// When an attempt after the first is made; the delivery's id decides the jitter.
    func moment(ofAttempt attempt: Int, after settled: Moment, of delivery: Delivery, seed: UInt64) -> Moment
    {
        var stream = RandomStream(
            seed: seed,
            user: delivery.userKey,
            purpose: .jitter,
            index: StableHash(bytes: delivery.identifier).low &+ UInt64(attempt - 1)
        )
        var wait = waitMilliseconds(afterAttempt: attempt - 1, draw: &stream)
        if honoursRetryAfter, let lines = delivery.retryAfter,
            let asked = RetryAfter.waitMilliseconds(lines, settledAt: settled)
        {
            wait = max(wait, asked)
        }
        // No header can write a later one.
        return min(settled + wait, .latest)
    }
}
