import Glibc
import JSONKit
import TestSupport
import Testing

/// Children that die by `kill -9` and are gone on with: nothing is lost and nothing changes.
///
/// The consumer refuses some attempts, so that retries wait at most moments; deliveries are doubled, dropped,
/// delayed and held, and some answers are lost.
///
/// 60 seeded moments, half of them under each order; as many as the environment variable `PORTSIM_KILLS` says where it is set, which
/// `Tests/run --job durability` does. The figures are printed on stderr.
@Suite struct KillTests {
    /// What happened over all interrupted runs.
    struct Tally {
        var runs = 0
        var kills = 0
        /// Kills at which a refused delivery waited for its next attempt.
        var killsWithRetries = 0
        var unordered = 0
        var requests = 0
        var repeats = 0
        var lost = 0
    }

    @Test(arguments: ["beforeCommit", "afterSend", "checkpoint", "report"], PopulationRun.Ordering.allCases)
    func `a run that dies at a named point goes on as if nothing had been`(
        point: String,
        ordering: PopulationRun.Ordering
    ) throws {
        var tally = Tally()
        try interrupt(KillPlan(.passing(point, count: 1), ordering: ordering), &tally)
        #expect(tally.kills == 1)
    }

    @Test func `a run that dies at any moment goes on as if nothing had been`() throws {
        let count = TestLog.count(of: "PORTSIM_KILLS", otherwise: 60)
        var tally = Tally()
        for seed in 0..<count {
            let plan = try KillPlan(seed: seed) { try UninterruptedRun.result($0).trace }
            try interrupt(plan, &tally)
        }
        #expect(tally.runs == count && tally.lost == 0)
        #expect(tally.repeats > 0, "no kill hit a request under way")
        #expect(tally.killsWithRetries > 0, "no retry waited at any kill")
        TestLog.note(
            "kill -9: \(tally.runs) runs, \(tally.unordered) of them unordered, \(tally.kills) kills, "
                + "\(tally.killsWithRetries) with retries waiting, \(tally.requests) requests, "
                + "\(tally.repeats) repeated, \(tally.lost) lost"
        )
    }

    private func interrupt(_ plan: KillPlan, _ tally: inout Tally) throws {
        let reference = try UninterruptedRun.result(plan.ordering)
        let run = try PopulationRun(ordering: plan.ordering, concurrency: plan.concurrency)
        for (place, moment) in plan.moments.enumerated() {
            let child: ChildProcess
            switch moment {
            case .passing(let point, let count):
                child = run.start(resumes: place > 0, crash: "\(point):\(count)")
            case .receiving(let count):
                run.moment.arm(SIGKILL, afterRequests: count)
                child = run.start(resumes: place > 0)
            }
            let death = try child.waitForEnd()
            #expect(death.ending == .killed(signal: SIGKILL), "\(plan): \(death.error)")
            run.moment.disarm()
            if run.trace.hasRetriesWaiting { tally.killsWithRetries += 1 }
        }
        let end = try run.finish(resumes: true)
        #expect(end.exitCode == reference.exitCode && end.error == "", "\(plan): \(end.error)")
        let differences = try reference.differences(from: run.lastingReport())
        #expect(differences == [], "\(plan)")

        let trace = run.trace
        let lost = reference.trace.deliveries.subtracting(trace.deliveries)
        #expect(lost.isEmpty, "\(plan): \(lost.sorted())")
        // Each attempt has its own moment, so equal sets mean: no other bytes, and none left out.
        let strange = trace.attempts.subtracting(reference.trace.attempts)
        let missing = reference.trace.attempts.subtracting(trace.attempts)
        #expect(strange.isEmpty, "\(plan): \(strange.map { String(decoding: $0, as: UTF8.self) })")
        #expect(missing.isEmpty, "\(plan): \(missing.map { String(decoding: $0, as: UTF8.self) })")
        switch plan.ordering {
        case .strict:
            #expect(trace.firstSuccesses == reference.trace.firstSuccesses, "\(plan)")
            // At most what was under way: one attempt a lane each time.
            #expect(trace.repeatsInLaneMax(beyond: reference.trace) <= plan.moments.count, "\(plan)")
        case .none: break
        }
        tally.runs += 1
        if plan.ordering == .none { tally.unordered += 1 }
        tally.kills += plan.moments.count
        tally.requests += trace.requestCount
        // Copies that faults make are repetitions too, of any run.
        tally.repeats += trace.repeatCount - reference.trace.repeatCount
        tally.lost += lost.count
    }
}
