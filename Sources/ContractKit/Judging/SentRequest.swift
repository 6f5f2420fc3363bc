package import WireKit

/// A request as it went out, for whoever judges its head.
package struct SentRequest: Sendable {
    private enum Signing {
        case known(Bool)
        /// Verified when somebody asks, which costs as much as signing.
        case open(body: ArraySlice<UInt8>, key: HMACSHA256)
    }

    /// Its fields in their order.
    package let fields: [(name: String, value: String)]
    private let signing: Signing

    /// Describes a request.
    package init(fields: [(name: String, value: String)], isSigned: Bool) {
        self.fields = fields
        signing = .known(isSigned)
    }

    /// Takes a request apart as a consumer does, to be verified with the secret's key.
    package init(_ bytes: [UInt8], key: HMACSHA256) {
        let end = Self.endOfHead(bytes)
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").dropFirst()
        fields = lines.map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst().drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        signing = .open(body: bytes[end...], key: key)
    }

    /// Whether its signature is that of its body under the secret of its moment.
    package var isSigned: Bool {
        switch signing {
        case .known(let isSigned): return isSigned
        case .open(let body, let key):
            let signatures = fields.filter { $0.name.lowercased() == "x-webhook-signature" }
            return signatures.count == 1
                && Signature.verify(Array(signatures[0].value.utf8), body: Array(body), key: key)
        }
    }

    /// Where the empty line that ends the head of a request is over; where there is none, its end.
    package static func endOfHead(_ bytes: [UInt8]) -> Int {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        var index = 0
        while index + end.count <= bytes.count {
            if bytes[index] == 0x0D, bytes[index..<index + end.count].elementsEqual(end) {
                return index + end.count
            }
            index += 1
        }
        return bytes.count
    }
}
