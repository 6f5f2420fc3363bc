import Glibc

/// Which file a path leads to.
enum FileIdentity {
    /// Whether something that is not empty is at a path.
    static func exists(_ path: String) -> Bool {
        var one = stat()
        return unsafe stat(path, &one) == 0 && one.st_size > 0
    }

    /// Whether two paths lead to one file; of paths that lead to nothing, whether they are spelled the same.
    static func areSame(_ first: String, _ second: String) -> Bool {
        if first == second { return true }
        var (one, other) = (stat(), stat())
        guard unsafe stat(first, &one) == 0, unsafe stat(second, &other) == 0 else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    /// Whether two paths lead to one ordinary file, in which two would overwrite one another.
    static func areSameFile(_ first: String, _ second: String) -> Bool {
        var status = stat()
        guard areSame(first, second), unsafe stat(first, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFREG
    }
}
