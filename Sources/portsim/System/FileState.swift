import Glibc

/// What of a file tells that it was written again, without reading it.
struct FileState: Equatable {
    private let device: dev_t
    private let inode: ino_t
    private let size: off_t
    private let modified: [Int]
    private let changed: [Int]

    /// The state of what a path leads to now; nil where that is nothing.
    init?(_ path: String) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        device = facts.st_dev
        inode = facts.st_ino
        size = facts.st_size
        modified = [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec]
        // The time of a write can be set back, as by an archive that is unpacked; this one cannot.
        changed = [facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec]
    }
}
