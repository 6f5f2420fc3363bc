import Glibc

/// All descriptors that a process may have, held by a test in a process of its own.
package final class DescriptorHoard {
    private var taken: [Int32] = []

    /// Opens files until the process may open no more; its limit stays lowered for good.
    package init() {
        // Every open descriptor lies below the limit, those inherited too: whichever is closed can be used
        // again, and a few more can be taken.
        let highest = (0..<Int32(4_096)).last { fcntl($0, F_GETFD) >= 0 } ?? 127
        let count = rlim_t(highest + 9)
        var limit = rlimit(rlim_cur: count, rlim_max: count)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        while true {
            let descriptor = unsafe open("/dev/null", O_RDONLY)
            guard descriptor >= 0 else { return }
            taken.append(descriptor)
        }
    }

    /// Lets the process open so many again.
    package func giveBack(_ count: Int) {
        for descriptor in taken.prefix(count) { close(descriptor) }
        taken.removeFirst(min(count, taken.count))
    }
}
