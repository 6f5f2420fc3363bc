import Glibc

/// Time that only moves forward, in nanoseconds since an arbitrary start.
///
/// For deadlines and durations. Costs about 25 ns a call.
package enum MonotonicClock {
    /// Reads the clock.
    package static func nanoseconds() -> Int64 {
        read(CLOCK_MONOTONIC)
    }
}

/// The time of day, which may jump when the machine's clock is set.
///
/// For printing and pacing to real moments alone: nothing that is simulated may depend on it.
package enum WallClock {
    /// Reads nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package static func nanoseconds() -> Int64 {
        read(CLOCK_REALTIME)
    }

    /// Reads whole milliseconds since 1970-01-01T00:00:00Z.
    package static func milliseconds() -> Int64 {
        nanoseconds() / 1_000_000
    }
}

private func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    // Fails only for a clock that does not exist; both of ours are in every Linux.
    let result = unsafe clock_gettime(clock, &time)
    precondition(result == 0, "clock \(clock) cannot be read")
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
