import Glibc
import Synchronization

/// Ports of loopback on which nobody listens, and which no other test is given by the kernel.
///
/// They lie below those that Linux hands out for port 0 and for outgoing connections (32768 and up), so that a test
/// beside this one cannot take one between its choice and its use.
package enum FreePort {
    private static let range: Range<UInt16> = 20_000..<32_000
    /// How many were tried: no two tests of a process get the same.
    private static let tried = Mutex(0)

    /// The next one that can be bound now.
    package static func next() -> UInt16 {
        for _ in range {
            let number = tried.withLock { tried in
                tried += 1
                return tried
            }
            // Processes begin apart; neighbours in time are far from each other in number.
            let place = (Int(getpid()) * 97 + number) % range.count
            let port = range.lowerBound + UInt16(place)
            if isFree(port) { return port }
        }
        preconditionFailure("every port from \(range.lowerBound) to \(range.upperBound) is taken")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, length) == 0
            }
        }
    }
}
