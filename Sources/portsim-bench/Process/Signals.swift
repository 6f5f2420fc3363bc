import Glibc
import Synchronization

/// Signals as bytes on a pipe, so that one poll(2) waits for them and for everything else.
///
/// SIGCHLD says that a child may have ended, SIGINT and SIGTERM that the bench should. One thread waits.
enum Signals {
    /// Readable after a signal.
    static var descriptor: Int32 { ends.read }

    private static let ends = makePipe()
    private static let interruption = Atomic<Int32>(0)

    /// Begins to listen; before that, a signal does what it always does.
    static func begin() {
        precondition(ends.read >= 0, "no pipe for signals")
        for number in [SIGCHLD, SIGINT, SIGTERM] {
            _ = signal(number) { number in
                // Only what signal-safety(7) allows: an atomic, and write(2) to a pipe that is never full of news.
                let errorNumber = errno
                if number != SIGCHLD { Signals.interruption.store(number, ordering: .relaxed) }
                var byte: UInt8 = 1
                _ = unsafe write(Signals.ends.write, &byte, 1)
                errno = errorNumber
            }
        }
        // A child that ends before it has read everything is an answer of write(2).
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Waits until one of the descriptors can be read, a signal came, or time ran out.
    ///
    /// - Parameters:
    ///   - descriptors: what to wait for; negative ones are passed over.
    ///   - milliseconds: how long to wait at most.
    /// - Throws: `interrupted` once SIGINT or SIGTERM came.
    static func wait(for descriptors: [Int32], milliseconds: Int) throws(BenchError) {
        var entries = (descriptors + [descriptor]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        _ = unsafe poll(&entries, nfds_t(entries.count), Int32(clamping: max(0, milliseconds)))
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe read(descriptor, &bytes, bytes.count) > 0 {}
        let signal = interruption.load(ordering: .relaxed)
        if signal != 0 { throw .interrupted(signal: signal) }
    }

    private static func makePipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }
}
