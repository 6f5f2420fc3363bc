import TestSupport
import Testing

@testable import WireKit

/// Peers that do not speak TLS, do not want to, or stop in the middle.
@Suite struct SecurePeerTests {
    private let certificates: Certificates

    init() throws {
        certificates = try Certificates()
    }

    private func driver(limits: WireLimits = WireLimits()) throws -> LoopDriver {
        var trust = TLSTrust()
        trust.authoritiesPath = certificates.authorityPath
        return try LoopDriver(limits: limits, trust: trust)
    }

    private func server(_ words: [String] = [], directory: String? = nil) throws -> OpenSSLServer {
        try OpenSSLServer(try certificates.make(.good), words, directory: directory)
    }

    @Test func `a server that speaks plain HTTP is told from one that speaks TLS`() throws {
        let driver = try driver()
        let port = try driver.listen()
        driver.submit(to: port, isSecure: true)
        let failure = try driver.nextCompletion().failure
        #expect(failure == .secure(.notTLS))
        #expect(failure?.message == "the server does not speak TLS on that port; is it meant to be http?")
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "220 mail.test ESMTP\r\n", "HTTP/1.1 200 OK\r\n\r\n"])
    func `another protocol's greeting is no TLS`(greeting: String) throws {
        let listener = RawListener()
        let driver = try driver()
        driver.submit(to: listener.port, isSecure: true)
        driver.settle()
        listener.accept().send(greeting)
        #expect(try driver.nextCompletion().failure == .secure(.notTLS))
    }

    @Test func `a peer that never answers the handshake times out as handshaking`() throws {
        let listener = RawListener()
        let driver = try driver()
        driver.submit(to: listener.port, isSecure: true, timeoutMilliseconds: 60)
        driver.settle()
        let peer = listener.accept()
        #expect(try driver.nextCompletion().failure == .timedOut(.handshaking))
        withExtendedLifetime(peer) {}
    }

    @Test(arguments: [true, false])
    func `a peer that hangs up in the handshake has not agreed`(resets: Bool) throws {
        let listener = RawListener()
        let driver = try driver()
        driver.submit(to: listener.port, isSecure: true)
        driver.settle()
        let peer = listener.accept()
        if resets { peer.reset() } else { peer.close() }
        #expect(try driver.nextCompletion().failure == .secure(.closedInHandshake))
    }

    @Test func `a server that is stuck in an old version is refused`() throws {
        let server = try server(["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        #expect(try driver.nextCompletion().failure == .secure(.noCommonVersion))
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `a server that wants a certificate of the client's says so`(version: String) throws {
        let server = try server([version, "-Verify", "1"])
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        let failure = try driver.nextCompletion().failure
        let expected: [TLSFailure] = [.handshakeRefused, .clientCertificateWanted]
        #expect(expected.contains { failure == .secure($0) }, "\(failure?.message ?? "an answer came")")
    }

    @Test func `an answer that lasts until the end of the connection ends with TLS's own end`() throws {
        let folder = TemporaryDirectory()
        let body = [UInt8](repeating: 0x61, count: 3_000_000)
        folder.write(body, to: "long")
        let server = try server(["-WWW"], directory: folder.path)
        var limits = WireLimits()
        limits.answers.bodyBytesKept = 4 << 20
        limits.answers.bodyBytesReadMax = 4 << 20
        let driver = try driver(limits: limits)
        let bytes = Array("GET /long HTTP/1.0\r\n\r\n".utf8)
        driver.submit(to: server.port, isSecure: true, bytes: bytes)
        let response = try driver.nextCompletion().response()
        #expect(response.status == 200 && response.body == body)
        #expect(driver.loop.clientConnectionCount == 0)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `an answer that is cut off is not taken for a whole one`(version: String) throws {
        let server = try server([version])
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        server.send("HTTP/1.1 200 OK\r\n\r\nas much as there is\n")
        try driver.turn { $0.loop.clients.states == [.receiving] }
        try server.kill()
        #expect(try driver.nextCompletion().failure == .secure(.truncated))
    }

    @Test func `a connection that ends before an answer is no answer`() throws {
        let server = try server()
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        server.endConnection()
        #expect(try driver.nextCompletion().failure == .closedBeforeAnswer)
    }

    @Test func `a kept connection that the peer has closed meanwhile makes room for a new one`() throws {
        let server = try server()
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        server.send("HTTP/1.1 204 No Content\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 204)
        #expect(driver.loop.clientConnectionCount == 1)
        server.endConnection()
        try driver.turn { $0.loop.clientConnectionCount == 0 }
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        server.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        let completion = try driver.nextCompletion()
        #expect(try completion.response().status == 202)
        #expect(!completion.wasResent)
    }

    @Test func `a request over a kept connection that was dead goes out again over a new one`() throws {
        let server = try server()
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        server.send("HTTP/1.1 204 No Content\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 204)
        server.endConnection()
        try server.waitForLine(with: "DONE")
        // The loop has not turned since, and believes the connection to be good.
        #expect(driver.loop.clients.states == [.idle])
        driver.submit(to: server.port, isSecure: true)
        // It waits in the server's stdin for whoever connects next.
        server.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        let completion = try driver.nextCompletion()
        #expect(try completion.response().status == 202)
        #expect(completion.wasResent)
    }

    @Test func `an idle connection is closed in time, and the peer is told`() throws {
        var limits = WireLimits()
        limits.clientIdleMilliseconds = 50
        let server = try server()
        let driver = try driver(limits: limits)
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        server.send("HTTP/1.1 204 No Content\r\n\r\n")
        #expect(try driver.nextCompletion().response().status == 204)
        try driver.turn { $0.loop.clientConnectionCount == 0 }
        // What it says when TLS has ended, and not merely the stream.
        try server.waitForLine(with: "DONE")
    }

    @Test func `an answer byte by byte, a record each, is an answer`() throws {
        let server = try server()
        let driver = try driver()
        driver.submit(to: server.port, isSecure: true)
        try turn(driver, until: server, receives: "POST / HTTP/1.1")
        for piece in ["HTTP/1.1 2", "00 OK\r\nConten", "t-Length: 3\r\n", "\r\n", "1", "2"] {
            server.send(piece)
            driver.settle()
        }
        server.send("3")
        #expect(try driver.nextCompletion().response().body == Array("123".utf8))
    }

    /// Lets the loop move while the peer, a process of its own, takes the request in.
    private func turn(_ driver: LoopDriver, until server: OpenSSLServer, receives line: String) throws {
        try driver.turn { $0.loop.clients.states == [.waiting] }
        try server.waitForLine(with: line)
    }
}
