import Glibc

/// What the file system says about a database file, without SQLite.
///
/// Nothing here opens a file that exists: closing any descriptor of a file drops all locks that this process
/// holds on it, SQLite's included (https://www.sqlite.org/howtocorrupt.html, 2.2).
package enum DatabaseFile {
    /// Permissions of a new file: its bodies are nobody else's business.
    static let permissions: mode_t = 0o600

    /// What a path leads to.
    package enum Kind: Equatable, Sendable {
        /// Nothing, or a link to nothing.
        case missing
        /// An ordinary file of this many bytes.
        case file(bytes: Int64)
        /// A folder.
        case folder
        /// A pipe, a device, a socket.
        case other
    }

    /// Looks at a path, following links.
    package static func kind(of path: String) throws(SystemError) -> Kind {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else {
            let code = errno
            if code == ENOENT { return .missing }
            throw SystemError(code: code)
        }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return .file(bytes: Int64(information.st_size))
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether a file has grown to what setrlimit(2) lets files of this process have, or lacks less than so many bytes.
    static func isAtSizeLimit(_ path: String, within slack: Int) -> Bool {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
            let most = Int64(exactly: limit.rlim_cur), case .file(let bytes) = try? kind(of: path)
        else { return false }
        // A header of a frame stands before each page of a log.
        return bytes + Int64(slack) + 64 > most
    }

    /// Creates an empty file of mode 0600; a path that exists in any form is an error.
    ///
    /// SQLite gives its write-ahead log the same permissions as the file.
    package static func createExclusively(_ path: String) throws(SystemError) {
        guard !path.utf8.contains(0) else { throw SystemError(code: EINVAL) }
        let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, permissions)
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        close(descriptor)
    }

    /// Removes the log of a database that nobody else can have open, unless something is in it.
    static func removeLog(of path: String) {
        guard (try? kind(of: path + "-wal")) == .file(bytes: 0) else { return }
        _ = unsafe unlink(path + "-wal")
    }

    /// Removes a file that could not be finished, and its companions.
    package static func remove(_ path: String) {
        for name in [path, path + "-wal", path + "-journal"] {
            _ = unsafe unlink(name)
        }
    }
}
