import Glibc
import Testing

@testable import WireKit

@Suite struct WireFailureTests {
    @Test(arguments: [
        (ECONNREFUSED, WireFailure.refused), (ECONNRESET, .reset), (EPIPE, .reset),
        (ENETUNREACH, .unreachable),
        (EHOSTUNREACH, .unreachable), (EADDRNOTAVAIL, .unreachable), (ETIMEDOUT, .timedOut(.connecting)),
        (EMFILE, .noDescriptor(SystemError(code: EMFILE))),
        (ENFILE, .noDescriptor(SystemError(code: ENFILE))),
        (EIO, .other(SystemError(code: EIO))),
    ])
    func `an error number becomes what it means to a sender`(code: Int32, expected: WireFailure) {
        #expect(WireFailure(SystemError(code: code), during: .connecting) == expected)
    }

    @Test func `every failure says something different`() {
        let failures: [WireFailure] =
            WireFailure.Phase.allCases.map { .timedOut($0) } + [
                .refused, .unreachable, .closedBeforeAnswer, .reset, .malformedAnswer(.badLength),
                .unresolved("a.test", .unknown), .unresolved("a.test", .unanswered("why")),
                .secure(.expired),
                .cancelled, .severed(3), .givenUp, .answerLost(200), .noDescriptor(SystemError(code: EMFILE)),
                .other(SystemError(code: EMFILE)),
            ]
        let messages = failures.map(\.message)
        #expect(Set(messages).count == failures.count)
        #expect(messages.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
    }

    @Test func `a system error is shown in words`() {
        #expect(SystemError(code: EMFILE).message == "Too many open files")
        #expect(!SystemError(code: 9_999).message.isEmpty)
    }

    @Test(arguments: [
        (EADDRINUSE, "another process"), (EADDRNOTAVAIL, "does not have that address"),
        (EACCES, "port above 1023"), (EMFILE, "Too many open files"),
    ])
    func `a listener that cannot be made says what to do`(code: Int32, words: String) {
        let endpoint = WireEndpoint(host: "127.0.0.1", port: 80)
        let message = WireError(SystemError(code: code), listeningOn: endpoint).message
        #expect(message.contains(words))
        #expect(message.contains("127.0.0.1:80"))
    }
}
