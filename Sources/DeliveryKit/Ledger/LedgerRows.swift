/// A lane: one webhook and one user.
package struct LaneRow: Equatable, Sendable {
    /// Number of the lane, from 0 without gaps.
    package var lane: Int32
    /// Ordinal of the webhook in its file.
    package var webhook: Int32
    /// The user's id.
    package var user: String

    /// Builds a row.
    package init(lane: Int32, webhook: Int32, user: String) {
        self.lane = lane
        self.webhook = webhook
        self.user = user
    }
}

/// A delivery: fixed once made, the same bytes on every attempt.
package struct DeliveryRow: Equatable, Sendable {
    /// Place in the run, from 1 without gaps.
    package var sequence: Int64
    /// Lane it belongs to.
    package var lane: Int32
    /// Emission of its event, or when a fault let it out later, in milliseconds since 1970.
    package var moment: Int64
    /// Ordinal of the webhook in its file.
    package var webhook: Int32
    /// Index in the profile's catalogue of events.
    package var eventType: Int32
    /// Ordinal of the event for its user, counted before any filter.
    package var ordinal: Int64
    /// The id that the webhook is told.
    package var id: [UInt8]
    /// The exact body.
    package var body: [UInt8]
    /// What faults made of it before it was stored, as `FaultMark` writes it; nil where none did.
    package var fault: [UInt8]?

    /// Builds a row.
    package init(
        sequence: Int64,
        lane: Int32,
        moment: Int64,
        webhook: Int32,
        eventType: Int32,
        ordinal: Int64,
        id: [UInt8],
        body: [UInt8],
        fault: [UInt8]? = nil
    ) {
        self.sequence = sequence
        self.lane = lane
        self.moment = moment
        self.webhook = webhook
        self.eventType = eventType
        self.ordinal = ordinal
        self.id = id
        self.body = body
        self.fault = fault
    }
}

/// One attempt of a delivery and how it ended.
package struct AttemptRow: Equatable, Sendable {
    /// Most attempts that one delivery may have.
    package static let numberMax: Int32 = 8_191

    /// Sequence of the delivery.
    package var delivery: Int64
    /// Which attempt of that delivery, from 1 without gaps; an illegal request has that of the attempt it goes out with.
    package var number: Int32
    /// When it was due, in milliseconds since 1970.
    package var moment: Int64
    /// When it settled, in milliseconds since 1970.
    package var settled: Int64
    /// HTTP status, 0 without an answer.
    package var status: Int32
    /// Why there was no answer.
    package var error: String?
    /// Real time that the exchange took.
    package var tookMicroseconds: Int64
    /// What it meant for the delivery.
    package var outcome: AttemptOutcome
    /// Faults that were injected into it, as `FaultMark` writes them; nil where none was.
    package var fault: [UInt8]?
    /// What was kept of the answer: the fields that say when to come again, where they were heeded.
    package var answer: [UInt8]?
    /// Whether the request went out a second time, because a kept connection had died before any answer.
    package var wasResent: Bool

    /// Builds a row.
    package init(
        delivery: Int64,
        number: Int32,
        moment: Int64,
        settled: Int64,
        status: Int32,
        error: String? = nil,
        tookMicroseconds: Int64,
        outcome: AttemptOutcome,
        fault: [UInt8]? = nil,
        answer: [UInt8]? = nil,
        wasResent: Bool = false
    ) {
        self.delivery = delivery
        self.number = number
        self.moment = moment
        self.settled = settled
        self.status = status
        self.error = error
        self.tookMicroseconds = tookMicroseconds
        self.outcome = outcome
        self.fault = fault
        self.answer = answer
        self.wasResent = wasResent
    }
}

/// What an attempt meant for its delivery; the number is part of the file format.
package enum AttemptOutcome: UInt8, CaseIterable, Sendable {
    /// Another attempt follows.
    case retry = 1
    /// Accepted.
    case delivered = 2
    /// Given up.
    case failed = 3
    /// Given up without an attempt, because its webhook was deleted: the row says when, and nothing was sent.
    case cancelled = 4
    /// No attempt of the delivery: an illegal request that a fault made of it, sent beside the attempt of this number.
    ///
    /// Its row comes before that attempt's and says what the consumer made of it, which is nothing to the delivery.
    case forged = 5
}

/// How far a run has been recorded.
package struct LedgerWatermark: Equatable, Sendable {
    /// Bytes of a digest.
    package static let digestBytes = 32
    /// Before the first delivery.
    package static let start = LedgerWatermark(sequence: 0, digest: [UInt8](repeating: 0, count: digestBytes))

    /// Sequence of the latest delivery.
    package var sequence: Int64
    /// Running digest over the bodies up to it, 32 bytes.
    package var digest: [UInt8]

    /// Builds a watermark.
    package init(sequence: Int64, digest: [UInt8]) {
        self.sequence = sequence
        self.digest = digest
    }
}
