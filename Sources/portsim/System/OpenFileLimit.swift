import Glibc

/// How many descriptors this process may have open.
package enum OpenFileLimit {
    /// Asks for all that the system allows, and returns how many that are.
    ///
    /// The usual limit is kept low for programs that call select(2), which this one does not.
    package static func raise() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0 else { return usual }
        if limit.rlim_cur < limit.rlim_max {
            var most = limit
            most.rlim_cur = limit.rlim_max
            if unsafe setrlimit(resource, &most) == 0 { limit = most }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// What a process has where nobody says otherwise.
    private static let usual = 1_024

    private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }
}
