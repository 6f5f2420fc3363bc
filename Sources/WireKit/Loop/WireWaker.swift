import Glibc
import Synchronization

/// Ends the wait of a loop from any thread.
///
/// Calls before the loop has noticed the first one are one call. Works, without effect, after the loop is gone.
package final class WireWaker: Sendable {
    /// The end of a pipe that `poll` watches.
    let descriptor: Int32
    /// The other end.
    ///
    /// Both stay open as long as anybody may wake: a closed number could be someone else's.
    private let wakingDescriptor: Int32
    private let isPending = Atomic(false)

    init() throws(SystemError) {
        var ends: [2 of Int32] = [-1, -1]
        var mutableEnds = ends.mutableSpan
        let result = unsafe mutableEnds.withUnsafeMutableBufferPointer { ends in
            unsafe ends.baseAddress.map { unsafe pipe($0) } ?? -1
        }
        guard result == 0 else { throw .current }
        descriptor = ends[0]
        wakingDescriptor = ends[1]
        for end in [descriptor, wakingDescriptor] {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        _ = close(descriptor)
        _ = close(wakingDescriptor)
    }

    /// Makes the current or the next `turn` return with `.woken`.
    ///
    /// What this thread wrote before is visible to the loop's thread when it sees the event.
    package func wake() {
        guard !isPending.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        // The pipe holds one byte at most, so this can fail only by interruption.
        while unsafe write(wakingDescriptor, &byte, 1) < 0, errno == EINTR {}
    }

    /// Takes the wake-up on the loop's thread, so that the next `wake` counts anew.
    func acknowledge() {
        var byte: UInt8 = 0
        // In this order: emptied after the flag is lowered, a wake-up in between would be lost.
        _ = unsafe read(descriptor, &byte, 1)
        _ = isPending.exchange(false, ordering: .acquiringAndReleasing)
    }
}
