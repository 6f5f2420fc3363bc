/// Makes text from outside safe to print: a terminal acts on control characters.
package enum Printable {
    /// The text in single quotes, control characters written as `\u{1b}`, long text cut in the middle.
    package static func quoted(_ text: String) -> String {
        "'\(escaped(text))'"
    }

    /// The same without the quotes.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in shortened(text).unicodeScalars {
            if isControl(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The longest text that is quoted whole, in Unicode scalars.
    package static let scalarsMax = 400

    private static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > scalarsMax else { return text }
        let half = scalarsMax / 2
        return String(String.UnicodeScalarView(scalars.prefix(half))) + "…"
            + String(String.UnicodeScalarView(scalars.suffix(half)))
    }

    // C0, DEL, C1, and the bidirectional overrides, which can make one text look like another.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
