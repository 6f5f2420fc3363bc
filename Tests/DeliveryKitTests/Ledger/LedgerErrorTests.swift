import DeliveryKit
import Testing

@Suite struct LedgerErrorTests {
    private static let cases: [(LedgerError, String)] = [
        (.fileExists(path: "a.db"), "--resume"),
        (.isFolder(path: "a.db"), "folder"),
        (.cannotCreate(path: "a.db", reason: "Permission denied"), "Permission denied"),
        (.cannotOpen(path: "a.db", reason: "Permission denied"), "Permission denied"),
        (.readOnly(path: "a.db"), "copy it"),
        (.locked(path: "a.db"), "another run"),
        (.notALedger(path: "a.db"), "left as it is"),
        (.newerFormat(path: "a.db", found: 7, known: 1), "7"),
        (.olderFormat(path: "a.db", found: 1, known: 2), "another --db"),
        (.damaged(path: "a.db", detail: "delivery 3"), "delivery 3"),
        (.diskFull(path: "a.db"), "free some"),
        (.inputOutput(path: "a.db", detail: "disk I/O error"), "disk I/O error"),
    ]

    @Test(arguments: cases)
    func `a message is one line that names the file and what to do`(error: LedgerError, part: String) {
        #expect(error.message.contains("a.db"))
        #expect(error.message.contains(part))
        #expect(!error.message.contains("\n"))
    }

    @Test(arguments: LedgerMismatch.Field.allCases)
    func `a mismatch says what differs`(field: LedgerMismatch.Field) {
        let mismatch = LedgerMismatch(field: field, recorded: "old", given: "new")
        let message = LedgerError.otherRun(path: "a.db", mismatch).message
        #expect(message.hasPrefix("a.db is the record of another run: "))
        #expect(message.hasSuffix("another --db"))
        switch field {
        case .version, .scenario, .profile, .seed:
            #expect(message.contains("old"))
        case .fingerprint:
            #expect(!message.contains("old") && !message.contains("new"))
        }
    }
}
