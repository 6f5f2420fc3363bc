import TestSupport
import Testing

@testable import WireKit

/// What is done to encrypted exchanges on purpose.
@Suite struct SecureFaultTests {
    private static let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 26\r\n\r\n"
    private static let body = "abcdefghijklmnopqrstuvwxyz"
    private static let request = Array((head + body).utf8)
    private let certificates: Certificates

    init() throws {
        certificates = try Certificates()
    }

    private func driver() throws -> LoopDriver {
        var trust = TLSTrust()
        trust.authoritiesPath = certificates.authorityPath
        return try LoopDriver(trust: trust)
    }

    /// A site that answers 204 to a whole request, and waits for the body of it.
    private func nginx() throws -> Nginx {
        let site = Nginx.Site(try certificates.make(.good), "location / { return 204; }")
        return try Nginx([site])
    }

    @Test(arguments: [0, 20, head.utf8.count, head.utf8.count + 5])
    func `an encrypted request is cut after so many bytes of its own`(count: Int) throws {
        let server = try OpenSSLServer(try certificates.make(.good), [])
        let driver = try driver()
        let fault = WireFault(cutAfterBytes: count)
        driver.submit(to: server.port, isSecure: true, bytes: Self.request, fault: fault)
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .severed(count))
        #expect(!completion.wasResent && driver.loop.clientConnectionCount == 0)
    }

    @Test func `encrypted exchanges are slowed, given up, and lose their answers`() throws {
        let nginx = try nginx()
        let driver = try driver()
        let slow = WireFault(bytesPerSecond: 200)
        driver.submit(to: nginx.ports[0], isSecure: true, bytes: Self.request, fault: slow)
        #expect(try driver.nextCompletion().response().status == 204)
        let hasty = WireFault(patienceMilliseconds: 2_000)
        driver.submit(to: nginx.ports[0], isSecure: true, bytes: Self.request, fault: hasty)
        #expect(try driver.nextCompletion().failure == .givenUp)
        let lossy = WireFault(losesAnswer: true)
        driver.submit(to: nginx.ports[0], isSecure: true, bytes: Self.request, fault: lossy)
        #expect(try driver.nextCompletion().failure == .answerLost(204))
        driver.submit(to: nginx.ports[0], isSecure: true, bytes: Self.request)
        #expect(try driver.nextCompletion().response().status == 204)
    }

    @Test func `a kept encrypted connection is cut too, and nothing is sent again`() throws {
        let nginx = try nginx()
        let driver = try driver()
        driver.submit(to: nginx.ports[0], isSecure: true, bytes: Self.request)
        #expect(try driver.nextCompletion().response().status == 204)
        #expect(driver.loop.clientConnectionCount == 1)
        let fault = WireFault(cutAfterBytes: 30)
        driver.submit(to: nginx.ports[0], isSecure: true, bytes: Self.request, fault: fault)
        let completion = try driver.nextCompletion()
        #expect(completion.failure == .severed(30) && !completion.wasResent)
        #expect(driver.loop.clientConnectionCount == 0)
    }

    @Test func `an encrypted body that is too slow ends with the exchange's time`() throws {
        let server = try OpenSSLServer(try certificates.make(.good), [])
        let driver = try driver()
        let fault = WireFault(bytesPerSecond: 1)
        driver.submit(
            to: server.port,
            isSecure: true,
            bytes: Self.request,
            timeoutMilliseconds: 1_500,
            fault: fault
        )
        #expect(try driver.nextCompletion().failure == .timedOut(.sending))
    }
}
