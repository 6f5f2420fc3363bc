/// A text with halves of surrogate pairs, which a string of JavaScript may hold and one of Swift may not.
///
/// Kept as WTF-8 (simonsapin.github.io/wtf-8, section 3): UTF-8 in which a half that has no other stands as if
/// it were a code point. Two halves side by side are the one character that they make.
package struct UnpairedText: Hashable, Sendable {
    /// The text in WTF-8.
    package let bytes: [UInt8]

    /// What bytes of WTF-8 are.
    package enum Reading: Sendable {
        /// Valid text, as every half has found its other.
        case valid(String)
        /// Text with halves that are left alone.
        case unpaired(UnpairedText)
    }

    /// Reads bytes of WTF-8, joining the halves that have come together.
    package static func read(_ bytes: [UInt8]) -> Reading {
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count)
        var index = 0
        var hasHalves = false
        while index < bytes.count {
            guard let half = half(in: bytes, at: index) else {
                joined.append(bytes[index])
                index += 1
                continue
            }
            index += halfByteCount
            if half < 0xDC00, let low = self.half(in: bytes, at: index), low >= 0xDC00,
                let scalar = character(half, low)
            {
                joined.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                index += halfByteCount
            } else {
                append(half: half, to: &joined)
                hasHalves = true
            }
        }
        return hasHalves
            ? .unpaired(UnpairedText(bytes: joined)) : .valid(String(decoding: joined, as: UTF8.self))
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text with U+FFFD in the place of each half, as programs hold it that know valid text only.
    package var replaced: String {
        var valid: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if Self.half(in: bytes, at: index) != nil {
                valid.append(contentsOf: UTF8.encodedReplacementCharacter)
                index += Self.halfByteCount
            } else {
                valid.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: valid, as: UTF8.self)
    }

    /// How many bytes a half takes.
    static let halfByteCount = 3

    /// The half that begins at a place of WTF-8, if one does: U+D800 to U+DFFF.
    static func half(in bytes: [UInt8], at index: Int) -> UInt32? {
        guard index + halfByteCount <= bytes.count, bytes[index] == 0xED, bytes[index + 1] >= 0xA0 else {
            return nil
        }
        return 0xD000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    }

    /// Appends a half in WTF-8.
    static func append(half: UInt32, to bytes: inout [UInt8]) {
        bytes.append(0xED)
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | (half >> 6 & 0x3F)))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | (half & 0x3F)))
    }

    /// The character that two halves make (RFC 8259, section 7).
    static func character(_ high: UInt32, _ low: UInt32) -> Unicode.Scalar? {
        Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }
}
