import SimulationKit
package import WireKit

extension Engine {
    /// A request that was sent, made again.
    package struct MadeRequest: Sendable {
        /// Head and body, exactly as they went over the wire.
        package let bytes: [UInt8]
        /// The key of the webhook's secret at that moment.
        package let key: HMACSHA256
    }

    /// The request of an attempt, which is a function of the record and the secrets; nil where none was sent.
    package func request(of entry: AttemptEntry) -> MadeRequest? {
        let delivery = entry.delivery
        let webhook = Int(delivery.webhook)
        guard Self.isSent(entry.attempt), histories.indices.contains(webhook),
            let type = UInt8(exactly: delivery.eventType).flatMap(EventType.init(rawValue:))
        else { return nil }
        let moment = Moment(milliseconds: entry.attempt.moment)
        let version = histories[webhook].place(at: moment)
        let bytes = writers[webhook][version].request(
            body: delivery.body,
            identifier: delivery.id,
            type: type,
            eventName: delivery.isUnknownEvent ? BodyEdit.eventName(of: delivery.body) : nil,
            attemptAt: moment
        )
        return MadeRequest(bytes: bytes, key: histories[webhook].versions[version].key)
    }

    /// Whether the delivery's own request was sent: not where no connection came about, or an illegal one was.
    private static func isSent(_ attempt: AttemptRow) -> Bool {
        switch attempt.outcome {
        case .delivered: true
        case .retry, .failed: !(attempt.error.map(WireFailure.isBeforeRequest(message:)) ?? false)
        case .cancelled, .forged: false
        }
    }

    /// Adds notes to the run file, after `run` has returned; a note of the same key is replaced.
    package func annotate(_ notes: [LedgerNote]) throws(EngineError) {
        do throws(LedgerError) {
            try ledger.annotate(notes)
        } catch {
            throw .ledger(error)
        }
    }
}
