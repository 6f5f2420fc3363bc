import JSONKit
import WireKit

/// Says whether requests are the provider's, as the reference consumer does or as a persona.
struct SignatureJudge: Sendable {
    /// What is known of a request's signature.
    enum Verdict: Hashable, Sendable {
        case good
        /// What is wrong with it, for the person at this consumer alone.
        case bad(String)
        /// A persona's program threw.
        case thrown
        /// A persona's process ended.
        case died(forGood: Bool)
    }

    private let keys: [(key: HMACSHA256, endMilliseconds: Int64?)]
    private let trait: VerificationTrait?
    /// Keys that a persona takes for the secret's.
    private let foreignKeys: [HMACSHA256]

    /// Makes a judge of signatures made with one of these secrets, the first of which is the current one.
    ///
    /// Traps when there is none, or an empty one, with which anybody could sign.
    init(secrets: [ConsumerSecret], trait: VerificationTrait? = nil) {
        precondition(!secrets.isEmpty, "a consumer needs a secret")
        precondition(secrets.allSatisfy { !$0.text.isEmpty }, "a consumer's secrets are not empty")
        let known = trait == .currentSecretAlone ? Array(secrets.prefix(1)) : secrets
        let ending = trait == .scheme(.secretLine) ? "\n" : ""
        keys = known.map { (Signature.key(secret: $0.text + ending), $0.endMilliseconds) }
        self.trait = trait
        if case .keysBeside(let texts) = trait {
            foreignKeys = texts.map { Signature.key(secret: $0) }
        } else {
            foreignKeys = []
        }
    }

    /// The signature that a body should have.
    func expected(_ body: [UInt8]) -> String {
        String(decoding: Signature.sign(body: body, key: keys[0].key), as: UTF8.self)
    }

    /// What is known of a request's signature.
    func verdict(on request: HTTPRequest) -> Verdict {
        guard let trait else { return honest(request) }
        switch trait {
        case .skipped: return .good
        case .missingTrusted(let emptyToo):
            let signature = request.fields.bytes(of: Self.field)
            return signature == nil || emptyToo && signature?.isEmpty == true ? .good : honest(request)
        case .lengthAlone:
            return Self.signature(of: request).count == Signature.byteCount ? .good : honest(request)
        case .formAlone:
            let signature = Self.signature(of: request)
            let hasForm =
                signature.count == Signature.byteCount && signature.allSatisfy(Self.isHexadecimalDigit)
            return hasForm ? .good : honest(request)
        case .keysBeside:
            let signature = Self.signature(of: request)
            let isForeign = foreignKeys.contains {
                Signature.verify(signature.span, body: request.body.span, key: $0)
            }
            return isForeign ? .good : honest(request)
        case .writtenAnew:
            return honest(request, body: Self.writtenAnew(request.body))
        case .trimmed:
            return honest(request, body: Self.trimmed(request.body))
        case .currentSecretAlone, .scheme(.secretLine):
            return honest(request)
        case .nameInOneSpelling:
            let isThere = request.fields.contains { $0.name.utf8.elementsEqual(Self.field.utf8) }
            return isThere ? honest(request) : .bad("the signature is missing")
        case .throwing(let oddity):
            return shows(oddity, request) ? .thrown : honest(request)
        case .dying(let oddity, let forGood):
            return shows(oddity, request) ? .died(forGood: forGood) : honest(request)
        case .scheme(let scheme):
            let isWanted = Self.signature(of: request) == wanted(scheme, request)
            return isWanted ? .good : .bad("the signature is not this body's")
        }
    }

    private static let field = "X-Webhook-Signature"
}

// MARK: - As it should be

extension SignatureJudge {
    private func honest(_ request: HTTPRequest) -> Verdict {
        problem(request, body: request.body).map(Verdict.bad) ?? .good
    }

    /// Judges the signature as that of another body, which may be none.
    private func honest(_ request: HTTPRequest, body: [UInt8]?) -> Verdict {
        guard let body else { return .bad("the signature is not this body's") }
        return problem(request, body: body).map(Verdict.bad) ?? .good
    }

    /// What is wrong with the signature; nil when it is good.
    private func problem(_ request: HTTPRequest, body: [UInt8]) -> String? {
        guard let signature = request.fields.bytes(of: Self.field) else {
            return "the signature is missing"
        }
        // Which of two would count is for a forger to choose, so neither does.
        guard request.fields.values(of: Self.field).count == 1 else {
            return "there is more than one signature"
        }
        guard signature.count == Signature.byteCount else {
            return "the signature has \(signature.count) bytes, not \(Signature.byteCount)"
        }
        var isOutdated = false
        for (key, endMilliseconds) in keys
        where Signature.verify(signature.span, body: body.span, key: key) {
            guard let endMilliseconds else { return nil }
            if let time = Self.milliseconds(of: body), time < endMilliseconds { return nil }
            isOutdated = true
        }
        return isOutdated
            ? "the signature is of a secret that was replaced before this event"
            : "the signature is not this body's"
    }

    /// The time that a signed body is stamped with, whatever its envelope calls it.
    private static func milliseconds(of body: [UInt8]) -> Int64? {
        let root = node(body, loneSurrogates: .replace)
        let stamp = root?["timestamp"]?.string ?? root?["created_at"]?.string
        guard let microseconds = stamp.flatMap({ EventTime.microseconds($0) }) else { return nil }
        // Downwards before 1970 too.
        return microseconds >= 0 ? microseconds / 1_000 : -((999 - microseconds) / 1_000)
    }
}

// MARK: - As personas do it

extension SignatureJudge {
    private func shows(_ oddity: SignatureOddity, _ request: HTTPRequest) -> Bool {
        let values = request.fields.values(of: Self.field)
        let signature = Self.signature(of: request)
        switch oddity {
        case .missing: return values.isEmpty
        case .wrongLength: return values.count == 1 && signature.count != Signature.byteCount
        case .notHexadecimal:
            return values.count == 1 && signature.count == Signature.byteCount
                && !signature.allSatisfy { Self.isHexadecimalDigit($0 | 0x20) }
        case .notASCII: return signature.contains { $0 >= 0x80 }
        case .prefixed: return signature.starts(with: "sha256=".utf8)
        case .repeated: return values.count > 1
        case .wrong: return honest(request) != .good
        }
    }

    private static func signature(of request: HTTPRequest) -> ArraySlice<UInt8> {
        request.fields.bytes(of: field) ?? []
    }

    /// Whether a byte is a digit as signatures have them, in lower case.
    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private func wanted(_ scheme: SignatureScheme, _ request: HTTPRequest) -> ArraySlice<UInt8> {
        let key = keys[0].key
        switch scheme {
        case .base64: return Base64.text(of: key.authenticate(request.body).bytes)[...]
        case .prefixed: return Array("sha256=\(expected(request.body))".utf8)[...]
        case .timestamped:
            let time = request.fields["X-Webhook-Timestamp"] ?? ""
            return Signature.sign(body: Array("\(time).".utf8) + request.body, key: key)[...]
        case .secretLine: return Signature.sign(body: request.body, key: key)[...]
        }
    }

    private static func node(_ body: [UInt8], loneSurrogates: JSONReader.LoneSurrogates) -> JSONNode? {
        try? JSONReader.read(body, dialect: .json, duplicateKeys: .lastWins, loneSurrogates: loneSurrogates)
    }

    private static func writtenAnew(_ body: [UInt8]) -> [UInt8]? {
        node(body, loneSurrogates: .keep).map { JavaScriptText.bytes(of: $0) }
    }

    private static func trimmed(_ body: [UInt8]) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        guard let first = body.firstIndex(where: { !isBlank($0) }),
            let last = body.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return Array(body[first...last])
    }
}

/// Bytes as letters, digits, `+` and `/` (RFC 4648, section 4).
enum Base64 {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The text of bytes, padded.
    static func text(of bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...3 {
                let isPadding = place > group.count
                text.append(isPadding ? UInt8(ascii: "=") : digits[bits >> (18 - 6 * place) & 63])
            }
        }
        return text
    }
}
