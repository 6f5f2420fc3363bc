import Glibc

/// A directory of the bench's own, removed with the files in it when the value goes away.
final class ScratchDirectory {
    /// The absolute path, without a slash at its end.
    let path: String

    /// Makes a new, empty directory below `TMPDIR`, or `/tmp`.
    init() throws(BenchError) {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/portsim-bench-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw .system(what: "making a directory below \(base)", errorNumber: errno)
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        removeFiles { _ in true }
        _ = unsafe rmdir(path)
    }

    /// The path of an entry, whether it exists or not.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a text file and returns its path.
    func write(_ text: String, to name: String) throws(BenchError) -> String {
        try ByteFile.write(text, to: path(name))
        return path(name)
    }

    /// Removes the files whose name is wanted; SQLite keeps several of one name's beginning.
    func removeFiles(where isWanted: (String) -> Bool) {
        guard let stream = unsafe opendir(path) else { return }
        defer { unsafe closedir(stream) }
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard name != ".", name != "..", isWanted(name) else { continue }
            _ = unsafe unlink(self.path(name))
        }
    }
}
