import Glibc

/// What a non-blocking transfer came to.
enum TransferResult: Equatable {
    /// So many bytes were moved, at least one unless none were asked for.
    case bytes(Int)
    /// Nothing can be moved now; `poll` tells when.
    case blocked
    /// The peer has sent its last byte.
    case ended
    case failed(SystemError)
}

/// One non-blocking TCP socket, closed when the value ends.
struct Socket: ~Copyable {
    let descriptor: Int32

    /// Takes over an open descriptor.
    init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Makes a socket that belongs to no address yet.
    init(family: Int32) throws(SystemError) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let made = socket(family, type, Int32(IPPROTO_TCP))
        guard made >= 0 else { throw .current }
        descriptor = made
    }

    deinit {
        // Linux frees the descriptor even when it answers EINTR: never again, it may be another's by then.
        _ = Glibc.close(descriptor)
    }

    /// Begins to connect; true when the connection stands already.
    borrowing func connect(to address: SocketAddress) throws(SystemError) -> Bool {
        setOption(IPPROTO_TCP, TCP_NODELAY, 1)
        let result = unsafe address.withPointer { unsafe Glibc.connect(descriptor, $0, $1) }
        guard result != 0 else { return true }
        let error = SystemError.current
        // An interrupted connect goes on in the background (POSIX, connect).
        guard error.code == EINPROGRESS || error.code == EINTR else { throw error }
        return false
    }

    /// Binds and listens; the address is free again as soon as the socket is closed.
    borrowing func listen(on address: SocketAddress, backlog: Int32) throws(SystemError) {
        setOption(SOL_SOCKET, SO_REUSEADDR, 1)
        guard unsafe address.withPointer({ unsafe bind(descriptor, $0, $1) }) == 0 else { throw .current }
        guard Glibc.listen(descriptor, backlog) == 0 else { throw .current }
    }

    /// Accepts one waiting connection, non-blocking and without Nagle's delay.
    ///
    /// Throws when the process or the machine has no room for one more.
    ///
    /// - Returns: The descriptor, which the caller takes over, and the peer's address; nil when nobody waits.
    borrowing func accept() throws(SystemError) -> (descriptor: Int32, peer: WireEndpoint)? {
        var accepted: Int32 = -1
        let peer = unsafe SocketAddress { address, length in
            unsafe accepted = Glibc.accept(descriptor, address, length)
            return accepted
        }
        guard let peer else {
            let error = SystemError.current
            switch error.code {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: throw error
            // Nobody waits, or whoever did has gone or cannot be reached (accept(2), "Error handling").
            default: return nil
            }
        }
        // `accept4` would do it in one call, but the C library's Swift module hides it.
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        guard fcntl(accepted, F_SETFL, O_NONBLOCK) == 0 else {
            let error = SystemError.current
            _ = Glibc.close(accepted)
            throw error
        }
        Self.setOption(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        return (accepted, peer.endpoint)
    }

    /// Sends bytes from an offset on, as many as the kernel takes at once.
    borrowing func send(_ bytes: [UInt8], from offset: Int) -> TransferResult {
        unsafe bytes.withUnsafeBytes { buffer in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
            while true {
                // MSG_NOSIGNAL: a peer that has gone must not end the process.
                let sent = unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                if sent >= 0 { return .bytes(sent) }
                let error = SystemError.current
                if error.code == EINTR { continue }
                return error.code == EAGAIN ? .blocked : .failed(error)
            }
        }
    }

    /// Receives into a buffer, once.
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>) -> TransferResult
    {
        while true {
            let received = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if received > 0 { return .bytes(received) }
            if received == 0 { return .ended }
            let error = SystemError.current
            if error.code == EINTR { continue }
            return error.code == EAGAIN ? .blocked : .failed(error)
        }
    }

    /// How a connection attempt ended, once the socket became writable.
    borrowing func connectError() -> SystemError? {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0 else {
            return .current
        }
        return code == 0 ? nil : SystemError(code: code)
    }

    /// Whether the kernel, asked to connect to a port that nobody listens on, chose that very port for us.
    ///
    /// TCP then connects a socket to itself (RFC 9293, 3.5, simultaneous open), which would echo requests and
    /// keep the port from the server that is about to start. One free port in 28,000 is hit by chance.
    borrowing func isConnectedToItself(at address: SocketAddress) -> Bool {
        unsafe SocketAddress(filledBy: { unsafe getsockname(descriptor, $0, $1) })?.endpoint
            == address.endpoint
    }

    /// Tells the peer that no more bytes will come; reading goes on.
    borrowing func finishSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes closing send a reset instead of an orderly end.
    borrowing func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_LINGER,
            &option,
            socklen_t(MemoryLayout<linger>.size)
        )
    }

    /// The address that a listening socket was given.
    borrowing func localPort() throws(SystemError) -> UInt16 {
        guard let address = unsafe SocketAddress(filledBy: { unsafe getsockname(descriptor, $0, $1) }) else {
            throw .current
        }
        return address.endpoint.port
    }

    private borrowing func setOption(_ level: Int, _ option: Int32, _ value: Int32) {
        Self.setOption(descriptor, Int32(level), option, value)
    }

    private borrowing func setOption(_ level: Int32, _ option: Int32, _ value: Int32) {
        Self.setOption(descriptor, level, option, value)
    }

    /// Failing to set one of our options costs speed alone, so nobody is told.
    private static func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
