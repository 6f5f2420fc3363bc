/// The character classes of HTTP/1.1 heads (RFC 9110, section 5; RFC 9112, section 2).
package enum HTTPSyntax {
    static let horizontalTab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20

    /// Whether the text can be a field's name: a token (RFC 9110, section 5.1).
    package static func isFieldName(_ text: String) -> Bool { isToken(text.utf8) }

    /// Whether the text can be a field's value: no control characters but the tab (RFC 9110, section 5.5).
    package static func isFieldValue(_ text: String) -> Bool { text.utf8.allSatisfy(isFieldByte) }

    /// Whether the text can be a request's target: visible ASCII (RFC 9112, section 3.2).
    package static func isTarget(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isTargetByte)
    }

    /// Whether the bytes are a token, at least one character long (RFC 9110, section 5.6.2).
    static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(isTokenByte)
    }

    /// Whether the byte may stand in a token: a bit set of ASCII, two words of 64 (RFC 9110, section 5.6.2).
    @inline(__always)
    static func isTokenByte(_ byte: UInt8) -> Bool {
        // Low word: ! # $ % & ' * + - . 0-9; high word: A-Z ^ _ ` a-z | ~.
        let low: UInt64 = 0x03FF_6CFA_0000_0000
        let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
        let word = byte < 64 ? low : high
        return byte < 128 && word &>> UInt64(byte & 63) & 1 == 1
    }

    /// Whether the byte may stand in a field's value or a reason phrase (RFC 9110, section 5.5).
    @inline(__always)
    static func isFieldByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == horizontalTab }

    /// Whether the byte may stand in a request's target: visible ASCII (RFC 3986, section 2).
    @inline(__always)
    static func isTargetByte(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    /// Whether the byte is optional white space inside a line (RFC 9110, section 5.6.3).
    @inline(__always)
    static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == space || byte == horizontalTab }

    /// Whether the byte is an ASCII digit.
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The byte with ASCII letters made lower-case.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// Whether the byte may stand in a URI's scheme (RFC 3986, section 3.1).
    static func isSchemeByte(_ byte: UInt8) -> Bool {
        lowercased(byte) &- 0x61 < 26 || isDigit(byte) || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    /// Whether the byte may stand in a host with its port (RFC 3986, section 3.2.2).
    static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "^"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default:
            isTargetByte(byte)
        }
    }

    /// Whether the bytes in the range are this lower-case word, in whatever case they are written.
    static func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, to word: String) -> Bool {
        let word = word.utf8.span
        guard range.count == word.count else { return false }
        for index in word.indices where lowercased(bytes[range.lowerBound &+ index]) != word[index] {
            return false
        }
        return true
    }

    /// The range without the white space at its ends.
    @inline(__always)
    static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, isWhiteSpace(bytes[lower]) { lower += 1 }
        while lower < upper, isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
        return lower..<upper
    }
}

/// Cuts a field's value into the elements of a list with commas (RFC 9110, section 5.6.1).
///
/// Elements may be empty, so `a,` has two and an empty value has one.
struct HTTPListElements {
    private var rest: Range<Int>?

    init(_ value: Range<Int>) { rest = value }

    /// The next element without white space around it, or nil behind the last.
    mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard let value = rest else { return nil }
        var end = value.lowerBound
        while end < value.upperBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
        rest = end < value.upperBound ? (end + 1)..<value.upperBound : nil
        return HTTPSyntax.trimmed(bytes, value.lowerBound..<end)
    }
}
