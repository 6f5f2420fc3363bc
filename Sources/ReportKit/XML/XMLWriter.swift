/// Writes XML 1.0 piece by piece, on indented lines, well-formed whatever the texts hold.
///
/// Characters that XML 1.0 has no way to write (section 2.2: most control characters, U+FFFE and U+FFFF) become
/// U+FFFD. Line breaks and tabs in attributes are written as references, as parsers would turn them into spaces
/// (section 3.3.3), and so is every carriage return (section 2.11).
struct XMLWriter {
    /// What has been written.
    private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)

    private var open: [String] = []

    /// Opens an element.
    mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        start(name, attributes)
        bytes += ">\n".utf8
        open.append(name)
    }

    /// Closes the element that was opened last; traps where none is open.
    mutating func end() {
        guard let name = open.popLast() else { preconditionFailure("no element is open") }
        indent()
        bytes += "</\(name)>\n".utf8
    }

    /// Writes an element with text and nothing else in it; without text it is empty.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        text: String = ""
    ) {
        start(name, attributes)
        if text.isEmpty {
            bytes += "/>\n".utf8
        } else {
            bytes += ">".utf8
            append(text, isAttribute: false)
            bytes += "</\(name)>\n".utf8
        }
    }

    /// The whole text; traps while an element is open.
    consuming func finish() -> [UInt8] {
        precondition(open.isEmpty, "the element \(open.last ?? "") is not closed")
        return bytes
    }

    private mutating func start(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        indent()
        bytes += "<\(name)".utf8
        for (name, value) in attributes {
            bytes += " \(name)=\"".utf8
            append(value, isAttribute: true)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func indent() {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
    }

    private mutating func append(_ text: String, isAttribute: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            // In text only `]]>` needs it, and nothing is lost by writing it always.
            case ">": bytes += "&gt;".utf8
            case "\"" where isAttribute: bytes += "&quot;".utf8
            case "\t" where isAttribute: bytes += "&#9;".utf8
            case "\n" where isAttribute: bytes += "&#10;".utf8
            case "\r": bytes += "&#13;".utf8
            default:
                bytes += UTF8.encode(Self.isWritable(scalar) ? scalar : "\u{FFFD}").map { Array($0) } ?? []
            }
        }
    }

    /// Whether XML 1.0 has the character (production 2, `Char`).
    static func isWritable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
