import Glibc
import Testing
import WireKit

struct WireFailureSentTests {
    private static let before: [WireFailure] = [
        .refused, .unreachable, .timedOut(.resolving), .timedOut(.connecting), .timedOut(.handshaking),
        .unresolved("consumer.example", .unknown), .unresolved("consumer.example", .unanswered("try again")),
        .noDescriptor(SystemError(code: EMFILE)), .secure(.wrongHost("a.example")), .secure(.expired),
        .secure(.refusedCertificate("for a reason")), .secure(.unknownToServer("a.example")),
        .secure(.closedInHandshake),
    ]
    private static let after: [WireFailure] = [
        .timedOut(.sending), .timedOut(.waiting), .timedOut(.receiving), .closedBeforeAnswer, .reset,
        .secure(.truncated), .secure(.broken("in the middle")), .severed(0), .givenUp, .answerLost(200),
        .cancelled, .other(SystemError(code: EIO)),
    ]

    @Test func `its words tell whether anything can have been sent`() {
        for failure in Self.before {
            #expect(WireFailure.isBeforeRequest(message: failure.message), "\(failure)")
        }
        for failure in Self.after {
            #expect(!WireFailure.isBeforeRequest(message: failure.message), "\(failure)")
        }
    }
}
