import TestSupport
import Testing

@testable import DeliveryKit

/// Run files opened to be read: what is in them, and that they stay as they are.
@Suite struct RecordedRunTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path("run.sqlite") }

    private func makeRun(deliveries: ClosedRange<Int64> = 1...20) throws {
        let harness = try LedgerHarness(at: path)
        try harness.commit(try #require(harness.appendSample(deliveries: deliveries)))
        try harness.ledger.close()
    }

    private func sequences(_ run: RecordedRun) throws -> [Int64] {
        let rows = try run.deliveries()
        var sequences: [Int64] = []
        while let row = try rows.next() { sequences.append(row.sequence) }
        return sequences
    }

    @Test func `a closed run file is read and stays as it is, to the byte`() throws {
        try makeRun()
        let before = FileTree.read(path)
        let run = try RecordedRun(path: path)
        #expect(run.identity == .sample)
        #expect(run.extent.watermark == .sample(20))
        #expect(try sequences(run) == Array(1...20))
        #expect((0..<run.lanes.count).map { run.lanes.user(of: Int32($0)) } == LaneRow.samples.map(\.user))
        #expect(run.lanes.user(of: 99) == "" && run.lanes.webhookCount == 2)
        run.close()
        #expect(FileTree.read(path) == before)
        #expect(FileTree.names(in: directory.path) == ["run.sqlite"])
    }

    @Test func `a run that was killed is read with its log, which stays as it is`() throws {
        let harness = try LedgerHarness(at: path)
        try harness.commit(try #require(harness.appendSample(deliveries: 1...20)))
        // A copy is what a killed process leaves behind.
        let copy = directory.path("copy.sqlite")
        FileTree.write(FileTree.read(path), to: copy)
        FileTree.write(FileTree.read(path + "-wal"), to: copy + "-wal")
        try harness.ledger.close()
        let before = [FileTree.read(copy), FileTree.read(copy + "-wal")]
        let run = try RecordedRun(path: copy)
        #expect(try sequences(run) == Array(1...20))
        run.close()
        #expect([FileTree.read(copy), FileTree.read(copy + "-wal")] == before)
        #expect(FileTree.names(in: directory.path) == ["copy.sqlite", "copy.sqlite-wal", "run.sqlite"])
    }

    @Test func `looking ahead takes nothing`() throws {
        try makeRun(deliveries: 1...2)
        let run = try RecordedRun(path: path)
        let rows = try run.deliveries()
        #expect(try rows.peek()?.sequence == 1)
        #expect(try rows.peek()?.sequence == 1)
        #expect(try rows.next()?.sequence == 1)
        #expect(try rows.next()?.sequence == 2)
        #expect(try rows.peek() == nil)
        #expect(try rows.next() == nil)
        #expect(try rows.next() == nil)
        run.close()
    }

    @Test func `a file that its run has open is locked, and is read afterwards`() throws {
        let harness = try LedgerHarness(at: path)
        #expect(throws: RecordedRunError.ledger(.locked(path: path))) { try RecordedRun(path: path) }
        try harness.commit(try #require(harness.appendSample(deliveries: 1...3)))
        try harness.ledger.close()
        let run = try RecordedRun(path: path)
        #expect(try sequences(run) == [1, 2, 3])
        // And nobody may go on with it meanwhile.
        #expect(throws: LedgerError.locked(path: path)) { try LedgerHarness(resuming: path) }
        run.close()
        try LedgerHarness(resuming: path).ledger.close()
    }

    @Test func `what is no run file is told apart`() throws {
        #expect(throws: RecordedRunError.missing(path: path)) { try RecordedRun(path: path) }
        let empty = directory.write("", to: "empty")
        #expect(throws: RecordedRunError.empty(path: empty)) { try RecordedRun(path: empty) }
        let other = directory.write("a shopping list, and some more of it", to: "list")
        #expect(throws: RecordedRunError.ledger(.notALedger(path: other))) { try RecordedRun(path: other) }
        let folder = directory.path
        #expect(throws: RecordedRunError.ledger(.isFolder(path: folder))) { try RecordedRun(path: folder) }
    }

    @Test func `a file that is cut off is damaged, and one of a newer format says so`() throws {
        try makeRun()
        let bytes = FileTree.read(path)
        FileTree.write(Array(bytes.prefix(bytes.count - 8_192)), to: path)
        #expect {
            let run = try RecordedRun(path: path)
            _ = try sequences(run)
        } throws: { error in
            if case .ledger(.damaged) = error as? RecordedRunError { true } else { false }
        }
        FileTree.write(bytes, to: path)
        let database = try Database(.file(path))
        try database.execute("PRAGMA user_version = 9")
        database.close()
        #expect(throws: RecordedRunError.ledger(.newerFormat(path: path, found: 9, known: 2))) {
            try RecordedRun(path: path)
        }
    }
}
