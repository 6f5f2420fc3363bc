import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import DeliveryKit

/// Runs with fewer descriptors than connections are asked for: that is nobody's failed delivery.
@Suite struct EngineDescriptorTests {
    /// A consumer in a process of its own, which has descriptors of its own.
    static func listen() throws -> (process: ChildProcess, url: String) {
        let process = ChildProcess(
            Repository.portsim,
            ["listen", "--port", "0", "--no-progress", "--quiet"],
            environment: ["PORTSIM_SECRET": Webhook.sampleSecret]
        )
        let line = try process.waitForLine { $0.hasPrefix("listening on ") }
        return (process, line.dropFirst("listening on ".count) + "/webhooks")
    }

    static func plan(_ url: String, in folder: TemporaryDirectory) throws -> Engine.Plan {
        var plan = Engine.Plan.sample(try .sample(users: 30), [try .sample(url: url)])
        plan.settings.concurrency = 64
        plan.runFile = folder.path("run.sqlite")
        return plan
    }

    @Test func `a run goes on with the connections that there are descriptors for`() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryDirectory()
            let (process, url) = try Self.listen()
            let engine = try Engine(Self.plan(url, in: folder))
            let hoard = DescriptorHoard()
            hoard.giveBack(3)
            let report = try engine.run()
            #expect(report.stopped == nil && report.figures.delivered == 210)
            #expect(report.figures.attempts == 210 && report.figures.retries == 0)
            try engine.close()
            withExtendedLifetime((process, hoard)) {}
        }
    }

    @Test func `a run without a descriptor for a single connection says so, and can be gone on with`() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryDirectory()
            let (process, url) = try Self.listen()
            var plan = try Self.plan(url, in: folder)
            let engine = try Engine(plan)
            // The ledger has opened what it needs once it has recorded something.
            try engine.generate()
            engine.record.flush(to: engine.ledger)
            while engine.record.durableThrough == 0 { try engine.takeReplies() }
            let hoard = DescriptorHoard()
            let error = #expect(throws: EngineError.self) { try engine.run() }
            #expect(error?.message.contains("no descriptor is left") == true)
            hoard.giveBack(6)
            try engine.close()
            plan.resumes = true
            #expect(try EngineRun(plan).report.figures.delivered == 210)
            withExtendedLifetime((process, hoard)) {}
        }
    }
}
