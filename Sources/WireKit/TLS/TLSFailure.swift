/// Why no encrypted connection came about, or why it cannot be relied on.
package enum TLSFailure: Error, Hashable, Sendable {
    /// The certificate's time is over.
    case expired
    /// The certificate's time has not begun.
    case notYetValid
    /// The certificate names other hosts.
    case wrongHost(String)
    /// The certificate vouches for itself, and nobody said to trust it.
    case selfSigned
    /// Nobody who is trusted vouches for the certificate.
    case unknownIssuer
    /// The certificate is refused for another reason, in OpenSSL's words.
    case refusedCertificate(String)
    /// What came was no TLS.
    case notTLS
    /// Both sides speak TLS, and no version in common.
    case noCommonVersion
    /// The server takes no cipher of those on offer, or wants something else that it does not name.
    case handshakeRefused
    /// The server wants a certificate of the client's.
    case clientCertificateWanted
    /// The server knows no such host.
    case unknownToServer(String)
    /// The server ended the connection during the handshake.
    case closedInHandshake
    /// The connection ended without the message by which TLS ends, so what came may not be all.
    case truncated
    /// Any other breach of the protocol, in OpenSSL's words.
    case broken(String)
    /// Nothing can be encrypted here.
    case unavailable(TLSSetupError)

    /// The failure as part of a sentence a person reads, without a final point.
    package var message: String {
        switch self {
        case .expired: "the server's certificate has expired"
        case .notYetValid: "the server's certificate is not valid yet"
        case .wrongHost(let host): "the server's certificate is not for \(host)"
        case .selfSigned:
            "the server's certificate is self-signed and not trusted; trust it with --ca-file"
        case .unknownIssuer:
            "nobody who is trusted has issued the server's certificate; trust its issuer with --ca-file"
        case .refusedCertificate(let reason): "the server's certificate is refused: \(reason)"
        case .notTLS: "the server does not speak TLS on that port; is it meant to be http?"
        case .noCommonVersion: "the server speaks no version of TLS that is safe; it needs 1.2 or 1.3"
        case .handshakeRefused:
            "the server refused the TLS handshake: it takes none of the ciphers, or wants a client certificate"
        case .clientCertificateWanted: "the server wants a client certificate, which portsim has none of"
        case .unknownToServer(let host): "the server knows no host \(host)"
        case .closedInHandshake:
            "the connection was closed during the TLS handshake; does the server speak TLS on that port?"
        case .truncated:
            "the encrypted connection was cut off, so the answer may not be complete"
        case .broken(let reason): "the TLS connection failed: \(reason)"
        case .unavailable(let error): error.message
        }
    }
}

// MARK: - From OpenSSL's numbers

extension TLSFailure {
    /// Sorts a result of verification (x509_vfy.h); nil when it was good.
    init?(verifyResult: Int, host: String, words: @autoclosure () -> String) {
        switch verifyResult {
        case 0: return nil
        // ..._NOT_YET_VALID and ..._HAS_EXPIRED.
        case 9: self = .notYetValid
        case 10: self = .expired
        // DEPTH_ZERO_SELF_SIGNED_CERT.
        case 18: self = .selfSigned
        // UNABLE_TO_GET_ISSUER_CERT, SELF_SIGNED_CERT_IN_CHAIN, ..._ISSUER_CERT_LOCALLY, ..._LEAF_SIGNATURE.
        case 2, 19, 20, 21: self = .unknownIssuer
        // HOSTNAME_MISMATCH and IP_ADDRESS_MISMATCH.
        case 62, 64: self = .wrongHost(host)
        default: self = .refusedCertificate(words())
        }
    }

    /// Sorts an error of the library libssl (sslerr.h).
    init(code: UInt, host: String, words: @autoclosure () -> String) {
        let library = (code >> 23) & 0xff
        let reason = code & 0x7f_ffff
        // ERR_LIB_SSL: other libraries number their reasons anew.
        guard library == 20 else {
            self = .broken(words())
            return
        }
        switch reason {
        // HTTPS_PROXY_REQUEST, HTTP_REQUEST, PACKET_LENGTH_TOO_LONG, UNEXPECTED_RECORD, WRONG_VERSION_NUMBER:
        // the first bytes of another protocol, taken for a record's head.
        case 155, 156, 198, 245, 267: self = .notTLS
        // NO_PROTOCOLS_AVAILABLE, UNSUPPORTED_PROTOCOL, and the alert 70.
        case 191, 258, 1_070: self = .noCommonVersion
        // The alerts 40 and 71.
        case 1_040, 1_071: self = .handshakeRefused
        // The alert 116.
        case 1_116: self = .clientCertificateWanted
        // The alert 112.
        case 1_112: self = .unknownToServer(host)
        // UNEXPECTED_EOF_WHILE_READING.
        case 294: self = .truncated
        default: self = .broken(words())
        }
    }
}
