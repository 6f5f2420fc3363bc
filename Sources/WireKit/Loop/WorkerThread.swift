import Glibc
import Synchronization

/// A thread of the operating system with a name, for an owner of its own: a loop, a ledger, a resolver.
///
/// It blocks every signal, so that signals reach the main thread alone.
package final class WorkerThread: Sendable {
    /// Most bytes of a name that Linux keeps (proc(5), comm).
    private static let nameBytesMax = 15

    private let body: @Sendable () -> Void
    private let name: [UInt8]
    private let handle = Mutex<pthread_t?>(nil)

    /// Starts a thread that runs the body once; names longer than 15 bytes are cut.
    ///
    /// Traps when the system refuses one more thread: the tool starts a handful in all.
    package init(name: String, _ body: @escaping @Sendable () -> Void) {
        self.body = body
        self.name = Array(name.utf8.prefix(Self.nameBytesMax))
        var handle = pthread_t()
        let result = withAllSignalsBlocked {
            unsafe pthread_create(
                &handle,
                nil,
                { unsafe runWorker($0) },
                Unmanaged.passRetained(self).toOpaque()
            )
        }
        precondition(result == 0, "no thread can be started: \(SystemError(code: result).message)")
        self.handle.withLock { $0 = handle }
    }

    deinit {
        // Nobody joined it, so nobody will: let the system clean up.
        if let handle = handle.withLock({ $0 }) { pthread_detach(handle) }
    }

    /// Waits until the body has returned; later calls return at once.
    package func join() {
        let handle = handle.withLock { current in
            defer { current = nil }
            return current
        }
        guard let handle else { return }
        let result = pthread_join(handle, nil)
        precondition(result == 0, "a thread cannot be joined: \(SystemError(code: result).message)")
    }

    fileprivate func run() {
        nameThisThread()
        body()
    }

    /// Names the thread for `ps`, `perf` and debuggers; without it nothing is lost but the name.
    private func nameThisThread() {
        // The C library's Swift module hides `pthread_setname_np`, and this is what that function does.
        let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = unsafe name.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        close(file)
    }
}

private func runWorker(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument = unsafe argument {
        unsafe Unmanaged<WorkerThread>.fromOpaque(argument).takeRetainedValue().run()
    }
    return nil
}

/// Runs a body that starts a thread, which inherits the mask of the thread that starts it.
private func withAllSignalsBlocked<Result>(_ body: () -> Result) -> Result {
    var all = sigset_t()
    var previous = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }
    return body()
}
