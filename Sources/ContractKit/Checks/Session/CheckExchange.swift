import WireKit

/// One request of a verification and what came back, as evidence.
package struct CheckExchange: Equatable, Sendable {
    /// The request, byte for byte.
    package let request: [UInt8]
    /// The answer's status; nil where none came.
    package let status: Int?
    /// The answer's head, as it came.
    package let head: [UInt8]
    /// The beginning of the answer's body.
    package let body: [UInt8]
    /// Why no answer came; nil where one did.
    package let failure: String?
    /// How long it took.
    package let tookMicroseconds: Int64

    /// Most bytes of a request that are kept as evidence.
    package static let requestBytesMax = 64 << 10
    /// Most bytes of an answer's body that are kept.
    package static let bodyBytesMax = 4 << 10
}

extension CheckExchange {
    /// How it was answered, in short.
    var answer: FindingEvidence.Answer {
        FindingEvidence.Answer(status: status, tookMicroseconds: tookMicroseconds)
    }

    /// The exchange in one line, as evidence has it.
    package var summary: String {
        let line = String(decoding: request.prefix { $0 != 0x0D }, as: UTF8.self)
        let took = "\(tookMicroseconds / 1_000).\(tookMicroseconds % 1_000 / 100) ms"
        let answer = status.map { "\($0)" } ?? "no answer, \(failure ?? "nothing is known of why")"
        return "\(line) → \(answer) in \(took)"
    }

    /// Keeps of an exchange what evidence needs.
    init(request: [UInt8], result: Result<HTTPResponse, WireFailure>, tookMicroseconds: Int64) {
        self.request = Array(request.prefix(Self.requestBytesMax))
        self.tookMicroseconds = tookMicroseconds
        switch result {
        case .success(let response):
            status = response.status
            head = Array(response.fields.wireBytes.prefix(Self.bodyBytesMax))
            body = Array(response.body.prefix(Self.bodyBytesMax))
            failure = nil
        case .failure(let reason):
            status = nil
            head = []
            body = []
            failure = reason.message
        }
    }
}
