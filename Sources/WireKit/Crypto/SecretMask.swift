/// Takes secrets out of what is shown or noted: `(secret)` stands in the place of each.
///
/// Where several begin at one place, the longest is taken; one with quotation marks or backslashes is found as
/// JSON spells it too. A secret of less than six bytes is not looked for: it would take words and numbers
/// apart that have nothing to do with it, and whoever wants it has guessed it.
package struct SecretMask: Sendable {
    /// Fewest bytes of a secret that is hidden.
    package static let secretBytesMin = 6

    /// Longest first.
    private let secrets: [[UInt8]]
    /// By byte, whether a secret begins with it.
    private let begins: [Bool]

    /// Hides nothing.
    package static let hidingNothing = SecretMask(hiding: [[UInt8]]())

    /// Hides these secrets, as far as they are long enough.
    package init(hiding secrets: [[UInt8]]) {
        let long = secrets.filter { $0.count >= Self.secretBytesMin }
        let spelled = long.map(Self.asJSONSpells).filter { !long.contains($0) }
        self.secrets = (long + spelled).sorted { $0.count > $1.count }
        var begins = [Bool](repeating: false, count: 256)
        for case let first? in self.secrets.map(\.first) { begins[Int(first)] = true }
        self.begins = begins
    }

    /// Hides these secrets, as far as they are long enough.
    package init(hiding secrets: [String]) {
        self.init(hiding: secrets.map { Array($0.utf8) })
    }

    /// The bytes without secrets; what begins at `limit` or behind it is left off.
    ///
    /// A secret that begins before the limit is seen whole, so that no part of it stays. Costs a look at each byte.
    package func masked(_ bytes: [UInt8], startingBefore limit: Int = .max) -> [UInt8] {
        let limit = min(limit, bytes.count)
        guard !secrets.isEmpty else { return Array(bytes[..<limit]) }
        var shown: [UInt8] = []
        shown.reserveCapacity(limit)
        var index = 0
        while index < limit {
            if begins[Int(bytes[index])], let secret = secrets.first(where: bytes[index...].starts(with:)) {
                shown += "(secret)".utf8
                index += secret.count
            } else {
                shown.append(bytes[index])
                index += 1
            }
        }
        return shown
    }

    /// The text without secrets.
    package func masked(_ text: String) -> String {
        secrets.isEmpty ? text : String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }

    private static func asJSONSpells(_ secret: [UInt8]) -> [UInt8] {
        secret.flatMap { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
        }
    }
}
