import Glibc

/// One output of a child, read from a pipe: counted, and kept as far as it is wanted.
struct CapturedOutput {
    /// Bytes that are kept; what comes after them is counted only.
    static let bytesKeptMax = 1 << 20

    /// The pipe's end of the bench; -1 when there is none, or no more.
    private(set) var descriptor: Int32
    /// The first bytes, up to the limit.
    private(set) var bytes: [UInt8] = []
    /// How many lines came, each with its end.
    private(set) var lineCount = 0

    private var chunk: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    /// Takes in what the pipe holds now.
    mutating func drain() {
        guard descriptor >= 0 else { return }
        if chunk.isEmpty { chunk = [UInt8](repeating: 0, count: 65_536) }
        while true {
            let count = unsafe read(descriptor, &chunk, chunk.count)
            if count > 0 {
                take(count)
            } else if count == 0 {
                return close()
            } else if errno != EINTR {
                return
            }
        }
    }

    /// Closes the pipe.
    mutating func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
    }

    private mutating func take(_ count: Int) {
        for byte in chunk[..<count] where byte == UInt8(ascii: "\n") { lineCount += 1 }
        bytes += chunk[..<min(count, CapturedOutput.bytesKeptMax - bytes.count)]
    }
}
