import DeliveryKit
import Foundation
import Testing

@Suite struct LedgerFailureTests {
    @Test(arguments: [true, false])
    func `a full disk ends the recording and keeps what was acknowledged`(inFile: Bool) throws {
        let folder = try LedgerFolder()
        let path = folder.file("run.sqlite")
        let harness = try LedgerHarness(at: inFile ? path : nil, options: LedgerOptions(pagesMax: 40))
        let name = inFile ? path : "in the temporary folder (SQLITE_TMPDIR)"
        let full = LedgerError.diskFull(path: name)
        let acknowledged = try fill(harness, expecting: full)
        #expect(acknowledged > 100)
        #expect(harness.ledger.outstandingRows == 0)

        // Nothing more is recorded, and nothing waits for it.
        harness.ledger.append(attempts: [.sample(1)])
        harness.ledger.fetchBodies(of: [1])
        #expect(try harness.ledger.allDeliveries() == (1...acknowledged).map { .sample($0) })
        #expect(try harness.ledger.allAttempts() == [])
        #expect(harness.ledger.outstandingRows == 0)
        #expect(throws: full) { try harness.ledger.close() }
        #expect(throws: full) { try harness.ledger.close() }

        guard inFile else { return }
        let again = try LedgerHarness(resuming: path)
        #expect(again.resumed?.extent.watermark == .sample(acknowledged))
        again.ledger.append(
            lanes: [],
            deliveries: [.sample(acknowledged + 1)],
            watermark: .sample(acknowledged + 1)
        )
        #expect(try again.ledger.allDeliveries() == (1...acknowledged + 1).map { .sample($0) })
        try again.ledger.close()
    }

    @Test(.enabled(if: SmallDisk.isPossible, "mounting needs root"))
    func `a small disk that fills up keeps what was acknowledged`() throws {
        let folder = try LedgerFolder()
        let disk = try SmallDisk(at: folder.path, bytes: 1_048_576)
        let path = folder.file("run.sqlite")
        let harness = try LedgerHarness(at: path, options: LedgerOptions(logFramesMax: 16))
        let acknowledged = try fill(harness, expecting: .diskFull(path: path))
        #expect(throws: LedgerError.diskFull(path: path)) { try harness.ledger.close() }

        try disk.resize(bytes: 16_777_216)
        let again = try LedgerHarness(resuming: path)
        #expect(again.resumed?.extent.watermark == .sample(acknowledged))
        #expect(try again.ledger.allDeliveries() == (1...acknowledged).map { .sample($0) })
        try again.ledger.close()
        disk.unmount()
    }

    @Test(.enabled(if: SmallDisk.isPossible, "mounting needs root"))
    func `a new run on a full disk leaves nothing behind`() throws {
        let folder = try LedgerFolder()
        let disk = try SmallDisk(at: folder.path, bytes: 65_536)
        try write([UInt8](repeating: 0, count: 61_440), to: folder.file("ballast"))
        let path = folder.file("run.sqlite")
        #expect(throws: LedgerError.diskFull(path: path)) { try LedgerHarness(at: path) }
        #expect(throws: LedgerError.diskFull(path: path)) { try LedgerHarness(resuming: path) }
        #expect(folder.names == ["ballast"])
        disk.unmount()
    }

    @Test(.enabled(if: SmallDisk.isPossible, "mounting needs root"))
    func `a file system that can only be read is named`() throws {
        let folder = try LedgerFolder()
        let disk = try SmallDisk(at: folder.path, bytes: 1_048_576)
        let path = folder.file("run.sqlite")
        try LedgerHarness(at: path).ledger.close()
        try disk.makeReadOnly()
        let other = folder.file("other.sqlite")
        #expect(throws: LedgerError.readOnly(path: other)) { try LedgerHarness(at: other) }
        #expect(throws: LedgerError.readOnly(path: other)) { try LedgerHarness(resuming: other) }
        #expect(throws: LedgerError.readOnly(path: path)) { try LedgerHarness(resuming: path) }
        disk.unmount()
    }

    @Test func `a folder and a file that can only be read are named`() async throws {
        let folder = try LedgerFolder()
        try LedgerHarness(at: folder.file("closed.sqlite")).ledger.close()
        try LedgerHarness(at: folder.file("locked away.sqlite")).ledger.close()
        try LedgerHarness(at: folder.file("only folder.sqlite")).ledger.close()
        let manager = FileManager.default
        func allow(_ permissions: Int, _ path: String) throws {
            try manager.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
        }
        try allow(0o444, folder.file("closed.sqlite"))
        try allow(0o000, folder.file("locked away.sqlite"))
        try allow(0o666, folder.file("only folder.sqlite"))
        try allow(0o555, folder.path)
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            // Permissions do not bind root.
            if getuid() == 0 { try #require(setuid(65_534) == 0) }
            let new = path + "/new.sqlite"
            let denied = "Permission denied"
            #expect(throws: LedgerError.cannotCreate(path: new, reason: denied)) {
                try LedgerHarness(at: new)
            }
            #expect(throws: LedgerError.cannotCreate(path: new, reason: denied)) {
                try LedgerHarness(resuming: new)
            }
            for name in ["closed", "only folder"] {
                let file = path + "/\(name).sqlite"
                #expect(throws: LedgerError.readOnly(path: file)) { try LedgerHarness(resuming: file) }
            }
            let away = path + "/locked away.sqlite"
            #expect { try LedgerHarness(resuming: away) } throws: { error in
                guard case .cannotOpen(away, let reason) = error as? LedgerError else { return false }
                return reason.hasSuffix(denied)
            }
        }
        try allow(0o755, folder.path)
    }

    /// Appends until the ledger fails as expected; the last delivery that was acknowledged.
    private func fill(_ harness: LedgerHarness, expecting expected: LedgerError) throws -> Int64 {
        var acknowledged: Int64 = 0
        do {
            while acknowledged < 1_000_000 {
                let next = acknowledged + 50
                try harness.commit(
                    try #require(harness.appendSample(deliveries: acknowledged + 1...next, by: 50))
                )
                acknowledged = next
            }
            Issue.record("the disk never filled up")
        } catch let error as LedgerError {
            #expect(error == expected)
        }
        return acknowledged
    }
}

/// A file system of a few bytes, mounted over a folder.
private struct SmallDisk {
    let path: String

    static var isPossible: Bool {
        getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/bin/mount")
    }

    init(at path: String, bytes: Int) throws {
        self.path = path
        try run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", path])
    }

    func resize(bytes: Int) throws {
        try run("/bin/mount", ["-o", "remount,size=\(bytes)", path])
    }

    func makeReadOnly() throws {
        try run("/bin/mount", ["-o", "remount,ro", path])
    }

    func unmount() {
        try? run("/bin/umount", ["-l", path])
    }

    private func run(_ tool: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
