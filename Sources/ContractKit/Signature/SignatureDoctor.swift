import JSONKit
import WireKit

/// Finds out why a signature is not the body's, by making it in every known wrong way.
///
/// A pure value; of the secret nothing comes out but the digests it compares with, and those stay inside.
package struct SignatureDoctor: Sendable {
    private let body: [UInt8]
    private let secret: [UInt8]
    private let timestamp: [UInt8]?
    private let value: JSONValue?

    /// Most bytes of a body for which ways are combined, which costs some hundred hashes of it.
    package static let combinedBytesMax = 1 << 20

    /// Makes a doctor of a body that was sent and the secret that it should have been signed with.
    ///
    /// The timestamp is what the sender's field of that name said; those in body and signature are tried too.
    package init(body: [UInt8], secret: [UInt8], timestamp: [UInt8]? = nil) {
        self.body = body
        self.secret = secret
        self.timestamp = timestamp
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = body.starts(with: mark) ? Array(body.dropFirst(mark.count)) : body
        value = (try? JSONReader.read(text, dialect: .json))?.value
    }

    /// The body's signature as the contract has it.
    package var expected: String { HMACSHA256(key: secret).authenticate(body).hex }

    /// Says whether a header's value is the body's signature, and if not, why.
    package func diagnose(_ header: [UInt8]) -> SignatureDiagnosis {
        if Signature.verify(header, body: body, key: HMACSHA256(key: secret)) { return .matches }
        let read = ReadSignature(header)
        guard !read.digits.isEmpty else { return .empty }
        guard let digest = read.digest else {
            let isHex = read.digits.allSatisfy { Encoded.bytes(hex: [UInt8(ascii: "0"), $0]) != nil }
            return isHex
                ? .wrongLength(digitCount: read.digits.count, hash: nil)
                : .notHex(characterCount: read.digits.count)
        }
        guard digest.count == SHA256Digest.byteCount else {
            return .wrongLength(digitCount: 2 * digest.count, hash: Self.hash(byteCount: digest.count))
        }
        if digest == HMACSHA256(key: secret).authenticate(body).bytes { return .misspelled(read.forms) }
        guard let causes = causes(of: digest, timestamps: timestamps(read)) else {
            return .unexplained(misspelled: read.forms)
        }
        return .explained(causes, misspelled: read.forms)
    }

    private typealias Candidate = (causes: [SignatureCause], bytes: [UInt8])

    /// The fewest things done otherwise that make the digest.
    private func causes(of digest: [UInt8], timestamps: [[UInt8]]) -> [SignatureCause]? {
        let keys = keys
        let messages = messages(timestamps)
        func isMadeByHash(_ hash: SignedHash, _ key: Candidate, _ message: Candidate) -> Bool {
            hash.digest(of: message.bytes, key: key.bytes) == digest
        }
        func search(_ keys: [Candidate], _ messages: [Candidate]) -> [SignatureCause]? {
            for key in keys {
                let hmac = HMACSHA256(key: key.bytes)
                for message in messages where hmac.authenticate(message.bytes).bytes == digest {
                    return key.causes + message.causes
                }
            }
            for hash in SignedHash.allCases {
                for key in keys {
                    for message in messages where isMadeByHash(hash, key, message) {
                        return key.causes + message.causes + [.hash(hash)]
                    }
                }
            }
            return nil
        }
        let plainKey = Array(keys.prefix(1))
        let plainMessage = Array(messages.prefix(1))
        if let single = search(plainKey, messages) ?? search(keys, plainMessage) { return single }
        guard body.count <= Self.combinedBytesMax else { return nil }
        return search(keys, messages)
    }

    /// The keys that may have been used, the right one first.
    private var keys: [Candidate] {
        [([], secret)]
            + SignedKey.allCases.compactMap { way in way.key(of: secret).map { ([.key(way)], $0) } }
    }

    /// What may have been signed, the body itself first, what takes two mistakes last.
    private func messages(_ timestamps: [[UInt8]]) -> [Candidate] {
        let bodies: [Candidate] =
            [([], body)]
            + SignedBody.allCases.compactMap { way in
                way.bytes(of: body, value: value).map { ([.body(way)], $0) }
            }
        // What was written anew is often ended with a line feed, by `echo` or by print.
        let ended: [Candidate] = bodies.filter { $0.causes.contains { $0.isRewritten } }
            .map { ($0.causes + [.body(.withLineFeed)], $0.bytes + [0x0A]) }
        var messages = bodies + ended
        for body in bodies {
            for timestamp in timestamps {
                for way in SignedMessage.allCases {
                    let bytes = way.bytes(of: body.bytes, timestamp: timestamp, identifier: identifier)
                    if let bytes { messages.append((body.causes + [.message(way)], bytes)) }
                }
            }
        }
        return messages
    }

    /// The id in the body.
    private var identifier: [UInt8]? { value?["id"]?.string.map { Array($0.utf8) } }

    /// The timestamps that may have been signed: the one that was given, that of the signature, the body's.
    private func timestamps(_ read: ReadSignature) -> [[UInt8]] {
        let own = ["timestamp", "created_at"].compactMap { value?[$0]?.string.map { Array($0.utf8) } }
        return [timestamp, read.timestamp].compactMap { $0 } + own
    }

    /// The hash that makes digests of so many bytes.
    private static func hash(byteCount: Int) -> String? {
        switch byteCount {
        case 16: "MD5"
        case 20: "SHA-1"
        case 28: "SHA-224"
        case 48: "SHA-384"
        case 64: "SHA-512"
        default: nil
        }
    }
}
