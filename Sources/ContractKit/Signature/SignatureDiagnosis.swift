/// What is to be said of a signature: that it is the body's, or why it is not.
package enum SignatureDiagnosis: Equatable, Sendable {
    /// It is the body's signature in the contract's form.
    case matches
    /// The digest is the body's, but it is not written as the contract has it.
    case misspelled([SignatureForm])
    /// Something else was signed, or otherwise: how it was made, and how else it is written amiss.
    case explained([SignatureCause], misspelled: [SignatureForm])
    /// Nothing is signed at all.
    case empty
    /// It is neither hex digits nor base64; the number of its characters.
    case notHex(characterCount: Int)
    /// It has the length of another hash; the name of one with so many bytes, if one is known.
    case wrongLength(digitCount: Int, hash: String?)
    /// It is a digest of the right length, and nothing that is known makes it of this body and secret.
    case unexplained(misspelled: [SignatureForm])

    /// Whether a consumer that keeps to the contract accepts it.
    package var isMatch: Bool {
        switch self {
        case .matches: true
        case .misspelled, .explained, .empty, .notHex, .wrongLength, .unexplained: false
        }
    }

    /// What people should know, a sentence each without a full stop; the first says whether it matches.
    package var messages: [String] {
        switch self {
        case .matches: ["the signature matches"]
        case .misspelled(let forms):
            ["the signature is the body's, but it is not written as it should be"] + forms.map(\.message)
        case .explained(let causes, let forms):
            ["the signature does not match"] + causes.map(\.message) + forms.map(\.message)
        case .empty: ["the signature does not match", "it is empty"]
        case .notHex(let count):
            [
                "the signature does not match",
                "it is no hex digits: 64 of them were expected, in \(count) characters",
            ]
        case .wrongLength(let count, let hash):
            [
                "the signature does not match",
                "it has \(count) hex digits instead of 64"
                    + (hash.map { ", as many as \($0) makes: use SHA-256" } ?? ""),
            ]
        case .unexplained(let forms):
            ["the signature does not match"] + forms.map(\.message)
                + ["no known mistake makes it: another secret or another body was signed"]
        }
    }
}

/// One thing that a signer did otherwise.
package enum SignatureCause: Equatable, Sendable {
    case key(SignedKey)
    case body(SignedBody)
    case message(SignedMessage)
    case hash(SignedHash)

    /// Whether the body was parsed and written anew.
    var isRewritten: Bool {
        switch self {
        case .body(let body): body.isJSON
        case .key, .message, .hash: false
        }
    }

    /// What is wrong and what to do about it, without a full stop.
    package var message: String {
        switch self {
        case .key(let key): key.message
        case .body(let body): body.message
        case .message(let message): message.message
        case .hash(let hash): hash.message
        }
    }
}
