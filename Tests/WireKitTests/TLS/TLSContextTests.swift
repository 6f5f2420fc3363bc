import Glibc
import TestSupport
import Testing

@testable import WireKit

@Suite struct TLSContextTests {
    private let directory = TemporaryDirectory()

    private func error(
        authorities path: String?,
        library: Result<OpenSSL, TLSSetupError> = OpenSSL.shared
    ) -> TLSSetupError? {
        var trust = TLSTrust()
        trust.authoritiesPath = path
        do throws(TLSSetupError) {
            _ = try TLSContext(trust, library: library)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a file of trusted certificates that is of no use says why`() throws {
        #expect(
            error(authorities: "/none/ca.pem")
                == .unreadableAuthorities(path: "/none/ca.pem", SystemError(code: ENOENT))
        )
        #expect(
            error(authorities: directory.path)
                == .unreadableAuthorities(path: directory.path, SystemError(code: EISDIR))
        )
        for text in ["", "not a certificate\n"] {
            let path = directory.write(text, to: "ca.pem")
            #expect(error(authorities: path) == .noAuthorities(path: path))
        }
        let certificates = try Certificates()
        #expect(error(authorities: certificates.authorityPath) == nil)
        withExtendedLifetime(certificates) {}
        #expect(error(authorities: nil) == nil)
    }

    @Test(arguments: ["libssl.so.nothing", "libc.so.6"])
    func `a library that is missing or is another names the package that has it`(name: String) throws {
        let message = try #require(error(authorities: nil, library: OpenSSL.load(name))?.message)
        #expect(message.hasSuffix("install the Debian package libssl3"), "\(message)")
    }

    @Test func `an exchange without the library fails and is not sent`() throws {
        let listener = RawListener()
        let driver = try LoopDriver()
        driver.loop.clients.secureLibrary = OpenSSL.load("libssl.so.nothing")
        driver.submit(to: listener.port, isSecure: true)
        guard case .secure(.unavailable) = try driver.nextCompletion().failure else {
            Issue.record("it was sent")
            return
        }
        #expect(listener.accept().receiveToEnd().isEmpty)
        #expect(throws: TLSSetupError.self) { try driver.loop.prepareSecure() }
    }
}
