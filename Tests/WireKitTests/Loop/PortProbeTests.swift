import TestSupport
import Testing
import WireKit

struct PortProbeTests {
    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a port is open while somebody listens`(host: String) throws {
        let consumer = try ScriptedConsumer()
        let endpoint = WireEndpoint(host: host, port: consumer.port)
        #expect(PortProbe.isOpen(endpoint, milliseconds: 20_000))
        consumer.stop()
        // Many times, as a socket may be given the very port that it asks for.
        for _ in 1...200 { #expect(!PortProbe.isOpen(endpoint, milliseconds: 20_000)) }
    }

    @Test func `a host that there is not has no open port`() {
        #expect(!PortProbe.isOpen(WireEndpoint(host: "no such host", port: 80), milliseconds: 100))
    }
}
