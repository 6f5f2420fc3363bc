/// Text made safe for the places of a page that it stands in.
enum MarkupText {
    /// A text between tags or in a quoted attribute.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            // No page may hold a control character, not even by its number.
            case 0..<0x20, 0x7f: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// JSON inside a script element: nothing in it can end the element, begin a comment or break a line.
    ///
    /// The marks stand in strings alone, where an escape means the same
    /// (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
    static func script(json: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.count + json.count / 64)
        var index = 0
        while index < json.count {
            let byte = json[index]
            index += 1
            switch byte {
            case UInt8(ascii: "<"): bytes += #"\u003C"#.utf8
            case UInt8(ascii: ">"): bytes += #"\u003E"#.utf8
            case UInt8(ascii: "&"): bytes += #"\u0026"#.utf8
            // U+2028 and U+2029, which end lines in scripts.
            case 0xE2
            where index + 1 < json.count && json[index] == 0x80 && (0xA8...0xA9).contains(json[index + 1]):
                bytes += (json[index + 1] == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8
                index += 2
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}
