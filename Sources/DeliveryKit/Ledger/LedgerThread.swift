import Glibc

/// A thread of the ledger's own, for work that blocks.
final class LedgerThread: Sendable {
    private final class Work {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    private let handle: pthread_t

    /// Starts a thread; fails where the process may have no more.
    init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let work = unsafe Unmanaged.passRetained(Work(body))
        var started = pthread_t()
        let code = unsafe pthread_create(
            &started,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            },
            work.toOpaque()
        )
        guard code == 0 else {
            unsafe work.release()
            throw SystemError(code: code)
        }
        handle = started
    }

    /// Waits for the end of the thread; to be called exactly once.
    func join() {
        let code = pthread_join(handle, nil)
        precondition(code == 0, "a thread is joined once")
    }
}
