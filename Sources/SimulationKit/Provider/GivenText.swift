import JSONKit

/// A text that a scenario gives in place of one that is derived from the seed.
final class GivenText: Sendable {
    let text: String
    /// As it stands between the quotes of JSON.
    let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(JSONWriter.bytes(string: text).dropFirst().dropLast())
    }
}

extension JSONWriter {
    /// A text as JSON, quotes included.
    static func bytes(string: String) -> [UInt8] {
        var bytes: [UInt8] = []
        // One for each byte of most texts and two for the quotes: no room is left over.
        bytes.reserveCapacity(string.utf8.count + 2)
        append(string: string, to: &bytes)
        return bytes
    }
}
