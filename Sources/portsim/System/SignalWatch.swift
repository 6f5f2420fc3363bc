import Glibc
import WireKit

/// Waits for SIGINT and SIGTERM on a thread of its own and tells of the first; the second ends the process.
///
/// The signals are blocked everywhere and taken by `sigwait(3)`, so that no handler ever interrupts
/// anything, and one that comes early is kept until somebody waits.
enum SignalWatch {
    /// Blocks the signals in this thread and all it starts; call it before any other thread exists.
    static func block() {
        var signals = signals()
        _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Begins to wait; the closure is called with the first signal, on the watching thread.
    static func begin(_ onFirst: @escaping @Sendable (Int32) -> Void) {
        // Never joined: it waits as long as the process lives.
        _ = WorkerThread(name: "signals") {
            onFirst(wait())
            // Whoever asks twice does not want to wait for a report.
            let second = wait()
            ChildGroup.killRunning()
            _exit(128 + second)
        }
    }

    private static func wait() -> Int32 {
        var signals = signals()
        var signal: Int32 = 0
        while unsafe sigwait(&signals, &signal) != 0 {}
        return signal
    }

    private static func signals() -> sigset_t {
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe sigaddset(&signals, SIGINT)
        _ = unsafe sigaddset(&signals, SIGTERM)
        return signals
    }
}
