import DeliveryKit
import Glibc

/// Lines from a descriptor, waited for as long as it takes.
final class LineInput {
    private let descriptor: Int32
    private let stop: EngineStop
    private var bytes: [UInt8] = []
    private var hasEnded = false

    /// Longest line that is kept; what is longer is no command.
    private static let lineBytesMax = 4_096
    /// How often it is looked whether the run was stopped otherwise.
    private static let lookMilliseconds: Int32 = 100

    /// Reads a descriptor that stays open, until a stop is asked for.
    init(descriptor: Int32 = STDIN_FILENO, stop: EngineStop) {
        self.descriptor = descriptor
        self.stop = stop
    }

    /// Whether a person types the lines.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether the run was stopped, so that no line is waited for any more.
    var isStopped: Bool { stop.reason != nil }

    /// The next line without its end; nil once there are none, or the run was stopped.
    func line() -> String? {
        while stop.reason == nil {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                let line = bytes[..<end]
                bytes.removeFirst(end + 1)
                return String(decoding: line.prefix(Self.lineBytesMax), as: UTF8.self)
            }
            guard !hasEnded else {
                // A last line without an end is a line all the same.
                defer { bytes = [] }
                return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            }
            read()
        }
        return nil
    }

    private func read() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, Self.lookMilliseconds) > 0 else { return }
        var chunk = [UInt8](repeating: 0, count: Self.lineBytesMax)
        let count = unsafe chunk.withUnsafeMutableBytes { space in
            unsafe Glibc.read(descriptor, space.baseAddress, space.count)
        }
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        guard count > 0 else {
            hasEnded = true
            return
        }
        // Of a line without an end only so much is kept.
        if bytes.count < Self.lineBytesMax || chunk[..<count].contains(UInt8(ascii: "\n")) {
            bytes += chunk[..<count]
        }
    }
}
