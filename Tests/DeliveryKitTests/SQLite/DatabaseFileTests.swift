import DeliveryKit
import Foundation
import Testing

@Suite struct DatabaseFileTests {
    @Test func `a new file is empty and its owner's, whatever the mask`() throws {
        let folder = try LedgerFolder()
        let path = folder.file("new")
        #expect(try DatabaseFile.kind(of: path) == .missing)
        try DatabaseFile.createExclusively(path)
        #expect(try DatabaseFile.kind(of: path) == .file(bytes: 0))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(throws: SystemError(code: EEXIST)) { try DatabaseFile.createExclusively(path) }
    }

    @Test func `a name with a zero byte is no name`() {
        #expect(throws: SystemError(code: EINVAL)) { try DatabaseFile.createExclusively("/tmp/a\u{0}b") }
    }

    @Test func `kinds are told apart`() throws {
        let folder = try LedgerFolder()
        #expect(try DatabaseFile.kind(of: folder.path) == .folder)
        #expect(try DatabaseFile.kind(of: "/dev/null") == .other)
        try write([1, 2, 3], to: folder.file("three"))
        #expect(try DatabaseFile.kind(of: folder.file("three")) == .file(bytes: 3))
        #expect(throws: SystemError(code: ENOTDIR)) { try DatabaseFile.kind(of: folder.file("three/x")) }
    }

    @Test func `a file is removed with its companions`() throws {
        let folder = try LedgerFolder()
        for name in ["a", "a-wal", "a-journal", "ab"] { try write([], to: folder.file(name)) }
        DatabaseFile.remove(folder.file("a"))
        #expect(folder.names == ["ab"])
    }

    @Test func `an error of the system has the system's words`() {
        #expect(SystemError(code: EACCES).message == "Permission denied")
        #expect(SystemError(code: ENOSPC).isOutOfSpace && SystemError(code: EDQUOT).isOutOfSpace)
        #expect(!SystemError(code: EIO).isOutOfSpace)
    }
}
