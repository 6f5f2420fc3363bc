import DeliveryKit
import Foundation
import Testing

@Suite struct LedgerDamageTests {
    /// What a ledger says of itself from resuming to the last row.
    private struct Account: Equatable {
        var lanes: [LaneRow]
        var deliveries: [DeliveryRow]
        var attempts: [AttemptEntry]
        var identity: LedgerIdentity
    }

    private func account(of path: String) throws -> Account {
        let harness = try LedgerHarness(resuming: path)
        let account = Account(
            lanes: try harness.ledger.allLanes(),
            deliveries: try harness.ledger.allDeliveries(),
            attempts: try harness.ledger.allAttempts(),
            identity: try harness.ledger.read { (reader) throws(LedgerError) in try reader.identity() }
        )
        try harness.ledger.close()
        return account
    }

    /// A closed run file of 200 small deliveries, all attempted twice.
    private func makeRun(at path: String) throws {
        let harness = try LedgerHarness(at: path)
        harness.appendSample(deliveries: 1...200, by: 40, bodyBytes: 64)
        harness.ledger.append(attempts: (1...200).map { .sample($0, outcome: .retry) })
        harness.ledger.append(attempts: (1...200).map { .sample($0, number: 2) })
        try harness.ledger.close()
    }

    @Test func `a flipped bit is found or changes nothing`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try makeRun(at: path)
        let whole = try account(of: path)
        let bytes = try contents(of: path)
        let flipped = folder.file("flipped.sqlite")
        var foundCount = 0
        // A stride coprime to page and row sizes visits every kind of place.
        for offset in stride(from: 0, to: bytes.count, by: 173) {
            var copy = bytes
            copy[offset] ^= 1 << UInt8(offset % 8)
            try write(copy, to: flipped)
            do {
                #expect(try account(of: flipped) == whole, "bit \(offset % 8) of byte \(offset)")
            } catch is LedgerError {
                foundCount += 1
            }
            try? FileManager.default.removeItem(atPath: flipped + "-wal")
        }
        // The rest lies in space that no row uses.
        #expect(foundCount > bytes.count / 173 / 3)
    }

    @Test func `a flipped bit in a body is told apart from the body`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try makeRun(at: path)
        var bytes = try contents(of: path)
        let offset = try #require(bytes.firstRange(of: DeliveryRow.sample(150, bodyBytes: 64).body))
            .lowerBound
        bytes[offset + 20] ^= 4
        try write(bytes, to: path)

        let harness = try LedgerHarness(resuming: path)
        let error = LedgerError.damaged(path: path, detail: "delivery 150 is not as it was written")
        #expect(throws: error) { try harness.ledger.allDeliveries() }
        #expect(throws: error) { try harness.ledger.allAttempts() }
        harness.ledger.fetchBodies(of: [149])
        harness.ledger.fetchBodies(of: [151, 150])
        let bodies = try harness.reply { if case .bodies = $0 { true } else { false } }
        #expect(
            bodies
                == .bodies(
                    LedgerToken(3),
                    [LedgerBody(sequence: 149, body: DeliveryRow.sample(149, bodyBytes: 64).body)]
                )
        )
        #expect(try harness.reply { _ in true } == .failed(error))
        #expect(throws: error) { try harness.ledger.close() }
    }

    @Test func `a truncated file is refused or says what is missing`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try makeRun(at: path)
        let bytes = try contents(of: path)
        let torn = folder.file("torn.sqlite")
        for count in stride(from: 1, to: bytes.count, by: 997) {
            try write(Array(bytes.prefix(count)), to: torn)
            #expect(throws: LedgerError.self, "\(count) bytes") { try account(of: torn) }
            try? FileManager.default.removeItem(atPath: torn + "-wal")
        }
    }

    @Test func `a torn log gives what was committed before the tear`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let harness = try LedgerHarness(at: path)
        for first in stride(from: Int64(1), to: 200, by: 10) {
            try harness.commit(try #require(harness.appendSample(deliveries: first...first + 9)))
        }
        let file = try contents(of: path)
        let log = try contents(of: path + "-wal")
        try harness.ledger.close()
        let torn = folder.file("torn.sqlite")
        var lasts: Set<Int64> = []
        for offset in stride(from: 0, to: log.count, by: 4_999) {
            var flipped = log
            flipped[offset] ^= 16
            for damaged in [Array(log.prefix(offset)), flipped] {
                try write(file, to: torn)
                try write(damaged, to: torn + "-wal")
                let again = try LedgerHarness(resuming: torn)
                let last = try #require(again.resumed).extent.watermark.sequence
                #expect(try again.ledger.allDeliveries() == (0..<last).map { .sample($0 + 1) })
                #expect(last % 10 == 0)
                lasts.insert(last)
                try again.ledger.close()
            }
        }
        #expect(lasts.count > 5)
    }

    @Test(arguments: [
        ("DELETE FROM delivery WHERE sequence = 200", "its last delivery is 199, its watermark says 200"),
        ("DELETE FROM attempt WHERE sequence = 17", "attempt 18 does not follow the one before"),
        ("UPDATE attempt SET number = 3 WHERE sequence = 17", "attempt 17 is not as it was written"),
        ("UPDATE attempt SET outcome = 9 WHERE sequence = 17", "attempt 17 is not as it was written"),
        (
            "UPDATE watermark SET digest = zeroblob(32) WHERE sequence = 200",
            "the watermark of delivery 200 is not as it was written"
        ),
        ("UPDATE meta SET value = '2.0' WHERE key = 'version'", "the entry 'version'"),
        ("DELETE FROM meta WHERE key = 'seed'", "it does not say which run it records"),
    ])
    func `a row that was changed or taken away is named`(sql: String, detail: String) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try makeRun(at: path)
        let database = try Database(.file(path))
        try database.execute(sql)
        database.close()
        #expect(throws: LedgerError.damaged(path: path, detail: detail)) { try LedgerHarness(resuming: path) }
    }

    @Test(arguments: [
        ("DELETE FROM delivery WHERE sequence = 17", "row 17 is missing"),
        ("UPDATE lane SET user = 'eve' WHERE lane = 3", "lane 3"),
        ("DELETE FROM lane WHERE lane = 3", "row 3 is missing"),
        ("UPDATE delivery SET lane = 2 WHERE sequence = 9", "delivery 9 is not as it was written"),
    ])
    func `a row that is only read later is named then`(sql: String, detail: String) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        try makeRun(at: path)
        let database = try Database(.file(path))
        try database.execute(sql)
        database.close()
        #expect(throws: LedgerError.damaged(path: path, detail: detail)) { try account(of: path) }
    }
}
