import JSONKit

/// Other spellings of a body, each legal JSON that means the same or adds what consumers are to pass over.
struct BodySpellings: Sendable {
    /// What is special about it, as it follows `a body`.
    let words: String
    /// The same value in the other spelling that encoders have for it; nil for the one that JavaScript writes.
    var other: (@Sendable (JSONObject) -> [UInt8])?
    /// The bytes of an envelope in this spelling.
    let bytes: @Sendable (JSONObject) -> [UInt8]

    /// The same value in another spelling.
    ///
    /// Where that is refused too, it is not the spelling that the consumer minds.
    func control(_ envelope: JSONObject) -> [UInt8] {
        if let other { return other(envelope) }
        do throws(Diagnostic) {
            return JavaScriptText.bytes(of: try JSONReader.read(bytes(envelope), dialect: .json))
        } catch {
            preconditionFailure("a body \(words) is JSON: \(error.message)")
        }
    }

    /// The eight spellings that encoders of this world produce.
    static let legal = [
        BodySpellings(words: "with indentation") { envelope in
            var writer = JSONWriter(style: .pretty)
            writer.value(.object(envelope))
            return writer.finish()
        },
        BodySpellings(words: "with '\\/' for '/'") { compact(adding("note", #""a\/b""#, to: $0)) },
        BodySpellings(words: "with '\\u' escapes") {
            compact(adding("note", #""caf\u00e9 \ud83d\ude80""#, to: $0))
        },
        // JavaScript writes it so itself; Python, PHP and Go write escapes.
        BodySpellings(
            words: "with raw UTF-8 and U+2028",
            other: { compact(adding("note", #""caf\u00e9 \u2028\ud83d\ude80""#, to: $0)) }
        ) {
            compact(adding("note", "\"café \u{2028}🚀\"", to: $0))
        },
        BodySpellings(words: "with 1640995200000.0 and 1e3") {
            compact(adding("numbers", "[1640995200000.0,1e3]", to: $0))
        },
        BodySpellings(words: "with an integer beyond 2^53") {
            compact(adding("number", "9007199254740993", to: $0))
        },
        BodySpellings(words: "with keys like integers") {
            compact(adding("keys", #"{"b":1,"10":2,"2":3}"#, to: $0))
        },
        BodySpellings(words: "with a line feed at its end") { compact((envelope: $0, raw: nil)) + [0x0A] },
    ]

    private typealias Added = (envelope: JSONObject, raw: (key: String, json: String)?)

    /// An envelope with one more member, spelled as it is given.
    private static func adding(_ key: String, _ json: String, to envelope: JSONObject) -> Added {
        (envelope, (key, json))
    }

    private static func compact(_ added: Added) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for member in added.envelope.members {
            writer.key(member.key)
            writer.value(member.value)
        }
        if let raw = added.raw {
            writer.key(raw.key)
            writer.raw(Array(raw.json.utf8))
        }
        writer.endObject()
        return writer.finish()
    }
}
