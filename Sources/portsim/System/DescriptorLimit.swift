import Glibc

/// How many descriptors this process may have open at once.
enum DescriptorLimit {
    /// Raises the limit as far as an ordinary user may.
    ///
    /// The usual limit, 1,024, is low for the sake of select(2), which nothing here calls; a run with a consumer
    /// inside the process has two ends of every connection.
    static func raise() {
        var limit = rlimit()
        // What cannot be raised stays as it is, and is told when it is reached.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        guard limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
