import Glibc

/// The parent's end of a pipe that a child writes to, and what came out of it.
struct CollectedStream {
    /// The descriptor, which does not block; nil once the pipe has ended.
    private(set) var end: Int32?

    /// Everything that came so far.
    private(set) var bytes: [UInt8] = []

    private var lineStart = 0

    init(end: Int32) {
        self.end = end
    }

    /// Takes in what the pipe holds now.
    mutating func drain() {
        guard let descriptor = end else { return }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                return closeEnd()
            } else if errno != EINTR {
                return
            }
        }
    }

    /// The next whole line without its end, each only once; nil when there is none yet.
    mutating func nextLine() -> String? {
        guard let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { lineStart = lineEnd + 1 }
        return String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
    }

    /// Closes the descriptor, if it is not closed yet.
    mutating func closeEnd() {
        if let end { close(end) }
        end = nil
    }
}
