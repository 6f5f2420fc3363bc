/// What is wrong at one place of a text, for the person who wrote it.
///
/// It holds facts and no position: `render(in:)` makes the text once it is known what the bytes are called.
package struct Diagnostic: Error, Hashable, Sendable {
    /// What is wrong, and what to do where that is not plain: one line, no full stop, lower-case at the
    /// beginning.
    package var message: String

    /// The bytes that are to be underlined.
    package var range: SourceRange

    /// What was probably meant, where something near exists.
    package var suggestion: String?

    /// Makes a diagnostic of a message, the bytes it is about, and what was probably meant.
    package init(_ message: String, at range: SourceRange, suggestion: String? = nil) {
        self.message = message
        self.range = range
        self.suggestion = suggestion
    }

    /// Puts a user's text into apostrophes for a message, cut after 40 characters and safe to print.
    package static func quoted(_ text: String) -> String {
        let cut = text.unicodeScalars.prefix(quotedScalarsMax)
        let isCut = cut.endIndex != text.unicodeScalars.endIndex
        return "'" + DisplayText.printable(String(cut)) + (isCut ? "…'" : "'")
    }

    /// The most of a user's text that a message repeats.
    private static let quotedScalarsMax = 40
}
