import Glibc
import Testing

@testable import WireKit

@Suite struct SocketAddressTests {
    @Test(arguments: ["127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "::", "2001:db8::1:2"])
    func `a numeric address comes back as it was given`(host: String) throws {
        let address = try #require(SocketAddress(numericHost: host, port: 8_080))
        #expect(address.endpoint == WireEndpoint(host: host, port: 8_080))
        #expect(address.family == (host.contains(":") ? AF_INET6 : AF_INET))
    }

    @Test func `an IPv6 address may stand in brackets`() throws {
        let address = try #require(SocketAddress(numericHost: "[::1]", port: 1))
        #expect(address.endpoint.host == "::1")
    }

    @Test(arguments: [
        "", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "example.test", "[]", "[::1", ":::", "127.0.0.1 ",
    ])
    func `anything else is no numeric address`(host: String) {
        #expect(SocketAddress(numericHost: host, port: 1) == nil)
    }

    @Test(arguments: ["localhost", "LocalHost"])
    func `localhost is both loopback addresses`(host: String) {
        let addresses = SocketAddress.resolve(WireEndpoint(host: host, port: 7))
        #expect(addresses.map(\.endpoint.host) == ["127.0.0.1", "::1"])
    }

    @Test func `a name is not resolved`() {
        #expect(SocketAddress.resolve(WireEndpoint(host: "example.test", port: 7)).isEmpty)
    }

    @Test func `an endpoint is printed as in a URL`() {
        #expect(WireEndpoint(host: "127.0.0.1", port: 80).description == "127.0.0.1:80")
        #expect(WireEndpoint(host: "::1", port: 80).description == "[::1]:80")
        #expect(WireEndpoint(host: "[::1]", port: 80).description == "[::1]:80")
    }
}
