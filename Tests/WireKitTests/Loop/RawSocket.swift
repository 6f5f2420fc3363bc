import Glibc
import Synchronization

/// A peer that says exactly what a test lets it say: a blocking socket, guarded so that no test can hang.
///
/// The kernel completes connections and keeps bytes while nobody looks, so a test drives a loop and its peer
/// by turns on one thread.
final class RawSocket {
    private var descriptor: Int32

    /// Takes over a connected socket.
    init(owning descriptor: Int32) {
        self.descriptor = descriptor
        guardAgainstHanging(descriptor)
    }

    /// Connects to a port of 127.0.0.1.
    convenience init(connectingTo port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let result = unsafe withLoopback(port: port) { unsafe connect(descriptor, $0, $1) }
        precondition(result == 0, "the test's peer cannot connect")
        self.init(owning: descriptor)
    }

    /// Asks for a connection to a port of 127.0.0.X without waiting for it.
    convenience init(beginningToConnectTo port: UInt16, lastByte: UInt8) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = unsafe withLoopback(port: port, lastByte: lastByte) { unsafe connect(descriptor, $0, $1) }
        self.init(owning: descriptor)
    }

    deinit {
        close()
    }

    @discardableResult
    func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    /// Sends all bytes; false when the other side takes no more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let sent = unsafe bytes.withUnsafeBytes { bytes in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            offset += sent
        }
        return true
    }

    /// Receives until the bytes end with a text; what came so far when the other side ends first.
    func receive(until ending: String) -> String {
        receive { $0.hasSuffix(ending) }
    }

    /// Receives until the other side closes; "(reset)" stands for an end that was not orderly.
    func receiveToEnd() -> String {
        receive { _ in false }
    }

    /// Whether bytes, or an end, wait to be received now.
    var hasBytes: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 1
    }

    /// Counts and drops bytes until one ends a chunk that was received, or until the other side ends.
    func drain(until last: UInt8? = nil) -> Int {
        var count = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let received = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard received > 0 else { return count }
            count += received
            if let last, buffer[received - 1] == last { return count }
        }
    }

    /// Whether the other side has closed and nothing is left to read.
    var isAtEnd: Bool { receiveToEnd().isEmpty }

    /// Tells the other side that nothing more will come.
    func finishSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    func close() {
        guard descriptor >= 0 else { return }
        _ = Glibc.close(descriptor)
        descriptor = -1
    }

    /// Closes with a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_LINGER,
            &option,
            socklen_t(MemoryLayout<linger>.size)
        )
        close()
    }

    /// Reads byte by byte, so that nothing beyond the wanted end is taken.
    private func receive(until isDone: (String) -> Bool) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = unsafe recv(descriptor, &byte, 1, 0)
            if count == 0 { break }
            if count < 0 {
                bytes += Array((errno == ECONNRESET ? "(reset)" : "(nothing came)").utf8)
                break
            }
            bytes.append(byte)
            // Endings are short; looking at the tail alone keeps long bodies linear.
            if isDone(String(decoding: bytes.suffix(64), as: UTF8.self)) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A listening socket of a test, on a port of 127.0.0.1 that the system chose.
final class RawListener {
    let port: UInt16
    private let descriptor: Int32

    /// Listens; `receiveBufferBytes` makes the accepted sockets take few bytes before they are read.
    ///
    /// `lastByte` is that of the address, 127.0.0.1 unless a test needs another.
    init(
        backlog: Int32 = 128,
        receiveBufferBytes: Int32? = nil,
        port: UInt16 = 0,
        lastByte: UInt8 = 1
    ) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var yes: Int32 = 1
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        if var bytes = receiveBufferBytes {
            _ = unsafe setsockopt(
                descriptor,
                SOL_SOCKET,
                SO_RCVBUF,
                &bytes,
                socklen_t(MemoryLayout<Int32>.size)
            )
        }
        guardAgainstHanging(descriptor)
        let bound = unsafe withLoopback(port: port, lastByte: lastByte) { unsafe bind(descriptor, $0, $1) }
        precondition(bound == 0 && listen(descriptor, backlog) == 0, "the test's listener cannot listen")
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = unsafe getsockname(descriptor, $0, &length)
            }
        }
        self.port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        _ = close(descriptor)
    }

    /// Accepts a connection, of which there must be one soon.
    func accept() -> RawSocket {
        RawSocket(owning: Glibc.accept(descriptor, nil, nil))
    }

    /// Whether a connection waits to be accepted now.
    var hasWaiting: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 1
    }
}

/// Lets blocking calls fail after a time that nothing on loopback takes, so that a broken test ends.
private func guardAgainstHanging(_ descriptor: Int32) {
    var guardTime = timeval(tv_sec: 10, tv_usec: 0)
    let length = socklen_t(MemoryLayout<timeval>.size)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &guardTime, length)
    }
}

private func withLoopback<Result>(
    port: UInt16,
    lastByte: UInt8 = 1,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: (UInt32(0x7F00_0000) | UInt32(lastByte)).bigEndian)
    return unsafe withUnsafePointer(to: address) { address in
        unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

/// Reads a socket to a given byte or to its end, on a thread of its own, and may answer then.
///
/// `@unchecked` because the socket is handed to one thread, and the count is read after that was joined.
final class SocketSink: @unchecked Sendable {
    private let socket: RawSocket
    private let last: UInt8?
    private let answer: String
    private let done = Atomic(false)
    private(set) var count = 0

    init(_ socket: RawSocket, until last: UInt8? = nil, thenAnswer answer: String = "") {
        self.socket = socket
        self.last = last
        self.answer = answer
    }

    var isDone: Bool { done.load(ordering: .acquiring) }

    func run() {
        count = socket.drain(until: last)
        socket.send(answer)
        done.store(true, ordering: .releasing)
    }
}
