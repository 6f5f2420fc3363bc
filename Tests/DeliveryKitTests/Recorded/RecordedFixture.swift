import Synchronization
import TestSupport

@testable import DeliveryKit
@testable import SimulationKit

/// Runs that are recorded in a folder, to be read again.
struct RecordedFixture {
    let directory = TemporaryDirectory()

    /// Records a run of a few users, answered as said, and gives the path of its file.
    func record(
        _ name: String,
        users: Int = 4,
        ordering: DeliverySettings.Ordering = .strict,
        seed: UInt64 = 1,
        answer: @escaping ScriptedConsumer.Script = { _ in .status(200) }
    ) throws -> String {
        let path = directory.path(name)
        let consumer = try ScriptedConsumer(answer)
        defer { consumer.stop() }
        var plan = try Engine.Plan.sample(try .sample(users: users, seed: seed), to: consumer)
        plan.settings.ordering = ordering
        plan.identity.seed = seed
        plan.runFile = path
        _ = try EngineRun(plan)
        return path
    }

    /// Plans a replay of a recorded run.
    func replay(
        _ run: RecordedRun,
        _ words: [String] = [],
        to consumer: ScriptedConsumer,
        ordering: DeliverySettings.Ordering = .strict
    ) throws -> Engine.Plan {
        let chosen = try RecordedSelection(words).chosen(in: run) { _, _ in nil }
        let webhook = try Webhook.sample(url: consumer.url)
        let source = try RecordedSource(run, chosen: chosen, webhooks: [webhook])
        var settings = DeliverySettings(profile: .kryptosV1)
        settings.ordering = ordering
        return Engine.Plan(
            source: source,
            profile: .kryptosV1,
            seed: run.identity.seed,
            start: .sampleStart,
            settings: settings,
            identity: run.identity
        )
    }

    /// The deliveries of a run file.
    func deliveries(_ path: String) throws -> [DeliveryRow] {
        let run = try RecordedRun(path: path)
        defer { run.close() }
        let rows = try run.deliveries()
        var all: [DeliveryRow] = []
        while let row = try rows.next() { all.append(row) }
        return all
    }
}
