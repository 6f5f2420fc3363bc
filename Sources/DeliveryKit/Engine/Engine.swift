package import SimulationKit
package import WireKit

/// Delivers what a source makes: durable before it is sent, in order, retried, recorded.
///
/// Belongs to the thread that calls `run`, which owns the world, the tracks and the sockets; the
/// ledger has a thread of its own. Nothing is called back per event: the loop takes tokens in
/// and hands completions out.
package final class Engine {
    /// What an engine is made of.
    package struct Plan: Sendable {
        /// What makes the deliveries.
        package var source: any DeliverySource
        /// The contract that bodies and headers keep.
        package var profile: Profile
        /// The seed of the jitter.
        package var seed: UInt64
        /// When simulated time begins.
        package var start: Moment
        /// How deliveries are made.
        package var settings: DeliverySettings
        /// What is done to deliveries on their way; the source has done its part already.
        package var faults = FaultPlan.none
        /// How fast simulated time may pass.
        package var speed: Speed
        /// What the run file is the record of.
        package var identity: LedgerIdentity
        /// Where the run is recorded; nil for a temporary file that nothing is left of.
        package var runFile: String?
        /// Whether to go on with the run file, should there be one.
        package var resumes: Bool
        /// Knobs of the run file.
        package var ledgerOptions: LedgerOptions
        /// Real time after which the run is stopped; nil for as long as it takes.
        package var maxTimeMilliseconds: Int64?
        /// Whom encrypted connections believe.
        package var trust = TLSTrust()
        /// Bounds of memory and patience.
        package var limits = EngineLimits()

        /// Plans a run that keeps nothing.
        package init(
            source: any DeliverySource,
            profile: Profile,
            seed: UInt64,
            start: Moment,
            settings: DeliverySettings,
            speed: Speed = .instant,
            identity: LedgerIdentity,
            runFile: String? = nil,
            resumes: Bool = false,
            ledgerOptions: LedgerOptions = LedgerOptions(),
            maxTimeMilliseconds: Int64? = nil
        ) {
            self.source = source
            self.profile = profile
            self.seed = seed
            self.start = start
            self.settings = settings
            self.speed = speed
            self.identity = identity
            self.runFile = runFile
            self.resumes = resumes
            self.ledgerOptions = ledgerOptions
            self.maxTimeMilliseconds = maxTimeMilliseconds
        }
    }

    let plan: Plan
    let ledger: Ledger
    /// What an earlier run recorded; its folds are let go once the world has caught up.
    var resume: LedgerResume?
    let loop: WireLoop
    let stop: EngineStop
    /// What each webhook is at every moment.
    let histories: [WebhookHistory]
    /// A writer for each version of each webhook.
    let writers: [[RequestWriter]]
    let observer: ((EngineFigures) -> Void)?

    var source: any DeliverySource
    var clock: EngineClock
    var tracks: TrackTable
    var ready = ReadyQueue()
    var lanes = LaneDirectory()
    var record = RecordQueue()
    var bodyRequests = BodyRequests()
    var digest = StreamDigest()
    var figures = EngineFigures()
    /// What came back, where the plan's settings ask to keep it.
    package internal(set) var answers = KeptAnswers()
    var inFlight = 0
    /// What the attempts under way have met, by their track.
    var marks: [Int: [FaultMark]] = [:]
    /// What is done to requests under way, by their track.
    var flights: [Int: Flight] = [:]
    var gates: WebhookGates
    /// Most deliveries under way; fewer than asked for where descriptors are scarce.
    var connectionsMax: Int
    /// Whether deliveries are being made until as far ahead of the clock as they may be.
    var isLookingAhead = false
    /// Whether deliveries were made since the last watermark.
    var hasNewDeliveries = false
    /// Whether the bodies up to the recorded watermark were found to be the same.
    var verifiedWatermark = false
    var planned: [PlannedDelivery] = []
    /// Attempts that are written and not on the wire yet.
    var outbox: [(request: WireRequest, token: UInt64)] = []
    var events: [WireEvent] = []
    var replies: [LedgerReply] = []
    /// Who watches and paces the run.
    var hooks: EngineHooks
    /// What went out last, where somebody steps.
    var stepped: WireRequest?

    /// Opens the run file and makes the engine ready; the world has not begun to move.
    package init(
        _ plan: Plan,
        stop: EngineStop = EngineStop(),
        hooks: EngineHooks = EngineHooks(),
        observer: ((EngineFigures) -> Void)? = nil
    ) throws(EngineError) {
        self.plan = plan
        self.hooks = hooks
        self.stop = stop
        self.observer = observer
        source = plan.source
        connectionsMax = plan.settings.concurrency
        tracks = TrackTable(bodiesAheadMax: plan.limits.bodiesAheadMax)
        gates = WebhookGates(
            webhookCount: plan.source.histories.count,
            connections: plan.settings.concurrency,
            limits: plan.settings.webhookLimits,
            otherwise: WebhookLimits(attemptsPerHourMax: plan.settings.rateLimitPerHour)
        )
        histories = plan.source.histories
        let settings = plan.settings
        writers = histories.map { history in
            history.versions.map {
                RequestWriter(
                    $0,
                    profile: plan.profile,
                    headers: settings.headers,
                    extraFields: settings.extraFields
                )
            }
        }
        do throws(WireError) {
            loop = try WireLoop(trust: plan.trust)
        } catch {
            throw .wire(error)
        }
        try Self.prepare(loop, for: histories)
        let waker = loop.waker
        stop.attach(waker)
        do throws(LedgerError) {
            if let path = plan.runFile, plan.resumes {
                (ledger, resume) = try Ledger.resume(
                    at: path,
                    identity: plan.identity,
                    options: plan.ledgerOptions
                ) { waker.wake() }
            } else {
                resume = nil
                ledger = try Ledger.create(
                    at: plan.runFile,
                    identity: plan.identity,
                    options: plan.ledgerOptions
                ) { waker.wake() }
            }
        } catch {
            throw .ledger(error)
        }
        clock = EngineClock(
            speed: plan.speed,
            startMoment: plan.start,
            startNanoseconds: MonotonicClock.nanoseconds()
        )
    }

    /// Delivers until nothing more can happen or a stop is asked for.
    package func run() throws(EngineError) -> EngineReport {
        let begun = MonotonicClock.nanoseconds()
        var observed = begun
        let deadline = deadline(from: begun)
        figures.now = plan.start
        try replay(until: deadline)
        clock = EngineClock(
            speed: plan.speed,
            startMoment: max(plan.start, figures.now),
            startNanoseconds: MonotonicClock.nanoseconds()
        )
        while stop.reason == nil {
            try generate()
            dispatch()
            record.flush(to: ledger)
            bodyRequests.flush(to: ledger)
            guard !isFinished else { break }
            guard !hasReachedLimit() else { continue }
            try turn(waitMilliseconds: waitMilliseconds(until: deadline))
            try takeReplies()
            observe(&observed)
            if MonotonicClock.nanoseconds() >= deadline { stop.request(.timeIsUp) }
        }
        if stop.reason != nil { try windDown() }
        figures.events = source.eventCounts.reduce(0, +)
        // Events that no webhook is told of are part of the simulation too.
        if isFinished, let last = source.lastEventMoment { figures.now = max(figures.now, last) }
        return EngineReport(
            figures: figures,
            eventCounts: source.eventCounts,
            digest: digest,
            stopped: isFinished ? nil : stop.reason,
            wallNanoseconds: MonotonicClock.nanoseconds() - begun,
            simulatedMilliseconds: figures.now - plan.start
        )
    }

    /// What the run noted that began the file; nothing, where this is it.
    package var earlierNotes: [LedgerNote] { resume?.notes ?? [] }

    /// How many attempts the file held when this run began; none, where it began the file.
    package var earlierAttemptCount: Int64 { resume?.extent.attemptCount ?? 0 }

    /// Reads the record, after `run` has returned.
    package func read<Value>(
        _ body: (LedgerReader) throws(LedgerError) -> Value
    ) throws(EngineError) -> Value {
        do throws(LedgerError) {
            return try ledger.read(body)
        } catch {
            throw .ledger(error)
        }
    }

    /// Closes connections and the run file.
    package func close() throws(EngineError) {
        loop.close()
        do throws(LedgerError) {
            try ledger.close()
        } catch {
            throw .ledger(error)
        }
    }

    /// Finds out before anything is sent whether what is to be encrypted can be.
    private static func prepare(_ loop: WireLoop, for histories: [WebhookHistory]) throws(EngineError) {
        let isNeeded = histories.contains { $0.versions.contains(where: \.url.isSecure) }
        guard isNeeded else { return }
        do throws(TLSSetupError) {
            try loop.prepareSecure()
        } catch {
            throw .secure(error)
        }
    }

    var isFinished: Bool {
        source.nextMoment == nil && tracks.busyCount == 0 && record.isEmpty
    }

    private func observe(_ last: inout Int64) {
        guard let observer else { return }
        let now = MonotonicClock.nanoseconds()
        guard now - last >= plan.limits.observationNanoseconds else { return }
        last = now
        figures.events = source.eventCounts.reduce(0, +)
        observer(figures)
    }

    /// Lets answers under way arrive, for a moment, and records what came.
    private func windDown() throws(EngineError) {
        let deadline = MonotonicClock.nanoseconds() + plan.limits.stopPatienceNanoseconds
        record.flush(to: ledger)
        while inFlight > 0 || !record.isEmpty {
            let left = deadline - MonotonicClock.nanoseconds()
            guard left > 0 else { break }
            try turn(waitMilliseconds: Int(left / 1_000_000) + 1)
            record.flush(to: ledger)
            try takeReplies()
        }
    }

    private func deadline(from begun: Int64) -> Int64 {
        guard let milliseconds = plan.maxTimeMilliseconds else { return .max }
        let (nanoseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        let (deadline, isBeyond) = begun.addingReportingOverflow(nanoseconds)
        return overflow || isBeyond ? .max : deadline
    }

    /// How long the loop may sleep: -1 for as long as nothing happens.
    private func waitMilliseconds(until deadline: Int64) -> Int {
        let now = MonotonicClock.nanoseconds()
        if canGenerate(at: now) { return 0 }
        var wait = deadline == .max ? .max : deadline - now
        if clock.isScaled, inFlight < connectionsMax, let first = ready.first {
            wait = min(wait, clock.nanoseconds(until: first.moment, now: now))
        }
        if inFlight < connectionsMax, let opening = gates.nextOpening(after: now) {
            wait = min(wait, opening - now)
        }
        if clock.isScaled, hasRoom(at: now), let next = source.nextMoment {
            wait = min(wait, clock.nanoseconds(until: next, now: now) - horizonNanoseconds)
        }
        guard wait != .max else { return -1 }
        return Int(min(max(0, (wait + 999_999) / 1_000_000), 1_000))
    }
}
