import Glibc

/// A directory of a test's own, removed with everything in it when the value goes away.
package final class TemporaryDirectory: Sendable {
    /// The absolute path, without a slash at its end.
    package let path: String

    /// Makes a new, empty directory below `TMPDIR`, or `/tmp`.
    package init() {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        // mkdtemp makes the name unique, against other processes too.
        var template = Array("\(base)/portsim-test-XXXXXX".utf8CString)
        let isMade = unsafe mkdtemp(&template) != nil
        precondition(isMade, "no temporary directory below \(base): error \(errno)")
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        FileTree.remove(path)
    }

    /// The path of an entry, whether it exists or not.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and returns its path.
    @discardableResult
    package func write(_ bytes: some Sequence<UInt8>, to name: String) -> String {
        let path = path(name)
        FileTree.write(Array(bytes), to: path)
        return path
    }

    /// Writes a text file and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) -> String {
        write(text.utf8, to: name)
    }
}
