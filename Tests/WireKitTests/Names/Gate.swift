import Glibc

/// Holds threads until it is opened, once and for all.
final class Gate: Sendable {
    private let ends: (reading: Int32, writing: Int32)

    init() {
        var ends: [Int32] = [-1, -1]
        let result = unsafe pipe(&ends)
        precondition(result == 0, "no pipe is left")
        self.ends = (ends[0], ends[1])
    }

    deinit {
        close(ends.reading)
        close(ends.writing)
    }

    /// Waits until the gate is open.
    func pass() {
        var entry = pollfd(fd: ends.reading, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }

    /// Lets everybody through, now and later.
    func open() {
        var byte: UInt8 = 1
        _ = unsafe write(ends.writing, &byte, 1)
    }
}
