/// Number of one request to the ledger; a later request has a greater one.
package struct LedgerToken: Hashable, Comparable, Sendable {
    /// The number, from 1.
    package let value: UInt64

    /// Wraps a number.
    package init(_ value: UInt64) {
        self.value = value
    }

    /// Whether one request came before another.
    package static func < (earlier: LedgerToken, later: LedgerToken) -> Bool {
        earlier.value < later.value
    }
}

/// What the ledger has to say to the loop.
package enum LedgerReply: Equatable, Sendable {
    /// Everything appended up to this token is durable.
    case committed(upTo: LedgerToken)
    /// The bodies asked for, in the order of the request.
    case bodies(LedgerToken, [LedgerBody])
    /// Nothing after the last commit is recorded, and nothing more will be.
    case failed(LedgerError)
}

/// Body of one delivery.
package struct LedgerBody: Equatable, Sendable {
    /// Sequence of the delivery.
    package var sequence: Int64
    /// Its exact bytes.
    package var body: [UInt8]

    /// Pairs a body with its delivery.
    package init(sequence: Int64, body: [UInt8]) {
        self.sequence = sequence
        self.body = body
    }
}
