/// How text for a terminal is set off; plain text where there is no colour.
///
/// The codes are those of ECMA-48, 8.3.117 (SGR), which every terminal of today knows.
package struct Style: Equatable, Sendable {
    /// Whether escape sequences are written.
    package let isColored: Bool

    /// Without escape sequences.
    package static let plain = Style(isColored: false)
    /// With them.
    package static let colored = Style(isColored: true)

    /// Makes a style.
    package init(isColored: Bool) {
        self.isColored = isColored
    }

    /// Text in bold.
    package func bold(_ text: String) -> String { wrapped(text, "1") }
    /// Text that steps back.
    package func dim(_ text: String) -> String { wrapped(text, "2") }
    /// Text that says that something is wrong.
    package func red(_ text: String) -> String { wrapped(text, "31") }
    /// Text that says that something is right.
    package func green(_ text: String) -> String { wrapped(text, "32") }
    /// Text that deserves attention.
    package func yellow(_ text: String) -> String { wrapped(text, "33") }

    private func wrapped(_ text: String, _ code: String) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
