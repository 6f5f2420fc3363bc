import Glibc

/// Asks whether anybody listens, before anything is sent.
///
/// Blocks its thread, for whoever has nothing else to do until somebody does.
package enum PortProbe {
    /// Whether a connection is accepted, by any of a host's addresses, within so many real milliseconds each.
    package static func isOpen(_ endpoint: WireEndpoint, milliseconds: Int32) -> Bool {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let bracketed = endpoint.host.hasPrefix("[") && endpoint.host.hasSuffix("]")
        let host = bracketed ? String(endpoint.host.dropFirst().dropLast()) : endpoint.host
        guard unsafe getaddrinfo(host, String(endpoint.port), &hints, &list) == 0 else { return false }
        defer { unsafe freeaddrinfo(list) }
        var next = unsafe list
        while let address = unsafe next {
            if unsafe connects(address.pointee, milliseconds: milliseconds) { return true }
            unsafe next = address.pointee.ai_next
        }
        return false
    }

    private static func connects(_ address: addrinfo, milliseconds: Int32) -> Bool {
        guard let socket = try? Socket(family: unsafe address.ai_family) else { return false }
        if unsafe connect(socket.descriptor, address.ai_addr, address.ai_addrlen) != 0 {
            guard errno == EINPROGRESS else { return false }
            var entry = pollfd(fd: socket.descriptor, events: Int16(POLLOUT), revents: 0)
            guard unsafe poll(&entry, 1, milliseconds) == 1 else { return false }
            var error: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            guard unsafe getsockopt(socket.descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0,
                error == 0
            else { return false }
        }
        // Where nobody listens, a socket of this machine may be connected to itself (RFC 9293, section 3.5).
        let own = unsafe SocketAddress { unsafe getsockname(socket.descriptor, $0, $1) }
        let peer = unsafe SocketAddress { unsafe getpeername(socket.descriptor, $0, $1) }
        return peer != nil && own?.endpoint != peer?.endpoint
    }
}
