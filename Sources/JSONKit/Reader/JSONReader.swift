/// Reads JSON (RFC 8259) and JSON5 (spec.json5.org, version 1.0.0) and keeps the place of every value.
///
/// Stricter than the two where leniency would hide a mistake: text must be valid UTF-8 without NUL bytes, and
/// strings hold no raw control characters (JSON5: none but tab).
package enum JSONReader {
    /// Which language a text is in.
    package enum Dialect: Sendable {
        /// Strict JSON; a byte order mark is refused.
        case json
        /// JSON5, of which JSON is a part; a byte order mark is white space.
        case json5
    }

    /// What happens to a key that an object already has.
    package enum DuplicateKeys: Sendable {
        /// An error at the second of them.
        case reject
        /// The later value at the earlier place, as in JavaScript.
        case lastWins
    }

    /// What happens to an escape that is half of a surrogate pair, which no valid string can hold.
    package enum LoneSurrogates: Sendable {
        /// An error at the escape.
        case reject
        /// U+FFFD in its place.
        case replace
        /// The half itself: the text is an `UnpairedText`.
        case keep
    }

    /// Reads one value and nothing but white space and comments around it.
    ///
    /// Throws at the first mistake. Costs about 2.5 µs for 480 bytes in a release build.
    package static func read(
        _ bytes: [UInt8],
        dialect: Dialect,
        limits: JSONLimits = JSONLimits(),
        duplicateKeys: DuplicateKeys = .reject,
        loneSurrogates: LoneSurrogates = .reject
    ) throws(Diagnostic) -> JSONNode {
        guard bytes.count <= limits.bytesMax else {
            let message =
                "the text has \(bytes.count) bytes and may have \(limits.bytesMax); "
                + "split it, or remove some of it"
            throw Diagnostic(message, at: SourceRange(lower: 0, upper: 0))
        }
        try checkEncoding(bytes)
        var parser = JSONParser(
            bytes: bytes,
            dialect: dialect,
            limits: limits,
            duplicateKeys: duplicateKeys,
            loneSurrogates: loneSurrogates
        )
        return try parser.document()
    }

    /// Refuses what is not UTF-8, with a word on UTF-16, which looks like text in an editor.
    private static func checkEncoding(_ bytes: [UInt8]) throws(Diagnostic) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let start = error.byteOffsets.lowerBound
            if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                throw Diagnostic("the text is UTF-16; save it as UTF-8", at: SourceRange(lower: 0, upper: 2))
            }
            throw Diagnostic(
                "the text is not valid UTF-8 here; save it as UTF-8",
                at: SourceRange(lower: start, upper: error.byteOffsets.upperBound)
            )
        }
    }
}
