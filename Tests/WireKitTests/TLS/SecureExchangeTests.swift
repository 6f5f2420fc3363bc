import TestSupport
import Testing

@testable import WireKit

/// Encrypted exchanges with servers that others have written.
@Suite struct SecureExchangeTests {
    private let certificates: Certificates

    init() throws {
        certificates = try Certificates()
    }

    private func driver(
        isVerifying: Bool = true,
        trusting: Bool = true,
        limits: WireLimits = WireLimits(),
        names: NameLookup = .system
    ) throws -> LoopDriver {
        var trust = TLSTrust()
        trust.isVerifying = isVerifying
        trust.authoritiesPath = trusting ? certificates.authorityPath : nil
        return try LoopDriver(limits: limits, trust: trust, names: names)
    }

    /// Answers with how the connection is encrypted, and whether its handshake was a short one.
    private func site(
        _ kind: Certificates.Kind,
        _ directives: String = ""
    ) throws -> Nginx.Site {
        let answer = #"return 200 "$ssl_protocol $ssl_session_reused $ssl_server_name $ssl_alpn_protocol";"#
        return Nginx.Site(try certificates.make(kind), "\(directives) location / { \(answer) }")
    }

    private func text(_ driver: LoopDriver) throws -> String {
        String(decoding: try driver.nextCompletion().response().body, as: UTF8.self)
    }

    @Test(arguments: [("TLSv1.2"), ("TLSv1.3")])
    func `a version alone is spoken, and a name is announced`(version: String) throws {
        let nginx = try Nginx([try site(.good, "ssl_protocols \(version);")])
        let driver = try driver()
        driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
        #expect(try text(driver) == "\(version) . localhost http/1.1")
        #expect(driver.loop.clientConnectionCount == 1)
    }

    @Test func `an address is checked, and is no name to announce`() throws {
        let nginx = try Nginx([try site(.addressOnly)])
        let driver = try driver()
        for host in ["127.0.0.1"] + (Nginx.hasLoopbackSix ? ["::1", "[::1]"] : []) {
            driver.submit(to: nginx.ports[0], host: host, isSecure: true)
            #expect(try text(driver) == "TLSv1.3 .  http/1.1", "\(host)")
        }
        driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
        #expect(try driver.nextCompletion().failure == .secure(.wrongHost("localhost")))
    }

    @Test func `a name is checked whatever address it has, with and without its final point`() throws {
        let nginx = try Nginx([try site(.good)])
        let driver = try driver(names: NameLookup { _ in .success(["127.0.0.1"]) })
        for (host, expected) in [
            ("a.consumers.test", "a.consumers.test"), ("b.consumers.test.", "b.consumers.test"),
        ] {
            driver.submit(to: nginx.ports[0], host: host, isSecure: true)
            #expect(try text(driver) == "TLSv1.3 . \(expected) http/1.1")
        }
        for host in ["consumers.test", "a.b.consumers.test", "elsewhere.test"] {
            driver.submit(to: nginx.ports[0], host: host, isSecure: true)
            #expect(try driver.nextCompletion().failure == .secure(.wrongHost(host)))
        }
    }

    @Test(arguments: [
        (Certificates.Kind.expired, TLSFailure.expired), (.notYetValid, .notYetValid),
        (.wrongHost, .wrongHost("localhost")), (.selfSigned, .selfSigned),
    ])
    func `a certificate that is no good is refused with its reason`(
        kind: Certificates.Kind,
        expected: TLSFailure
    ) throws {
        let nginx = try Nginx([try site(kind)])
        let strict = try driver()
        strict.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
        #expect(try strict.nextCompletion().failure == .secure(expected))
        #expect(strict.loop.clientConnectionCount == 0)
        // Whoever does not look takes it, and nobody else can see the difference.
        let careless = try driver(isVerifying: false)
        careless.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
        #expect(try careless.nextCompletion().response().status == 200)
    }

    @Test func `an address that a certificate does not have is refused`() throws {
        let nginx = try Nginx([try site(.wrongHost)])
        let driver = try driver()
        driver.submit(to: nginx.ports[0], isSecure: true)
        #expect(try driver.nextCompletion().failure == .secure(.wrongHost("127.0.0.1")))
    }

    @Test func `an authority that nobody trusts vouches for nothing`() throws {
        let nginx = try Nginx([try site(.good)])
        let driver = try driver(trusting: false)
        driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
        #expect(try driver.nextCompletion().failure == .secure(.unknownIssuer))
    }

    @Test(arguments: ["TLSv1.2", "TLSv1.3"])
    func `the next connection to an endpoint has a short handshake`(version: String) throws {
        let once = "ssl_protocols \(version); keepalive_timeout 0;"
        let nginx = try Nginx([try site(.good, once), try site(.addressOnly, once)])
        let driver = try driver()
        var answers: [String] = []
        for _ in 0..<4 {
            driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
            answers.append(String(try text(driver).split(separator: " ")[1]))
        }
        #expect(answers == [".", "r", "r", "r"])
        // Another endpoint's session is its own.
        driver.submit(to: nginx.ports[1], isSecure: true)
        #expect(try text(driver).contains(" . "))
    }

    @Test func `a kept connection is used again`() throws {
        let nginx = try Nginx([
            Nginx.Site(try certificates.make(.good), #"location / { return 200 "$connection_requests"; }"#)
        ])
        let driver = try driver()
        for number in 1...3 {
            driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
            #expect(try text(driver) == "\(number)")
        }
        #expect(driver.loop.clientConnectionCount == 1)
    }

    @Test func `an http and an https endpoint of one place are two`() throws {
        let nginx = try Nginx([try site(.good)])
        let driver = try driver()
        driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true)
        #expect(try driver.nextCompletion().response().status == 200)
        driver.submit(to: nginx.ports[0], host: "localhost")
        // nginx's answer to plain HTTP on such a port.
        #expect(try driver.nextCompletion().response().status == 400)
    }

    @Test(arguments: ["TLSv1.2", "TLSv1.3"])
    func `long requests and answers come through whole`(version: String) throws {
        var limits = WireLimits()
        limits.answers.bodyBytesKept = 16 << 20
        limits.answers.bodyBytesReadMax = 16 << 20
        limits.requests.bodyBytesMax = 16 << 20
        let driver = try driver(limits: limits)
        let upstream = try driver.listen()
        let nginx = try Nginx([
            Nginx.Site(
                try certificates.make(.good),
                """
                ssl_protocols \(version);
                location / { proxy_pass http://127.0.0.1:\(upstream); proxy_request_buffering off; }
                """
            )
        ])
        let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let bytes = HTTPSerializer.request(method: "POST", target: "/", host: "localhost", body: body)
        driver.submit(
            to: nginx.ports[0],
            host: "localhost",
            isSecure: true,
            bytes: bytes,
            timeoutMilliseconds: 60_000
        )
        let request = try driver.nextRequest()
        #expect(request.request.body == body)
        driver.loop.respond(to: request.id, .ok, body: body.reversed())
        #expect(try driver.nextCompletion().response().body == body.reversed())
    }

    @Test func `many exchanges at once keep apart`() throws {
        let nginx = try Nginx([
            Nginx.Site(try certificates.make(.good), #"location / { return 200 "$request_uri"; }"#)
        ])
        let driver = try driver()
        for number in 1...64 {
            let bytes = HTTPSerializer.request(method: "GET", target: "/\(number)", host: "localhost")
            let token = driver.submit(to: nginx.ports[0], host: "localhost", isSecure: true, bytes: bytes)
            #expect(token == UInt64(number))
        }
        for _ in 1...64 {
            let completion = try driver.nextCompletion()
            #expect(try completion.response().body == Array("/\(completion.token)".utf8))
        }
    }
}
