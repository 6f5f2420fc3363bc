package import WireKit

/// What a scripted consumer does about one request.
package struct ScriptedAnswer: Sendable {
    enum Manner: Sendable {
        case status(HTTPStatus, HTTPFields, body: [UInt8])
        case bytes([UInt8])
        case silence
        case reset
    }

    let manner: Manner
    let thenCloses: Bool
    private(set) var delayMilliseconds = 0

    private init(_ manner: Manner, thenCloses: Bool = false) {
        self.manner = manner
        self.thenCloses = thenCloses
    }

    /// An answer with this status, as HTTP wants it.
    package static func status(
        _ code: Int,
        fields: HTTPFields = HTTPFields(),
        body: String = "",
        thenCloses: Bool = false
    ) -> ScriptedAnswer {
        ScriptedAnswer(.status(HTTPStatus(code), fields, body: Array(body.utf8)), thenCloses: thenCloses)
    }

    /// These bytes, which need not be HTTP.
    package static func raw(_ bytes: [UInt8], thenCloses: Bool = false) -> ScriptedAnswer {
        ScriptedAnswer(.bytes(bytes), thenCloses: thenCloses)
    }

    /// This text, which need not be HTTP.
    package static func raw(_ text: String, thenCloses: Bool = false) -> ScriptedAnswer {
        raw(Array(text.utf8), thenCloses: thenCloses)
    }

    /// Nothing, while the connection stays open.
    package static let never = ScriptedAnswer(.silence)

    /// The orderly end of the connection instead of an answer.
    package static let hangUp = ScriptedAnswer(.bytes([]), thenCloses: true)

    /// The end of the connection by a reset.
    package static let reset = ScriptedAnswer(.reset)

    /// The same, given later.
    package func after(milliseconds: Int) -> ScriptedAnswer {
        var later = self
        later.delayMilliseconds = milliseconds
        return later
    }
}
