import ConsumerKit
package import ContractKit
package import DeliveryKit
import SimulationKit
import WireKit

/// The run of one scenario: world, webhooks, engine, and the judgement of the record.
package final class ScenarioRun {
    /// What is run.
    package let scenario: Scenario
    /// Names of the webhooks, in their order.
    package let webhookNames: [String]
    /// Whether the consumer inside the process is delivered to.
    package var isEmbedded: Bool { consumer != nil }

    /// Names of the scenario's users by their uid.
    private let userNames: [String: String]
    private let engine: Engine
    private let consumer: Consumer?

    /// Makes everything ready: the consumer listens and the run file is open.
    package init(
        _ scenario: Scenario,
        options: RunOptions,
        stop: EngineStop,
        observer: ((EngineFigures) -> Void)? = nil
    ) throws {
        self.scenario = scenario
        let targets = try RunWebhooks(scenario, options: options)
        consumer = targets.consumer
        webhookNames = targets.webhooks.map(\.name)
        do {
            var settings = scenario.delivery
            let world = try scenario.world()
            userNames = Dictionary(
                uniqueKeysWithValues: scenario.users.enumerated().map {
                    (world.user($0.offset).uid, $0.element.name)
                }
            )
            settings.concurrency = try options.concurrency(
                otherwise: settings.concurrency,
                isEmbedded: consumer != nil
            )
            let plan = Engine.Plan(
                source: SimulationSource(
                    world: world,
                    profile: scenario.profile,
                    webhooks: targets.webhooks,
                    operations: targets.operations,
                    announcesProgress: scenario.announcesProgress
                ),
                profile: scenario.profile,
                seed: scenario.seed,
                start: scenario.start,
                settings: settings,
                speed: scenario.speed,
                identity: Self.identity(of: scenario, targets),
                runFile: options.runFile,
                resumes: options.resumes,
                ledgerOptions: options.ledgerOptions,
                maxTimeMilliseconds: options.maxTimeMilliseconds
            )
            engine = try Engine(plan, stop: stop, observer: observer)
        } catch {
            consumer?.stop()
            throw error
        }
    }

    /// Delivers until nothing more can happen or a stop is asked for.
    package func deliver() throws(EngineError) -> EngineReport {
        try engine.run()
    }

    /// The beginnings of the answers that came, where the scenario's delivery keeps them.
    package var answers: KeptAnswers { engine.answers }

    /// Reads the record once, for the expectations and for whoever else wants to see it.
    package func judge(
        isComplete: Bool,
        _ observe: (HistoryEntry) -> Void
    ) throws(EngineError) -> [Finding] {
        try engine.read { (reader) throws(LedgerError) -> [Finding] in
            var judge = ExpectationJudge(
                scenario.expectations,
                webhookNames: webhookNames,
                userNames: userNames
            )
            try History.stream(reader) { entry in
                judge.observe(entry)
                observe(entry)
            }
            return judge.finish(isComplete: isComplete) { try? reader.delivery($0) }
        }
    }

    /// Ends connections, the run file and the consumer.
    package func close() throws(EngineError) {
        defer { consumer?.stop() }
        try engine.close()
    }

    private static func identity(of scenario: Scenario, _ targets: RunWebhooks) -> LedgerIdentity {
        LedgerIdentity(
            version: Product.version,
            scenario: scenario.name,
            fingerprint: scenario.fingerprint,
            seed: scenario.seed,
            profile: scenario.profile.name,
            // Enough to see whether two runs were signed alike, too little to find a secret by.
            secretFingerprint: targets.fingerprint
        )
    }
}
