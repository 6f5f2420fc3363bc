import JSONKit
import WireKit

/// How a persona verifies signatures otherwise.
enum VerificationTrait: Hashable, Sendable {
    /// Not at all.
    case skipped
    /// A request without the field is trusted; with `emptyToo`, one whose field is empty as well.
    case missingTrusted(emptyToo: Bool)
    /// Whatever has the length of a signature is one.
    case lengthAlone
    /// Whatever has the form of a signature is one.
    case formAlone
    /// These keys are as good as the secret.
    case keysBeside([String])
    /// The signature is compared with that of the body parsed and written anew.
    case writtenAnew
    /// White space around the body is cut off before.
    case trimmed
    /// The secret of before a rotation is forgotten at once.
    case currentSecretAlone
    /// The field is found in this spelling alone.
    case nameInOneSpelling
    /// The handler throws, and the framework answers 500.
    case throwing(SignatureOddity)
    /// The process ends without an answer, and is started again unless it is `forGood`.
    case dying(SignatureOddity, forGood: Bool)
    /// Signatures are wanted as another provider makes them.
    case scheme(SignatureScheme)

    /// Whether the process can end of it.
    var canDie: Bool {
        switch self {
        case .dying: true
        case .skipped, .missingTrusted, .lengthAlone, .formAlone, .keysBeside, .writtenAnew, .trimmed,
            .currentSecretAlone, .nameInOneSpelling, .throwing, .scheme:
            false
        }
    }
}

/// What can be odd about the signature of a request.
enum SignatureOddity: Hashable, Sendable {
    case missing
    case wrongLength
    case notHexadecimal
    case notASCII
    case prefixed
    case repeated
    /// Any of these, or simply not the body's.
    case wrong
}

/// How another provider would have signed.
enum SignatureScheme: Hashable, Sendable {
    /// The digest in base64 (RFC 4648, section 4).
    case base64
    /// The digest behind `sha256=`.
    case prefixed
    /// The digest of the timestamp header, a full stop and the body.
    case timestamped
    /// The digest by the secret as it was read from a file, line end included.
    case secretLine
}
