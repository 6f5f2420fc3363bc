import Glibc
import JSONKit
import ScenarioKit
import Testing
import TestSupport

struct ScenarioFileTests {
    private let directory = TemporaryDirectory()

    private func problem(_ path: String) -> ScenarioFileError? {
        do throws(ScenarioFileError) {
            _ = try ScenarioFile.load(path: path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a file is read as it is and named by its path`() throws {
        let path = directory.write("{ portsim: 1 }\n", to: "a.json5")
        let source = try ScenarioFile.load(path: path)
        #expect(source.name == path)
        #expect(source.bytes == Array("{ portsim: 1 }\n".utf8))
    }

    @Test func `what is not there is missing`() {
        let path = directory.path("none.json5")
        #expect(problem(path) == .missing(path: path))
        #expect(problem(path)?.message == "\(path): there is no such file")
        #expect(problem("\(path)/below")?.isAboutContent == false)
        #expect(problem("a\0b") == .missing(path: "a\0b"))
        #expect(problem("") == .missing(path: ""))
    }

    @Test func `a file is no folder`() {
        let path = directory.write("x", to: "file")
        #expect(problem("\(path)/below") == .missing(path: "\(path)/below"))
    }

    @Test func `a folder is no file`() {
        #expect(problem(directory.path) == .directory(path: directory.path))
        #expect(
            problem(directory.path)?.message
                == "\(directory.path): this is a folder; name a scenario file in it"
        )
    }

    @Test func `a pipe is not waited for`() {
        let path = directory.path("pipe")
        #expect(unsafe mkfifo(path, 0o600) == 0)
        #expect(problem(path) == .notRegular(path: path))
        #expect(problem("/dev/null") == .notRegular(path: "/dev/null"))
        #expect(problem(path)?.message == "\(path): this is not an ordinary file")
    }

    @Test func `a file that cannot be opened says why`() {
        // A path of too long a name cannot be opened by anybody, root included.
        let path = directory.path(String(repeating: "n", count: 300))
        #expect(problem(path) == .unreadable(path: path, code: ENAMETOOLONG))
        #expect(problem(path)?.message == "\(path): the file cannot be read: File name too long")
        #expect(problem(path)?.isAboutContent == false)
    }

    @Test func `an empty file says how a scenario begins`() {
        let path = directory.write("", to: "empty.json5")
        #expect(problem(path) == .empty(path: path))
        #expect(problem(path)?.message == "\(path): the file is empty; a scenario begins with { portsim: 1")
        #expect(problem(path)?.isAboutContent == true)
    }

    @Test func `8 MiB are read and one byte more is too much`() throws {
        let most = directory.write([UInt8](repeating: 0x20, count: 8 << 20), to: "most")
        let more = directory.write([UInt8](repeating: 0x20, count: (8 << 20) + 1), to: "more")
        #expect(try ScenarioFile.load(path: most).bytes.count == 8 << 20)
        #expect(problem(more) == .tooLarge(path: more))
        #expect(
            problem(more)?.message
                == "\(more): the file has more than 8 MiB, the most that a scenario may have"
        )
        #expect(problem(more)?.isAboutContent == true)
    }
}
