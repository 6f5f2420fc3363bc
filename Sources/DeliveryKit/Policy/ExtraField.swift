import WireKit

/// A field that is sent in the head of every request beside those that portsim makes itself.
package struct ExtraField: Equatable, Sendable {
    /// Why a text is no such field.
    package enum Problem: Error, Equatable, Sendable {
        /// It has no colon, or what stands before it is no name (RFC 9110, section 5.1).
        case noName
        /// The value has a control character in it (RFC 9110, section 5.5).
        case badValue
        /// portsim makes the field of this name itself; two of them would say two things.
        case taken(String)

        /// What is wrong and what to do about it, as it follows the text.
        package var message: String {
            switch self {
            case .noName: "is written 'NAME: VALUE', with a name of letters, digits and hyphens"
            case .badValue: "has a control character in its value"
            case .taken(let name):
                "cannot be given: '\(name)' belongs to the signed request and is never overwritten"
            }
        }
    }

    /// The name as it was given.
    package let name: String
    /// The value without white space around it.
    package let value: String

    /// Fields that say what is signed, what the body is, or how the message is framed.
    private static let taken = [
        "X-Webhook-Signature", "X-Webhook-Event", "X-Webhook-Id", "X-Webhook-Timestamp", "Content-Type",
        "Content-Length", "Transfer-Encoding", "Host", "Connection", "Expect", "Upgrade", "TE", "Trailer",
        "User-Agent",
    ]

    /// Reads a field as it stands in a head.
    package init(_ text: String) throws(Problem) {
        guard let colon = text.firstIndex(of: ":"), HTTPSyntax.isFieldName(String(text[..<colon])) else {
            throw .noName
        }
        let name = String(text[..<colon])
        var value = text[text.index(after: colon)...]
        while let first = value.first, first == " " || first == "\t" { value.removeFirst() }
        while let last = value.last, last == " " || last == "\t" { value.removeLast() }
        guard HTTPSyntax.isFieldValue(String(value)) else { throw .badValue }
        if let taken = Self.taken.first(where: { $0.lowercased() == name.lowercased() }) {
            throw .taken(taken)
        }
        self.name = name
        self.value = String(value)
    }

    /// The line of the head, with its end.
    var line: String { "\(name): \(value)\r\n" }
}
