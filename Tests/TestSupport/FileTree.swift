import Glibc

/// Reads, writes, lists and removes files; a test that cannot do so ends, loudly.
package enum FileTree {
    /// What is at the end of a path.
    package enum Kind: Equatable, Sendable {
        case file
        case directory
        case other
    }

    /// What is there, symbolic links not followed; nil when nothing is.
    package static func kind(of path: String) -> Kind? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    /// The bytes of a file.
    package static func read(_ path: String) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        precondition(descriptor >= 0, "cannot open \(path): error \(errno)")
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            precondition(count >= 0, "cannot read \(path): error \(errno)")
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// The text of a file.
    package static func text(_ path: String) -> String {
        String(decoding: read(path), as: UTF8.self)
    }

    /// Writes a file, over what was there.
    package static func write(_ bytes: [UInt8], to path: String) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        precondition(descriptor >= 0, "cannot write \(path): error \(errno)")
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            precondition(count >= 0, "cannot write \(path): error \(errno)")
            rest = rest.dropFirst(count)
        }
    }

    /// The names in a directory, sorted, without `.` and `..`.
    package static func names(in directory: String) -> [String] {
        guard let stream = unsafe opendir(directory) else {
            preconditionFailure("cannot list \(directory): error \(errno)")
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The paths of all files below a directory, relative to it, sorted, hidden ones included.
    ///
    /// Symbolic links and directories with a name in `skipping` are left out.
    package static func files(below root: String, skipping: Set<String> = []) -> [String] {
        var found: [String] = []
        func visit(_ relative: String) {
            let directory = relative.isEmpty ? root : "\(root)/\(relative)"
            for name in names(in: directory) where !skipping.contains(name) {
                let path = relative.isEmpty ? name : "\(relative)/\(name)"
                switch kind(of: "\(root)/\(path)") {
                case .file: found.append(path)
                case .directory: visit(path)
                case .other, nil: break
                }
            }
        }
        visit("")
        return found.sorted()
    }

    /// Removes a file, or a directory with everything in it; nothing happens when there is nothing.
    package static func remove(_ path: String) {
        switch kind(of: path) {
        case nil: return
        case .directory:
            // Tests take permissions away to see what happens then.
            _ = unsafe chmod(path, 0o700)
            for name in names(in: path) { remove("\(path)/\(name)") }
            _ = unsafe rmdir(path)
        case .file, .other:
            _ = unsafe unlink(path)
        }
    }
}
