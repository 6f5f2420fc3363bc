import SimulationKit
import WireKit

/// A written request taken apart again: the copy of one attempt that faults of the request work on.
///
/// What is not touched is put together as it was, byte by byte.
struct RequestDraft: Equatable {
    /// A line of the head as it is spelt.
    struct Field: Equatable {
        let name: String
        var value: [UInt8]
    }

    private let requestLine: [UInt8]
    private(set) var fields: [Field]
    /// What the signature is of.
    private(set) var signedBody: [UInt8]
    /// What goes out.
    private(set) var body: [UInt8]

    /// Takes a request apart that `RequestWriter` has written; nil where the bytes are none of its.
    init?(_ request: [UInt8], bodyCount: Int) {
        guard bodyCount <= request.count else { return nil }
        let head = request.prefix(request.count - bodyCount)
        var lines = head.split(separator: UInt8(ascii: "\n")).map { $0.dropLast() }
        guard lines.count >= 2, lines.removeLast().isEmpty else { return nil }
        requestLine = Array(lines.removeFirst())
        fields = []
        for line in lines {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon + 2 <= line.endIndex else {
                return nil
            }
            fields.append(
                Field(
                    name: String(decoding: line[..<colon], as: UTF8.self),
                    value: Array(line[(colon + 2)...])
                )
            )
        }
        body = Array(request.suffix(bodyCount))
        signedBody = body
    }

    /// The whole request.
    var bytes: [UInt8] {
        var bytes = requestLine + Self.newLine
        for field in fields {
            bytes += Array(field.name.utf8) + Self.colon + field.value + Self.newLine
        }
        return bytes + Self.newLine + body
    }

    /// The value of a field, by its name in lower case; nil where there is none.
    func value(_ name: String) -> [UInt8]? {
        fields.first { $0.name.lowercased() == name }?.value
    }

    /// Gives a field another value; what is not there stays away.
    mutating func set(_ name: String, _ value: [UInt8]) {
        for index in fields.indices where fields[index].name.lowercased() == name {
            fields[index].value = value
        }
    }

    /// Takes a field out.
    mutating func remove(_ name: String) {
        fields.removeAll { $0.name.lowercased() == name }
    }

    /// Changes the body behind the signature's back.
    mutating func tamper(with body: [UInt8]) {
        self.body = body
        set(Self.contentLength, Array(String(body.count).utf8))
    }

    /// Puts another body in, which is what is signed from here on.
    mutating func replace(body: [UInt8]) {
        tamper(with: body)
        signedBody = body
    }

    /// Signs the body that is to be signed.
    mutating func sign(by key: HMACSHA256) {
        set(Self.signature, Signature.sign(body: signedBody, key: key))
    }

    static let signature = "x-webhook-signature"
    static let event = "x-webhook-event"
    static let identifier = "x-webhook-id"
    static let timestamp = "x-webhook-timestamp"
    static let contentLength = "content-length"
    private static let newLine = Array("\r\n".utf8)
    private static let colon = Array(": ".utf8)
}
