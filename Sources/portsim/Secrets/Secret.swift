import WireKit

/// A signing secret; whatever prints, interpolates or dumps it gets `(secret)` instead.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself: the UTF-8 bytes of the whole secret, prefix included.
    package let bytes: [UInt8]

    /// The longest secret that is accepted.
    package static let bytesMax = 4_096

    /// Takes a secret as a user gave it.
    ///
    /// - Throws: what is wrong: it is empty, too long, not UTF-8 or not one line.
    package init(bytes: [UInt8]) throws(SecretProblem) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Secret.bytesMax else { throw .tooLong }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        // A control character is the mark of the wrong file, and no consumer could be given it by hand.
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .notOneLine
        }
        self.bytes = bytes
    }

    /// Why it would show where others write it down; nil where it is hidden.
    package static func warning(of secrets: [[UInt8]]) -> String? {
        guard secrets.contains(where: { $0.count < SecretMask.secretBytesMin }) else { return nil }
        return "a secret of less than \(SecretMask.secretBytesMin) bytes is quickly guessed, "
            + "and is not hidden where answers or logs repeat it"
    }

    /// Never the secret.
    package var description: String { "(secret)" }

    /// Never the secret.
    package var debugDescription: String { "(secret)" }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why bytes are no secret.
package enum SecretProblem: Error, Equatable, Sendable {
    case empty
    case tooLong
    case notUTF8
    case notOneLine

    /// The end of a sentence that begins with where the secret came from.
    package var message: String {
        switch self {
        case .empty: "is empty"
        case .tooLong: "is longer than \(Secret.bytesMax) bytes"
        case .notUTF8: "is not UTF-8 text"
        case .notOneLine: "is not a single line of text"
        }
    }
}
