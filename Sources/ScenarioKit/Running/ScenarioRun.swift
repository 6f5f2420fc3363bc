import ConsumerKit
package import ContractKit
package import DeliveryKit
import SimulationKit
package import WireKit

/// The run of one scenario: world, webhooks, engine, and the judgement of the record.
package final class ScenarioRun {
    /// What is run.
    package let scenario: Scenario
    /// Names of the webhooks, in their order.
    package let webhookNames: [String]
    /// Their URLs without queries, in the same order; nil for the consumer inside the process.
    package let webhookURLs: [String?]
    /// Whether the consumer inside the process is delivered to.
    package var isEmbedded: Bool { consumer != nil }
    /// Where deliveries go on to that went elsewhere when the run file was begun, a sentence each.
    package let movedEndpoints: [String]

    /// Names of the scenario's users by their uid.
    package let userNames: [String: String]
    private let engine: Engine
    private let consumer: Consumer?
    private let judging: RunJudging

    /// Makes everything ready: the consumer listens and the run file is open.
    package init(
        _ scenario: Scenario,
        options: RunOptions,
        stop: EngineStop,
        hooks: EngineHooks = EngineHooks(),
        observer: ((EngineFigures) -> Void)? = nil
    ) throws {
        self.scenario = scenario
        let targets = try RunWebhooks(scenario, options: options)
        consumer = targets.consumer
        webhookNames = targets.webhooks.map(\.name)
        webhookURLs = targets.endpoints.map(\.url)
        judging = RunJudging(scenario, options: options, consumer: targets.consumer, stop: stop)
        do {
            var settings = scenario.delivery
            let world = try scenario.world()
            userNames = Self.userNames(of: scenario, world, options.replay)
            settings.webhookLimits = scenario.webhooks.map(\.limits)
            settings.concurrency = try options.concurrency(
                otherwise: settings.concurrency,
                isEmbedded: consumer != nil
            )
            var plan = Engine.Plan(
                source: try Self.source(of: scenario, world, targets, options.replay),
                profile: scenario.profile,
                seed: scenario.seed,
                start: scenario.start,
                settings: settings,
                speed: options.speed ?? scenario.speed,
                identity: Self.identity(of: scenario, targets, userNames, judging, options.replay),
                runFile: options.runFile,
                resumes: options.resumes,
                ledgerOptions: options.ledgerOptions,
                maxTimeMilliseconds: options.maxTimeMilliseconds
            )
            plan.trust = options.trust
            plan.faults = scenario.faultPlan
            engine = try Engine(plan, stop: stop, hooks: hooks, observer: observer)
        } catch {
            consumer?.stop()
            if options.replay != nil, case .ledger(.otherRun(let path, _)) = error as? EngineError {
                throw RecordedRunError.otherReplay(path: path)
            }
            throw error
        }
        movedEndpoints = targets.moved(since: RunNotes(engine.earlierNotes).endpoints)
    }

    /// What befalls it, as its run file notes it.
    package var faults: [RunNotes.Fault] { scenario.notedFaults }

    /// Where the consumer inside the process listens; nil where it is not delivered to.
    package var embeddedEndpoint: WireEndpoint? { consumer?.endpoint }

    /// Delivers until nothing more can happen or a stop is asked for.
    package func deliver() throws(EngineError) -> EngineReport {
        try engine.run()
    }

    /// The beginnings of the answers that came, where the scenario's delivery keeps them.
    package var answers: KeptAnswers { engine.answers }

    /// Asks the consumer what it believes, and judges the record in one pass, which others can watch.
    ///
    /// Notes in the run file what a later judgement cannot find out. After a run that was stopped the consumer is
    /// not asked, nor after one that had come to its end before: its file knows the answers, and stays as it is.
    package func judge(
        _ end: EngineReport,
        _ observe: (HistoryEntry) -> Void
    ) throws(EngineError) -> RunFindings {
        let earlier = earlierEnding(end)
        var ending = RunEnding(
            end,
            probes: earlier?.probes
                ?? judging.probes(
                    isComplete: end.stopped == nil,
                    earlierAttemptCount: engine.earlierAttemptCount
                )
        )
        let engine = engine
        let findings = try engine.read { (reader) throws(LedgerError) -> [Finding] in
            var judge = ExpectationJudge(
                scenario.expectations,
                thresholds: scenario.thresholds,
                webhookNames: webhookNames,
                userNames: userNames
            ) { entry in
                Self.request(of: entry, engine)
            }
            try History.stream(reader) { entry in
                judge.observe(entry)
                observe(entry)
            }
            var facts = RunFacts()
            facts.digest = ending.digest
            facts.probes = ending.probes.outcomes
            return judging.masked(
                judge.finish(isComplete: ending.stopped == nil, facts: facts) { try? reader.delivery($0) }
            )
        }
        ending.requests = judging.bound(findings)
        if earlier == nil {
            try engine.annotate([LedgerNote(key: RunNotes.endingKey, value: ending.text)])
        }
        return RunFindings(findings: findings, probes: ending.probes, stopped: ending.stopped)
    }

    /// The request of an attempt, made again; nil where none was sent.
    package func request(of entry: AttemptEntry) -> SentRequest? {
        Self.request(of: entry, engine)
    }

    private static func request(of entry: AttemptEntry, _ engine: Engine) -> SentRequest? {
        engine.request(of: entry).map { SentRequest($0.bytes, key: $0.key) }
    }

    /// How the run had ended already before this one went on with it; nil where there was something left to do.
    private func earlierEnding(_ end: EngineReport) -> RunEnding? {
        guard end.stopped == nil, let ending = RunNotes(engine.earlierNotes).ending.flatMap(RunEnding.init),
            ending.stopped == nil, ending.digest == end.digest.hex
        else { return nil }
        return ending
    }

    /// Reads the record once more, for whoever knows now what to look for.
    package func read(_ observe: (HistoryEntry) -> Void) throws(EngineError) {
        try engine.read { (reader) throws(LedgerError) in try History.stream(reader, to: observe) }
    }

    /// Ends connections, the run file and the consumer.
    package func close() throws(EngineError) {
        defer { consumer?.stop() }
        try engine.close()
    }

    private static func source(
        of scenario: Scenario,
        _ world: World,
        _ targets: RunWebhooks,
        _ replay: Replay?
    ) throws(RecordedRunError) -> any DeliverySource {
        if let replay {
            return try RecordedSource(replay.run, chosen: replay.chosen, webhooks: targets.webhooks)
        }
        return SimulationSource(
            world: world,
            profile: scenario.profile,
            webhooks: targets.webhooks,
            operations: targets.operations,
            announcesProgress: scenario.announcesProgress,
            faults: scenario.faultPlan
        )
    }

    private static func userNames(
        of scenario: Scenario,
        _ world: World,
        _ replay: Replay?
    ) -> [String: String] {
        if let replay { return RunNotes(replay.run.identity.notes).userNames }
        return Dictionary(
            uniqueKeysWithValues: scenario.users.enumerated().map {
                (world.user($0.offset).uid, $0.element.name)
            }
        )
    }

    private static func identity(
        of scenario: Scenario,
        _ targets: RunWebhooks,
        _ userNames: [String: String],
        _ judging: RunJudging,
        _ replay: Replay?
    ) -> LedgerIdentity {
        var notes = RunNotes()
        notes.endpoints = targets.endpoints
        notes.userNames = userNames
        notes.start = scenario.start
        notes.delivery = scenario.delivery.noted
        notes.allowsInsecure = scenario.allowsInsecure
        notes.faults = scenario.notedFaults
        notes.replayOf = replay?.original
        notes.judgement = judging.record
        return LedgerIdentity(
            version: Product.version,
            scenario: scenario.name,
            fingerprint: scenario.fingerprint,
            seed: scenario.seed,
            profile: scenario.profile.name,
            // Enough to see whether two runs were signed alike, too little to find a secret by.
            secretFingerprint: targets.fingerprint,
            notes: notes.notes
        )
    }
}
