import Glibc

/// An IPv4 or IPv6 address with its port, as the socket calls want it.
struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    /// Reads a numeric address; anything that `inet_pton` refuses is `nil`.
    init?(numericHost host: String, port: UInt16) {
        var four = sockaddr_in()
        if unsafe inet_pton(AF_INET, host, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            store(four)
            return
        }
        var six = sockaddr_in6()
        guard unsafe inet_pton(AF_INET6, Self.withoutBrackets(host), &six.sin6_addr) == 1 else { return nil }
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        store(six)
    }

    /// Lets a call that writes an address, such as `getsockname`, fill one in.
    init?(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32) {
        var length = self.length
        let result = unsafe withUnsafeMutablePointer(to: &storage) { storage in
            unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe call($0, &length) }
        }
        guard result >= 0 else { return nil }
        self.length = length
    }

    /// The addresses that a host stands for, the preferred one first; none when it is not known.
    ///
    /// `localhost` is both loopback addresses (RFC 6761, 6.3): development servers listen on either.
    static func resolve(_ endpoint: WireEndpoint) -> [SocketAddress] {
        let hosts = endpoint.host.lowercased() == "localhost" ? ["127.0.0.1", "::1"] : [endpoint.host]
        return hosts.compactMap { SocketAddress(numericHost: $0, port: endpoint.port) }
    }

    var family: Int32 { Int32(storage.ss_family) }

    /// The numeric host and the port; "unknown" for another family.
    var endpoint: WireEndpoint {
        switch family {
        case AF_INET:
            var address = load(sockaddr_in.self)
            let host = unsafe Self.text(AF_INET, &address.sin_addr, capacity: Int(INET_ADDRSTRLEN))
            return WireEndpoint(host: host, port: UInt16(bigEndian: address.sin_port))
        case AF_INET6:
            var address = load(sockaddr_in6.self)
            let host = unsafe Self.text(AF_INET6, &address.sin6_addr, capacity: Int(INET6_ADDRSTRLEN))
            return WireEndpoint(host: host, port: UInt16(bigEndian: address.sin6_port))
        default:
            return WireEndpoint(host: "unknown", port: 0)
        }
    }

    /// Hands the address to a call that reads one, such as `connect`.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        unsafe withUnsafePointer(to: storage) { storage in
            unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
        }
    }

    private mutating func store<Address>(_ address: Address) {
        unsafe withUnsafeMutableBytes(of: &storage) { bytes in
            unsafe withUnsafeBytes(of: address) { unsafe bytes.copyMemory(from: $0) }
        }
        length = socklen_t(MemoryLayout<Address>.size)
    }

    private func load<Address>(_ type: Address.Type) -> Address {
        unsafe withUnsafeBytes(of: storage) { unsafe $0.loadUnaligned(as: type) }
    }

    private static func text(_ family: Int32, _ address: UnsafeRawPointer, capacity: Int) -> String {
        let bytes: [CChar] = unsafe Array(unsafeUninitializedCapacity: capacity) { buffer, count in
            guard
                let base = buffer.baseAddress,
                unsafe inet_ntop(family, address, base, socklen_t(capacity)) != nil
            else { return }
            count = unsafe strlen(base)
        }
        return String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
