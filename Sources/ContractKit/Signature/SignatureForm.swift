import WireKit

/// A way of writing a digest that is not the contract's 64 lower-case hex digits.
package enum SignatureForm: Equatable, Sendable {
    /// The name of the field stands before the value.
    case fieldName
    /// White space around it.
    case whiteSpace
    /// Quotation marks around it.
    case quotationMarks
    /// What others write before a digest, such as `sha256=` or `v1,`.
    case prefix(String)
    /// A list of `t=…,v1=…`, of which a part is the digest.
    case timestampAndVersion
    /// Upper-case digits among the hex digits.
    case upperCase
    /// Base64 instead of hex digits.
    case base64

    /// What is wrong and what to do about it, without a full stop.
    package var message: String {
        switch self {
        case .fieldName: "it has the field's name before it: the signature is the value alone"
        case .whiteSpace: "it has white space around it: remove it"
        case .quotationMarks: "it has quotation marks around it: remove them"
        case .prefix(let prefix): "it begins with '\(prefix)': the digits stand alone"
        case .timestampAndVersion: "it is a list of 't=' and 'v1=': the digits stand alone"
        case .upperCase: "it has upper-case digits: write hex digits in lower case"
        case .base64: "it is base64: write the 32 bytes as 64 hex digits"
        }
    }
}

/// A signature as it was found, brought down to the digest in it.
struct ReadSignature: Equatable {
    /// How it differs from the contract's form, outermost first.
    private(set) var forms: [SignatureForm] = []
    /// The digest; nil where it is neither hex nor base64.
    private(set) var digest: [UInt8]?
    /// What is left when everything around the digits is taken away.
    private(set) var digits: [UInt8]
    /// The timestamp that came with it, as in `t=…,v1=…`.
    private(set) var timestamp: [UInt8]?

    init(_ header: [UInt8]) {
        digits = header
        stripFieldName()
        strip(.whiteSpace) { $0 == 0x20 || (0x09...0x0D).contains($0) }
        if digits.count > 1, digits.first == UInt8(ascii: "\""), digits.last == UInt8(ascii: "\"") {
            strip(.quotationMarks) { $0 == UInt8(ascii: "\"") }
        }
        takeVersion()
        stripPrefix()
        decode()
    }

    private static let prefixes = [
        "sha256=", "sha256:", "hmac-sha256=", "sha1=", "sha512=", "v1=", "v1,", "0x",
    ]

    private mutating func stripFieldName() {
        guard let colon = digits.firstIndex(of: UInt8(ascii: ":")) else { return }
        let name = String(decoding: digits[..<colon], as: UTF8.self).lowercased()
        guard name.hasSuffix("signature"), !name.contains(" ") else { return }
        digits.removeFirst(colon + 1)
        if digits.first == 0x20 { digits.removeFirst() }
        forms.append(.fieldName)
    }

    private mutating func strip(_ form: SignatureForm, _ isOuter: (UInt8) -> Bool) {
        let inner = digits.drop(while: isOuter).reversed().drop(while: isOuter).reversed()
        guard inner.count != digits.count else { return }
        digits = Array(inner)
        forms.append(form)
    }

    /// Takes a list such as `t=1492774577,v1=5257a8…` apart.
    private mutating func takeVersion() {
        let parts = digits.split(separator: UInt8(ascii: ","))
        func value(_ name: String) -> [UInt8]? {
            parts.first { $0.starts(with: Array(name.utf8)) }.map { Array($0.dropFirst(name.utf8.count)) }
        }
        guard parts.count > 1, let time = value("t="), let digest = value("v1=") else { return }
        timestamp = time
        digits = digest
        forms.append(.timestampAndVersion)
    }

    private mutating func stripPrefix() {
        let lower = digits.map(ASCIIBytes.lowered)
        for prefix in Self.prefixes where lower.starts(with: Array(prefix.utf8)) {
            digits.removeFirst(prefix.utf8.count)
            forms.append(.prefix(prefix))
            return
        }
    }

    private mutating func decode() {
        if let bytes = Encoded.bytes(hex: digits) {
            digest = bytes
            if digits != digits.map(ASCIIBytes.lowered) { forms.append(.upperCase) }
        } else if let bytes = Encoded.bytes(base64: digits), bytes.count >= 16 {
            digest = bytes
            forms.append(.base64)
        }
    }
}

/// ASCII, byte for byte.
enum ASCIIBytes {
    static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
    }
}

/// Bytes that are written as text.
package enum Encoded {
    /// The bytes of hex digits of either case; nil for anything else, and for none.
    static func bytes(hex digits: some Collection<UInt8>) -> [UInt8]? {
        guard !digits.isEmpty, digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            guard let value = hexValue(ASCIIBytes.lowered(digit)) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    /// The bytes of base64 with either alphabet (RFC 4648, sections 4 and 5), its padding left out or not.
    static func bytes(base64 digits: some Collection<UInt8>) -> [UInt8]? {
        let trimmed = digits.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        guard !trimmed.isEmpty, digits.count - trimmed.count <= 2, trimmed.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var bits = 0
        for digit in trimmed {
            guard let value = base64Value(digit) else { return nil }
            pending = pending << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            pending &= (1 << UInt32(bits)) - 1
        }
        // Bits that no byte takes are zero, or it is something else.
        return pending == 0 ? bytes : nil
    }

    /// Bytes as base64 (RFC 4648, section 4).
    package static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = (0..<3).reduce(UInt32(0)) {
                $0 << 8 | UInt32($1 < group.count ? group[start + $1] : 0)
            }
            for place in 0..<4 {
                let isThere = place <= group.count
                text.append(
                    isThere ? alphabet[Int(value >> UInt32(18 - 6 * place)) & 63] : UInt8(ascii: "=")
                )
            }
        }
        return text
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func base64Value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
