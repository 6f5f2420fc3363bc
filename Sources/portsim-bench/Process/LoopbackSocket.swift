import Glibc

/// A TCP socket on 127.0.0.1, closed when the value goes away.
final class LoopbackSocket {
    private let descriptor: Int32
    private var connection: LoopbackSocket?

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(descriptor)
    }

    /// Listens on a free port.
    static func listening() throws(BenchError) -> (socket: LoopbackSocket, port: UInt16) {
        let socket = try make()
        _ = fcntl(socket.descriptor, F_SETFL, O_NONBLOCK)
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket.descriptor, $0, length) == 0 && listen(socket.descriptor, 64) == 0
                    && getsockname(socket.descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw .system(what: "listening on 127.0.0.1", errorNumber: errno) }
        return (socket, UInt16(bigEndian: address.sin_port))
    }

    /// A port that nothing listens on now; another process may take it before the caller does.
    static func freePort() throws(BenchError) -> UInt16 {
        try listening().port
    }

    /// Whether something accepts connections on the port.
    static func isAccepting(port: UInt16) throws(BenchError) -> Bool {
        let socket = try make()
        var address = address(port: port)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                // On the loopback device a connection is made or refused at once.
                unsafe connect(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Whether a byte of the first connection has arrived; does not wait.
    func hasFirstByte() -> Bool {
        if connection == nil {
            let accepted = accept(descriptor, nil, nil)
            guard accepted >= 0 else { return false }
            connection = LoopbackSocket(descriptor: accepted)
        }
        guard let connection else { return false }
        var byte: UInt8 = 0
        let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
        return unsafe recv(connection.descriptor, &byte, 1, flags) == 1
    }

    /// What to wait for before `hasFirstByte` is asked again.
    var awaitedDescriptor: Int32 { connection?.descriptor ?? descriptor }

    private static func make() throws(BenchError) -> LoopbackSocket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw .system(what: "making a socket", errorNumber: errno) }
        return LoopbackSocket(descriptor: descriptor)
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: in_addr_t(0x7f00_0001).bigEndian)
        return address
    }
}
