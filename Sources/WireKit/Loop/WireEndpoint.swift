/// Where a connection goes: a host, by its name or its address, a port, and whether it is encrypted.
package struct WireEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// An IPv4 address, an IPv6 address with or without brackets, or a name.
    package let host: String
    /// The TCP port.
    package let port: UInt16
    /// Whether TLS is spoken.
    package let isSecure: Bool

    /// Names an endpoint; whether it can be reached shows when a request is submitted.
    package init(host: String, port: UInt16, isSecure: Bool = false) {
        self.host = host
        self.port = port
        self.isSecure = isSecure
    }

    /// The authority form of RFC 3986, an IPv6 address in brackets.
    package var description: String {
        host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[")
            ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// The same endpoint with its numeric host in the usual spelling, without brackets; nil for a name.
    package var canonical: WireEndpoint? {
        SocketAddress(numericHost: host, port: port).map {
            WireEndpoint(host: $0.endpoint.host, port: port, isSecure: isSecure)
        }
    }
}
