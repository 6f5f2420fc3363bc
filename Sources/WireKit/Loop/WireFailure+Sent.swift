import Glibc

extension WireFailure {
    /// Whether a record's word for a failure is that of one before any byte of the request was sent.
    ///
    /// Records keep what people read, not the case. What cannot be told counts as sent.
    package static func isBeforeRequest(message: String) -> Bool {
        beginningsBeforeRequest.contains { message.hasPrefix($0) }
    }

    /// What such words begin with, up to what differs from one time to the next.
    private static let beginningsBeforeRequest: [String] = {
        let differing = "\u{1}"
        let handshakes: [TLSFailure] = [
            .expired, .notYetValid, .wrongHost(differing), .selfSigned, .unknownIssuer,
            .refusedCertificate(differing), .notTLS, .noCommonVersion, .handshakeRefused,
            .clientCertificateWanted, .unknownToServer(differing), .closedInHandshake,
        ]
        let failures: [WireFailure] =
            [
                .refused, .unreachable, .timedOut(.resolving), .timedOut(.connecting),
                .timedOut(.handshaking),
                .unresolved(differing, .unknown), .unresolved(differing, .unanswered("")),
                .noDescriptor(SystemError(code: EMFILE)), .noDescriptor(SystemError(code: ENFILE)),
            ] + handshakes.map { .secure($0) }
        return failures.map { String($0.message.prefix { !differing.contains($0) }) }
    }()
}
