import ContractKit
import DeliveryKit
import Testing

@testable import ReportKit

struct RequestSignaturesTests {
    /// A request that is signed with its place in the run; the attempts of cancelled deliveries have none.
    private func request(_ entry: AttemptEntry) -> SentRequest? {
        guard entry.attempt.outcome != .cancelled else { return nil }
        let fields = [("Host", "hidden.example"), ("X-Webhook-Signature", "s\(entry.sequence)")]
        return SentRequest(fields: fields.map { (name: $0.0, value: $0.1) }, isSigned: true)
    }

    private func deliveries(_ count: Int) -> [DeliveryEvidence] {
        let record = SampleRecord.record(
            SampleRecord.entries(deliveries: count, users: 1) { _ in Array("{}".utf8) }
        )
        return record.deliveries
    }

    @Test func `what failed or is pointed at comes first, then retries and faults, then the rest`() {
        var deliveries = deliveries(RequestSignatures.countMax + 20)
        let last = deliveries.count - 1
        deliveries[last].outcome = .failed
        deliveries[last - 2].attempts.append(
            DeliveryEvidence.Attempt(sequence: 9_999, row: deliveries[last - 2].attempts[0].row)
        )
        let wanted = deliveries[last - 1].delivery.sequence
        let signatures = RequestSignatures(of: deliveries, wanted: [wanted], request)
        #expect(signatures.count == RequestSignatures.countMax)
        for attempt in [last + 1, last, last - 1, 9_999, 1, 996] {
            #expect(signatures[Int64(attempt)] == "s\(attempt)")
        }
        // Four of the thousand went to those that came first.
        #expect(signatures[997] == nil)
    }

    @Test func `what was not sent, or has no whole body here, has no signature`() {
        var deliveries = deliveries(3)
        deliveries[0].attempts[0].row.outcome = .cancelled
        deliveries[1].cutBody(to: 1)
        let signatures = RequestSignatures(of: deliveries, request)
        #expect(signatures.count == 1 && signatures[3] == "s3")
    }
}
