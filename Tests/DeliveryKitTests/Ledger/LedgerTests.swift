import DeliveryKit
import Dispatch
import Foundation
import Testing

@Suite struct LedgerTests {
    @Test(arguments: [true, false])
    func `what is appended is what is read, in a file and in a temporary one`(inFile: Bool) throws {
        let folder = try LedgerFolder()
        let harness = try LedgerHarness(at: inFile ? folder.file("run.sqlite") : nil)
        let ledger = harness.ledger
        harness.appendSample(deliveries: 1...1_000)
        let attempts: [AttemptRow] = [
            .sample(2, outcome: .retry),
            AttemptRow(
                delivery: 2,
                number: 2,
                moment: .min,
                settled: .max,
                status: 0,
                error: "nobody answered within 10 s",
                tookMicroseconds: 0,
                outcome: .failed,
                fault: [],
                answer: [0, 255],
                wasResent: true
            ),
            .sample(1_000),
        ]
        ledger.append(attempts: attempts)

        #expect(try ledger.allLanes() == LaneRow.samples)
        #expect(try ledger.allDeliveries() == (1...1_000).map { .sample($0) })
        let entries = try ledger.allAttempts()
        #expect(entries.map(\.attempt) == attempts)
        #expect(entries.map(\.sequence) == [1, 2, 3])
        #expect(entries.map(\.delivery) == [.sample(2), .sample(2), .sample(1_000)])
        try ledger.read { (reader) throws(LedgerError) in
            #expect(try reader.identity() == .sample)
            #expect(try reader.delivery(77) == .sample(77))
            #expect(reader.extent.watermark == .sample(1_000))
            #expect(reader.extent.laneCount == 8)
            #expect(reader.extent.attemptCount == 3)
        }
        try ledger.close()
        #expect(folder.names == (inFile ? ["run.sqlite"] : []), "a closed ledger leaves one file, and no log")
    }

    @Test func `a run file is its owner's alone`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let harness = try LedgerHarness(at: path)
        try harness.commit(try #require(harness.appendSample(deliveries: 1...10)))
        for name in folder.names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        #expect(folder.names == ["run.sqlite", "run.sqlite-wal"])
        try harness.ledger.close()
    }

    @Test func `tokens grow and commits come in their order`() throws {
        let harness = try LedgerHarness(at: nil, options: LedgerOptions(rowsPerCommitMax: 10))
        harness.ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil)
        var tokens: [LedgerToken] = []
        var commits: [LedgerToken] = []
        for sequence in Int64(1)...500 {
            tokens.append(
                harness.ledger.append(
                    lanes: [],
                    deliveries: [.sample(sequence)],
                    watermark: .sample(sequence)
                )
            )
        }
        let last = try #require(tokens.last)
        while commits.last != last {
            let reply = try harness.reply { _ in true }
            guard case .committed(let token) = reply else {
                Issue.record("\(reply)")
                break
            }
            commits.append(token)
        }
        #expect(tokens == tokens.sorted() && Set(tokens).count == 500)
        #expect(commits == commits.sorted() && Set(commits).count == commits.count)
        #expect(harness.ledger.outstandingRows == 0)
        try harness.ledger.close()
    }

    @Test func `what waits while a commit runs shares the next one`() throws {
        let commits = Counter()
        let gate = DispatchSemaphore(value: 0)
        let reached = DispatchSemaphore(value: 0)
        let options = LedgerOptions(crash: { [commits] point in
            guard point == .beforeCommit else { return }
            // The first commit is held until everything else has been appended.
            if commits.increment() == 1 {
                reached.signal()
                gate.wait()
            }
        })
        let folder = try LedgerFolder()
        let harness = try LedgerHarness(at: folder.file("run.sqlite"), options: options)
        harness.ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil)
        reached.wait()
        let token = try #require(
            harness.appendSample(deliveries: 1...1_000, by: 1, bodyBytes: 10, withLanes: false)
        )
        #expect(harness.ledger.outstandingRows == 1_008)
        gate.signal()
        try harness.commit(token)
        #expect(commits.value == 2)
        #expect(harness.ledger.outstandingRows == 0)
        try harness.ledger.close()
    }

    @Test func `a group ends at its limit although more is waiting`() throws {
        let commits = Counter()
        let gate = DispatchSemaphore(value: 0)
        let reached = DispatchSemaphore(value: 0)
        let options = LedgerOptions(
            rowsPerCommitMax: 100,
            crash: { [commits] point in
                guard point == .beforeCommit else { return }
                if commits.increment() == 1 {
                    reached.signal()
                    gate.wait()
                }
            }
        )
        let harness = try LedgerHarness(at: nil, options: options)
        harness.ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil)
        reached.wait()
        let token = try #require(harness.appendSample(deliveries: 1...1_000, by: 50, withLanes: false))
        gate.signal()
        try harness.commit(token)
        #expect(commits.value == 11)
        try harness.ledger.close()
    }

    @Test func `the loop is woken once for replies that it has not taken`() throws {
        let wakes = Counter()
        let ledger = try Ledger.create(at: nil, identity: .sample) { [wakes] in
            wakes.increment()
        }
        ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil)
        for sequence in Int64(1)...50 {
            ledger.append(lanes: [], deliveries: [.sample(sequence)], watermark: .sample(sequence))
            try ledger.read { (_) throws(LedgerError) in }
        }
        #expect(wakes.value == 1)
        var replies: [LedgerReply] = []
        ledger.takeReplies(into: &replies)
        #expect(replies == [.committed(upTo: LedgerToken(100))], "one reply says what all commits said")
        ledger.append(attempts: [.sample(1)])
        try ledger.close()
        #expect(wakes.value == 2)
    }

    @Test func `bodies come back in the order they were asked for, committed or not`() throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...3_000)
        let sequences: [Int64] = [3_000, 1, 17, 17, 2_999]
        let token = harness.ledger.fetchBodies(of: sequences)
        let reply = try harness.reply { if case .bodies = $0 { true } else { false } }
        let bodies = sequences.map { LedgerBody(sequence: $0, body: DeliveryRow.sample($0).body) }
        #expect(reply == .bodies(token, bodies))
        try harness.ledger.close()
    }

    @Test func `an empty body and an empty batch are recorded`() throws {
        let harness = try LedgerHarness(at: nil)
        var row = DeliveryRow.sample(1, bodyBytes: 0)
        row.id = []
        harness.ledger.append(lanes: LaneRow.samples, deliveries: [row], watermark: .sample(1))
        let token = harness.ledger.append(lanes: [], deliveries: [], watermark: nil)
        try harness.commit(token)
        #expect(try harness.ledger.allDeliveries() == [row])
        try harness.ledger.close()
    }

    @Test func `closing commits what was appended, and can be repeated`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let harness = try LedgerHarness(at: path)
        harness.appendSample(deliveries: 1...500)
        try harness.ledger.close()
        try harness.ledger.close()
        let again = try LedgerHarness(resuming: path)
        #expect(again.resumed?.extent.watermark == .sample(500))
        try again.ledger.close()
    }

    @Test func `a ledger that is dropped commits and lets go of its file`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        do {
            let harness = try LedgerHarness(at: path)
            harness.appendSample(deliveries: 1...500)
        }
        let again = try LedgerHarness(resuming: path)
        #expect(again.resumed?.extent.watermark == .sample(500))
        try again.ledger.close()
    }

    @Test(arguments: LedgerOptions.Durability.allCases)
    func `both durabilities record the same`(durability: LedgerOptions.Durability) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let options = LedgerOptions(durability: durability)
        let harness = try LedgerHarness(at: path, options: options)
        harness.appendSample(deliveries: 1...100)
        try harness.ledger.close()
        let again = try LedgerHarness(resuming: path, options: options)
        #expect(try again.ledger.allDeliveries() == (1...100).map { .sample($0) })
        try again.ledger.close()
    }

    @Test func `the log is copied into the file at its limit and does not grow beyond it`() throws {
        let folder = try LedgerFolder()
        let checkpoints = Counter()
        let options = LedgerOptions(
            rowsPerCommitMax: 64,
            logFramesMax: 32,
            crash: { [checkpoints] point in
                if point == .checkpoint { checkpoints.increment() }
            }
        )
        let harness = try LedgerHarness(at: folder.file("run.sqlite"), options: options)
        try harness.commit(try #require(harness.appendSample(deliveries: 1...5_000)))
        let log = try contents(of: folder.file("run.sqlite-wal")).count
        // A group of 64 such rows dirties some five pages and the watermark's.
        #expect(log <= (32 + 16) * (LedgerOptions.pageBytes + 24) + 32)
        try harness.ledger.close()
        #expect(checkpoints.value > 8)
        let again = try LedgerHarness(resuming: folder.file("run.sqlite"))
        #expect(try again.ledger.allDeliveries() == (1...5_000).map { .sample($0) })
        try again.ledger.close()
    }

    @Test func `memory is bounded by what is outstanding, however long the run`() async {
        await #expect(processExitsWith: .success) {
            let harness = try LedgerHarness(at: nil)
            harness.appendSample(deliveries: 1...2_000)
            try harness.ledger.read { (_) throws(LedgerError) in }
            let before = try residentKibibytesMax()
            for first in stride(from: Int64(2_001), to: 62_001, by: 1_000) {
                harness.appendSample(deliveries: first...first + 999)
                let attempts = (first...first + 999).map { AttemptRow.sample($0) }
                try harness.commit(harness.ledger.append(attempts: attempts))
            }
            // Sixty thousand rows are 33 MB, and a queue of two thousand is one.
            #expect(try residentKibibytesMax() - before < 16_384)
            try harness.ledger.close()
        }
    }
}

/// The most memory this process ever had, from `/proc/self/status`.
private func residentKibibytesMax() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
}
