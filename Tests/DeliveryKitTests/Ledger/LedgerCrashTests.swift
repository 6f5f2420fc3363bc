import DeliveryKit
import Foundation
import Testing

@Suite struct LedgerCrashTests {
    @Test(arguments: [1, 2, 7])
    func `a process killed before a commit loses what was not acknowledged, and nothing else`(
        count: Int
    ) async throws {
        try await crash(at: .beforeCommit, times: count)
    }

    @Test(arguments: [1, 2, 7])
    func `a process killed at a checkpoint loses nothing that was acknowledged`(count: Int) async throws {
        try await crash(at: .checkpoint, times: count)
    }

    /// Kills a child at the named point, then goes on in its file.
    private func crash(at point: CrashPoint, times: Int) async throws {
        let folder = try LedgerFolder()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = folder.path as String, name = point.rawValue as String, times = times as Int] in
            let reached = Counter()
            let options = LedgerOptions(
                logFramesMax: 24,
                crash: { point in
                    guard point.rawValue == name, reached.increment() == times else { return }
                    kill(getpid(), SIGKILL)
                }
            )
            let harness = try LedgerHarness(at: path + "/run.sqlite", options: options)
            for first in stride(from: Int64(1), to: 100_000, by: 25) {
                try harness.commit(try #require(harness.appendSample(deliveries: first...first + 24, by: 25)))
                let attempts = (first...first + 24).map { AttemptRow.sample($0) }
                try harness.commit(harness.ledger.append(attempts: attempts))
                // Whoever kills it now finds this name: the attempts above were acknowledged.
                try write([], to: path + "/acknowledged-\(first + 24)")
            }
        }
        let acknowledged =
            folder.names.compactMap { $0.split(separator: "-").last.flatMap { Int64($0) } }.max() ?? 0
        #expect(times == 1 || acknowledged > 0 || point == .beforeCommit)

        let path = folder.file("run.sqlite")
        let again = try LedgerHarness(resuming: path)
        let resume = try #require(again.resumed)
        let last = resume.extent.watermark.sequence
        #expect(last == acknowledged || last == acknowledged + 25)
        #expect(resume.extent.watermark == (last == 0 ? .start : .sample(last)))
        #expect((acknowledged...acknowledged + 25).contains(resume.extent.attemptCount))
        for sequence in stride(from: Int64(1), through: acknowledged, by: 1) {
            #expect(resume.folds[sequence].outcome == .delivered)
        }
        #expect(try again.ledger.allDeliveries() == (0..<last).map { .sample($0 + 1) })

        if resume.extent.laneCount == 0 {
            again.ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil)
        }
        let next = last + 1
        again.ledger.append(lanes: [], deliveries: [.sample(next)], watermark: .sample(next))
        #expect(try again.ledger.allDeliveries().count == Int(next))
        try again.ledger.close()
    }

    @Test func `a run file copied at any moment is a run file`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let copies = Counter()
        // A copy of both files while nobody writes is what a kill at that moment would leave.
        let options = LedgerOptions(
            rowsPerCommitMax: 40,
            logFramesMax: 20,
            crash: { _ in
                let name = folder.file("copy-\(copies.increment())")
                for suffix in ["", "-wal"] {
                    try? FileManager.default.copyItem(atPath: path + suffix, toPath: name + suffix)
                }
            }
        )
        let harness = try LedgerHarness(at: path, options: options)
        harness.appendSample(deliveries: 1...600, by: 20)
        try harness.ledger.close()
        #expect(copies.value > 15)
        var before: Int64 = 0
        for copy in 1...copies.value {
            let again = try LedgerHarness(resuming: folder.file("copy-\(copy)"))
            let last = try #require(again.resumed).extent.watermark.sequence
            #expect(last >= before && last % 20 == 0)
            #expect(try again.ledger.allDeliveries() == (0..<last).map { .sample($0 + 1) })
            try again.ledger.close()
            before = last
        }
        #expect(before == 600)
    }

    @Test func `a checkpoint that was cut off at any page loses nothing`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let whole = folder.file("whole")
        let options = LedgerOptions(crash: { point in
            guard point == .checkpoint else { return }
            for suffix in ["", "-wal"] {
                try? FileManager.default.copyItem(atPath: path + suffix, toPath: whole + suffix)
            }
        })
        let harness = try LedgerHarness(at: path, options: options)
        // The tables are in the file before there is a log.
        let firstPageCount = try contents(of: path).count / LedgerOptions.pageBytes
        harness.appendSample(deliveries: 1...200, by: 20)
        try harness.ledger.close()

        // Pages are copied in their order, the first of them tells how many there are.
        let bytes = try contents(of: whole)
        let pageCount = bytes.count / LedgerOptions.pageBytes
        #expect(pageCount > firstPageCount + 5)
        for pages in firstPageCount...pageCount {
            let cut = folder.file("cut-\(pages)")
            try write(Array(bytes.prefix(pages * LedgerOptions.pageBytes)), to: cut)
            try FileManager.default.copyItem(atPath: whole + "-wal", toPath: cut + "-wal")
            let again = try LedgerHarness(resuming: cut)
            #expect(try again.ledger.allDeliveries() == (1...200).map { .sample($0) }, "\(pages) pages")
            try again.ledger.close()
        }
    }
}
