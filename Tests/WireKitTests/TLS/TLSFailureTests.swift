import Testing

@testable import WireKit

@Suite struct TLSFailureTests {
    /// The number that OpenSSL 3 packs an error of libssl into.
    private func code(_ reason: UInt, library: UInt = 20) -> UInt {
        library << 23 | reason
    }

    @Test(arguments: [
        (UInt(156), TLSFailure.notTLS), (267, .notTLS), (258, .noCommonVersion), (1_070, .noCommonVersion),
        (1_040, .handshakeRefused), (1_116, .clientCertificateWanted), (1_112, .unknownToServer("a.test")),
        (294, .truncated), (130, .broken("in words")),
    ])
    func `an error of the library becomes what it means to a sender`(reason: UInt, expected: TLSFailure) {
        #expect(TLSFailure(code: code(reason), host: "a.test", words: "in words") == expected)
    }

    @Test func `another library's numbers mean something else`() {
        let failure = TLSFailure(code: code(267, library: 2), host: "a.test", words: "in words")
        #expect(failure == .broken("in words"))
    }

    @Test(arguments: [
        (0, nil), (9, TLSFailure.notYetValid), (10, .expired), (18, .selfSigned), (19, .unknownIssuer),
        (20, .unknownIssuer), (21, .unknownIssuer), (62, .wrongHost("a.test")), (64, .wrongHost("a.test")),
        (23, .refusedCertificate("in words")),
    ])
    func `a result of verification becomes its reason`(result: Int, expected: TLSFailure?) {
        #expect(TLSFailure(verifyResult: result, host: "a.test", words: "in words") == expected)
    }

    @Test func `every failure says something different, and none ends a sentence`() {
        let failures: [TLSFailure] = [
            .expired, .notYetValid, .wrongHost("a.test"), .selfSigned, .unknownIssuer,
            .refusedCertificate("why"), .notTLS, .noCommonVersion, .handshakeRefused,
            .clientCertificateWanted, .unknownToServer("a.test"), .closedInHandshake, .truncated,
            .broken("why"), .unavailable(.refused("why")),
        ]
        let messages = failures.map(\.message)
        #expect(Set(messages).count == failures.count)
        #expect(messages.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
    }
}
