import Glibc
import TestSupport
import Testing

@testable import portsim

@Suite struct InputFileTests {
    @Test func `a file is read whole, whatever its length`() throws {
        let directory = TemporaryDirectory()
        for count in [0, 1, 65_535, 65_536, 65_537, 200_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let path = directory.write(bytes, to: "\(count)")
            #expect(try InputFile.read(path, bytesMax: count) == bytes)
        }
    }

    @Test func `one byte over the limit is refused`() throws {
        let directory = TemporaryDirectory()
        let path = directory.write("12345", to: "five")
        #expect(throws: InputFileError(path: path, problem: .tooLong(bytesMax: 4))) {
            try InputFile.read(path, bytesMax: 4)
        }
    }

    @Test func `an endless file is left at the limit`() {
        #expect(throws: InputFileError(path: "/dev/zero", problem: .tooLong(bytesMax: 1_000_000))) {
            try InputFile.read("/dev/zero", bytesMax: 1_000_000)
        }
    }

    @Test func `what is missing and what is a directory are told apart`() {
        let directory = TemporaryDirectory()
        let missing = directory.path("missing")
        let file = directory.write("", to: "file")
        #expect(throws: InputFileError(path: missing, problem: .missing)) {
            try InputFile.read(missing, bytesMax: 1)
        }
        #expect(throws: InputFileError(path: file + "/x", problem: .missing)) {
            try InputFile.read(file + "/x", bytesMax: 1)
        }
        #expect(throws: InputFileError(path: directory.path, problem: .directory)) {
            try InputFile.read(directory.path, bytesMax: 1)
        }
    }

    @Test(arguments: [
        (ENOENT, "there is no file 'a'"), (EISDIR, "'a' is a directory, not a file"),
        (EACCES, "'a' cannot be read: permission denied"), (EIO, "'a' cannot be read: Input/output error"),
    ])
    func `an error is one sentence`(errorNumber: Int32, message: String) {
        #expect(InputFileError(path: "a", errorNumber: errorNumber).message == message)
    }

    @Test func `the limit is in the sentence`() {
        let error = InputFileError(path: "a", problem: .tooLong(bytesMax: 8_388_608))
        #expect(error.message == "'a' is longer than 8388608 bytes")
    }
}
