import Glibc
import JSONKit
import SimulationKit
import TestSupport
import Testing

/// SIGINT and SIGTERM: a partial report, a run file to go on with, and a way to insist.
@Suite struct SignalTests {
    /// How many runs are stopped; of every eighth the consumer falls silent.
    private static let count = 16

    @Test func `a run that is asked to stop tells so and can be gone on with`() throws {
        let reference = try UninterruptedRun.result(.strict)
        var pending: Int64 = 0
        for seed in 0..<Self.count {
            var choices = RandomStream(state: 1_000 + UInt64(seed))
            let signal = seed % 2 == 0 ? SIGINT : SIGTERM
            // Half of the way at most: later, the run might be over before the signal is noticed.
            let count = Int(choices.within(1...Int64(reference.trace.attempts.count / 2)))
            let run = try PopulationRun(
                concurrency: Int(choices.within(1...16)),
                aftermath: seed % 8 == 0 ? .fallsSilent : .answersLate
            )
            run.moment.arm(signal, afterRequests: count)
            let stopped = try run.start(resumes: false).waitForEnd()
            #expect(stopped.ending == .exited(code: 128 + signal), "seed \(seed): \(stopped.error)")

            let partial = try run.report()
            #expect(partial["verdict"] == "aborted", "seed \(seed)")
            #expect(partial["exitCode"]?.int64 == Int64(128 + signal), "seed \(seed)")
            let deliveries = try #require(partial["deliveries"]?.object)
            let counts = try ["total", "delivered", "failed", "pending", "dropped"].map {
                try #require(deliveries[$0]?.int64)
            }
            #expect(counts[0] == counts[1...].reduce(0, +) && counts[3] > 0, "seed \(seed)")
            pending += counts[3]

            let end = try run.finish(resumes: true)
            #expect(end.exitCode == reference.exitCode && end.error == "", "seed \(seed): \(end.error)")
            let differences = try reference.differences(from: run.lastingReport())
            #expect(differences == [], "seed \(seed)")
            let trace = run.trace
            #expect(trace.attempts == reference.trace.attempts, "seed \(seed)")
            #expect(trace.firstSuccesses == reference.trace.firstSuccesses, "seed \(seed)")
        }
        TestLog.note("signals: \(Self.count) runs stopped, \(pending) deliveries pending then, 0 lost")
    }

    @Test func `a second signal ends the process at once`() throws {
        let run = try PopulationRun(aftermath: .fallsSilent)
        let reference = try UninterruptedRun.result(.strict)
        // The first request is never answered: the run stands still until it is ended.
        run.moment.arm(SIGINT, SIGTERM, afterRequests: 1)
        let stopped = try run.start(resumes: false).waitForEnd()
        // Of two that wait, the lower number is taken first. The code is the second's: nobody waited for answers, and no report was written.
        #expect(stopped.ending == .exited(code: 128 + SIGTERM), "\(stopped.error)")
        #expect(!run.hasReport)

        let end = try run.finish(resumes: true)
        #expect(end.exitCode == reference.exitCode)
        let differences = try reference.differences(from: run.lastingReport())
        #expect(differences == [])
        #expect(run.trace.firstSuccesses == reference.trace.firstSuccesses)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a consumer that was asked to stop says what it saw`(signal: Int32) throws {
        let child = ChildProcess(
            Repository.portsim,
            ["listen", "--port", "0"],
            environment: ["PORTSIM_SECRET": "whsec_x"]
        )
        #expect(try child.waitForLine().hasPrefix("listening on http://127.0.0.1:"))
        child.send(signal: signal)
        let end = try child.waitForEnd()
        #expect(end.ending == .exited(code: 128 + signal))
        #expect(end.error == "0 processed, 0 duplicates, 0 refused\n")
    }
}
