import Glibc

/// An open file of this process, written with write(2); it is borrowed, never closed here.
package final class FileDescriptor: ByteSink {
    private let number: Int32

    /// File descriptor 1.
    package static var standardOutput: FileDescriptor { FileDescriptor(number: STDOUT_FILENO) }

    /// File descriptor 2.
    package static var standardError: FileDescriptor { FileDescriptor(number: STDERR_FILENO) }

    /// Wraps a descriptor that stays open for as long as this value is used.
    package init(number: Int32) {
        self.number = number
    }

    /// Writes once, as write(2) does: maybe fewer bytes than given, maybe an error.
    package func write(_ bytes: ArraySlice<UInt8>) -> ByteSinkOutcome {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe Glibc.write(number, buffer.baseAddress, buffer.count)
        }
        return count < 0 ? .failed(errorNumber: errno) : .wrote(count: count)
    }

    /// Waits until a write that answered EAGAIN can be tried again.
    ///
    /// A terminal is non-blocking whenever another process that shares it made it so.
    package func waitUntilWritable() {
        var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }

    /// Whether the descriptor is a terminal.
    package var isTerminal: Bool { isatty(number) == 1 }

    /// The terminal's width in columns, or nil when it is none or does not say.
    package var terminalColumns: Int? {
        var size = winsize()
        guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
