import DeliveryKit
import Foundation
import Testing

@Suite struct LedgerOpeningTests {
    @Test func `resuming where there is nothing starts a new run`() throws {
        let folder = try LedgerFolder()
        let harness = try LedgerHarness(resuming: folder.file("run.sqlite"))
        #expect(harness.resumed?.extent == LedgerExtent())
        #expect(harness.resumed?.folds.count == 0)
        harness.appendSample(deliveries: 1...10)
        try harness.ledger.close()
        #expect(folder.names == ["run.sqlite"])
    }

    @Test func `a resumed run knows what every delivery has come to, and goes on`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let first = try LedgerHarness(at: path)
        first.appendSample(deliveries: 1...1_000)
        first.ledger.append(attempts: (1...500).map { .sample($0) })
        first.ledger.append(attempts: [
            .sample(501, outcome: .retry), .sample(502, outcome: .retry),
            .sample(501, number: 2, outcome: .retry), .sample(501, number: 3, outcome: .failed),
        ])
        try first.ledger.close()

        let second = try LedgerHarness(resuming: path)
        let resume = try #require(second.resumed)
        #expect(resume.extent.watermark == .sample(1_000))
        #expect(resume.extent.laneCount == 8)
        #expect(resume.extent.attemptCount == 504)
        #expect(resume.folds.count == 1_000)
        for sequence in Int64(1)...500 {
            let settled = AttemptRow.sample(sequence).settled
            let fold = DeliveryFold(attemptCount: 1, settled: settled, outcome: .delivered)
            #expect(resume.folds[sequence] == fold)
        }
        let settled = (AttemptRow.sample(501, number: 3).settled, AttemptRow.sample(502).settled)
        #expect(resume.folds[501] == DeliveryFold(attemptCount: 3, settled: settled.0, outcome: .failed))
        #expect(resume.folds[502] == DeliveryFold(attemptCount: 1, settled: settled.1, outcome: .retry))
        #expect(resume.folds[503] == DeliveryFold(attemptCount: 0, settled: nil, outcome: nil))

        second.ledger.append(
            lanes: [LaneRow(lane: 8, webhook: 0, user: "late")],
            deliveries: [],
            watermark: nil
        )
        second.appendSample(deliveries: 1_001...1_100)
        second.ledger.append(attempts: [.sample(502, number: 2), .sample(1_100)])
        #expect(try second.ledger.allDeliveries() == (1...1_100).map { .sample($0) })
        #expect(try second.ledger.allAttempts().map(\.sequence) == Array(1...506))
        try second.ledger.close()

        let third = try LedgerHarness(resuming: path)
        #expect(third.resumed?.extent.laneCount == 9)
        #expect(third.resumed?.folds[502].outcome == .delivered)
        try third.ledger.close()
    }

    @Test(arguments: LedgerMismatch.Field.allCases)
    func `another run is refused by its first difference, and the file left as it is`(
        field: LedgerMismatch.Field
    ) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        let before = try contents(of: path)

        var identity = LedgerIdentity.sample
        let expected: LedgerMismatch
        switch field {
        case .version:
            identity.version = "2.0"
            expected = LedgerMismatch(field: field, recorded: "1.0", given: "2.0")
        case .scenario:
            identity.scenario = "another"
            expected = LedgerMismatch(field: field, recorded: "first connection", given: "another")
        case .profile:
            identity.profile = "account"
            expected = LedgerMismatch(field: field, recorded: "kryptos-v1", given: "account")
        case .seed:
            identity.seed = 0
            expected = LedgerMismatch(field: field, recorded: "18446744073709551615", given: "0")
        case .fingerprint:
            identity.fingerprint = "dcba"
            expected = LedgerMismatch(field: field, recorded: "abcd", given: "dcba")
        }
        #expect(throws: LedgerError.otherRun(path: path, expected)) {
            try LedgerHarness(resuming: path, as: identity)
        }
        #expect(try contents(of: path) == before)
        #expect(folder.names == ["run.sqlite"])
        try LedgerHarness(resuming: path).ledger.close()
    }

    @Test func `a run goes on with another secret`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        var identity = LedgerIdentity.sample
        identity.secretFingerprint = "other"
        try LedgerHarness(resuming: path, as: identity).ledger.close()
    }

    @Test func `notes are kept and not compared`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        var identity = LedgerIdentity.sample
        identity.notes = []
        let harness = try LedgerHarness(resuming: path, as: identity)
        try harness.ledger.read { (reader) throws(LedgerError) in
            #expect(try reader.identity().notes == LedgerIdentity.sample.notes)
        }
        try harness.ledger.close()
    }

    @Test func `a file whose making was cut short is made anew`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try write([], to: path)
        let harness = try LedgerHarness(resuming: path)
        harness.appendSample(deliveries: 1...10)
        try harness.ledger.close()
        let again = try LedgerHarness(resuming: path)
        #expect(again.resumed?.extent.watermark == .sample(10))
        try again.ledger.close()
    }

    @Test func `a file whose first transaction was cut short is made anew`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        let database = try Database(.file(path))
        try database.execute("PRAGMA journal_mode = DELETE; UPDATE meta SET checksum = 0")
        database.close()
        // A journal that says the file was empty: https://www.sqlite.org/fileformat2.html, 3.
        var journal: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
        let fields: [UInt32] = [0, 7, 0, 512, UInt32(LedgerOptions.pageBytes)]
        for field in fields {
            journal += (0..<4).map { UInt8(truncatingIfNeeded: field >> (24 - 8 * $0)) }
        }
        journal += [UInt8](repeating: 0, count: 512 - journal.count)
        try write(journal, to: path + "-journal")

        let harness = try LedgerHarness(resuming: path)
        #expect(harness.resumed?.extent == LedgerExtent())
        harness.appendSample(deliveries: 1...10)
        try harness.ledger.close()
        let again = try LedgerHarness(resuming: path)
        #expect(again.resumed?.extent.watermark == .sample(10))
        try again.ledger.close()
        #expect(folder.names == ["run.sqlite"])
    }

    @Test func `a file that exists is not written over`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try write(Array("precious".utf8), to: path)
        #expect(throws: LedgerError.fileExists(path: path)) { try LedgerHarness(at: path) }
        #expect(try contents(of: path) == Array("precious".utf8))
        #expect(folder.names == ["run.sqlite"])
    }

    @Test func `a folder is called a folder`() throws {
        let folder = try LedgerFolder()
        #expect(throws: LedgerError.isFolder(path: folder.path)) { try LedgerHarness(at: folder.path) }
        #expect(throws: LedgerError.isFolder(path: folder.path)) { try LedgerHarness(resuming: folder.path) }
    }

    @Test func `a folder that is not there is named as the reason`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("none/run.sqlite")
        let error = LedgerError.cannotCreate(path: path, reason: "No such file or directory")
        #expect(throws: error) { try LedgerHarness(at: path) }
        #expect(throws: error) { try LedgerHarness(resuming: path) }
        #expect(throws: LedgerError.self) { try LedgerHarness(at: "") }
    }

    @Test func `a link to nothing is not followed into a new file`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.file("none"))
        #expect(throws: LedgerError.fileExists(path: path)) { try LedgerHarness(at: path) }
        #expect(throws: LedgerError.cannotOpen(path: path, reason: "it leads to nothing")) {
            try LedgerHarness(resuming: path)
        }
        #expect(folder.names == ["link"])
    }

    @Test(arguments: [
        "text": Array("portsim: 1, name: 'not a run file'".utf8),
        "long text": [UInt8](repeating: 0x20, count: 100_000),
        "SQLite's name alone": Array("SQLite format 3\u{0}".utf8),
    ])
    func `a foreign file is refused and left as it is`(name: String, bytes: [UInt8]) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try write(bytes, to: path)
        #expect(throws: LedgerError.notALedger(path: path)) { try LedgerHarness(resuming: path) }
        #expect(try contents(of: path) == bytes)
        #expect(folder.names == ["run.sqlite"])
    }

    @Test func `a database of something else is refused and left as it is`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("photos.db")
        try write([], to: path)
        let photos = try Database(.file(path))
        try photos.execute("PRAGMA journal_mode = WAL; CREATE TABLE photo(name TEXT)")
        // As it lies while its program runs, or after that has died.
        for name in ["photos.db", "photos.db-wal"] {
            try write(try contents(of: folder.file(name)), to: folder.file(name + ".copy"))
        }
        photos.close()
        for name in ["photos.db", "photos.db-wal"] {
            try FileManager.default.moveItem(
                atPath: folder.file(name + ".copy"),
                toPath: folder.file("x." + name)
            )
        }
        try FileManager.default.moveItem(atPath: folder.file("x.photos.db"), toPath: folder.file("y"))
        try FileManager.default.moveItem(atPath: folder.file("x.photos.db-wal"), toPath: folder.file("y-wal"))
        let before = (try contents(of: folder.file("y")), try contents(of: folder.file("y-wal")))
        #expect(throws: LedgerError.notALedger(path: folder.file("y"))) {
            try LedgerHarness(resuming: folder.file("y"))
        }
        #expect(try contents(of: folder.file("y")) == before.0)
        #expect(try contents(of: folder.file("y-wal")) == before.1)
        #expect(folder.names == ["photos.db", "y", "y-wal"])
    }

    @Test func `a pipe is not opened`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("pipe")
        try #require(unsafe mkfifo(path, 0o600) == 0)
        #expect(throws: LedgerError.notALedger(path: path)) { try LedgerHarness(resuming: path) }
    }

    @Test func `a newer format is refused`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        let database = try Database(.file(path))
        try database.execute("PRAGMA user_version = 3")
        database.close()
        #expect(throws: LedgerError.newerFormat(path: path, found: 3, known: 2)) {
            try LedgerHarness(resuming: path)
        }
    }

    @Test func `an older format is refused, and is no damage`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        let database = try Database(.file(path))
        try database.execute("PRAGMA user_version = 1")
        try database.execute("ALTER TABLE attempt DROP COLUMN fault")
        database.close()
        let error = LedgerError.olderFormat(path: path, found: 1, known: 2)
        #expect(throws: error) { try LedgerHarness(resuming: path) }
        #expect(throws: RecordedRunError.ledger(error)) { try RecordedRun(path: path) }
    }

    @Test(arguments: [
        "CREATE TRIGGER t AFTER INSERT ON attempt BEGIN DELETE FROM delivery; END",
        "CREATE INDEX i ON delivery(id)",
        "DROP TABLE watermark",
        "ALTER TABLE attempt ADD COLUMN more INTEGER",
    ])
    func `tables that were tampered with are refused`(sql: String) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        let database = try Database(.file(path))
        try database.execute(sql)
        database.close()
        #expect { try LedgerHarness(resuming: path) } throws: { error in
            if case .damaged = error as? LedgerError { true } else { false }
        }
    }

    @Test func `a second owner in this process is refused, and harms nothing`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let owner = try LedgerHarness(at: path)
        try owner.commit(try #require(owner.appendSample(deliveries: 1...10)))
        #expect(throws: LedgerError.locked(path: path)) { try LedgerHarness(resuming: path) }
        #expect(throws: LedgerError.fileExists(path: path)) { try LedgerHarness(at: path) }
        try owner.commit(try #require(owner.appendSample(deliveries: 11...20)))
        #expect(throws: LedgerError.locked(path: path)) { try LedgerHarness(resuming: path) }
        try owner.ledger.close()
        let next = try LedgerHarness(resuming: path)
        #expect(next.resumed?.extent.watermark == .sample(20))
        try next.ledger.close()
    }

    @Test func `a second owner in another process is refused`() async throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let owner = try LedgerHarness(at: path)
        try owner.commit(try #require(owner.appendSample(deliveries: 1...10)))
        await #expect(processExitsWith: .success) { [path = path as String] in
            #expect(throws: LedgerError.locked(path: path)) { try LedgerHarness(resuming: path) }
        }
        try owner.ledger.close()
    }

    @Test(arguments: [":memory:", "file:x?mode=memory", "a b#c%41?immutable=1&x=y", "ü'\"\\\n", "..."])
    func `any name is a name`(name: String) throws {
        let folder = try LedgerFolder()
        let harness = try LedgerHarness(at: folder.file(name))
        harness.appendSample(deliveries: 1...10)
        try harness.ledger.close()
        #expect(folder.names == [name])
        let again = try LedgerHarness(resuming: folder.file(name))
        #expect(again.resumed?.extent.watermark == .sample(10))
        try again.ledger.close()
    }

    @Test func `a log that a deleted run file left behind is not taken in`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let first = try LedgerHarness(at: path)
        try first.commit(try #require(first.appendSample(deliveries: 1...100)))
        let log = try contents(of: path + "-wal")
        try first.ledger.close()
        try FileManager.default.removeItem(atPath: path)
        try write(log, to: path + "-wal")
        let second = try LedgerHarness(at: path)
        #expect(try second.ledger.allDeliveries() == [])
        try second.ledger.close()
    }
}
