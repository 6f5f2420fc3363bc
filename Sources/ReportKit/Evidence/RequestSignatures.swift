package import ContractKit
package import DeliveryKit

/// What requests of single attempts were signed with, for reports that show their heads.
///
/// No run file holds signatures; while the secrets are at hand they are made again. A bounded sample: deliveries
/// that failed or that a finding points at come first, then those with retries or faults, then the first ones.
package struct RequestSignatures: Equatable, Sendable {
    /// Most signatures that are kept.
    package static let countMax = 1_000

    private var values: [Int64: String] = [:]

    /// Knows none.
    package init() {}

    /// Makes the requests of deliveries again; `wanted` are those that findings point at, by sequence.
    ///
    /// Costs as much as signing: some microseconds each.
    package init(
        of deliveries: [DeliveryEvidence],
        wanted: Set<Int64> = [],
        _ request: (AttemptEntry) -> SentRequest?
    ) {
        for rank in 0...2 {
            for evidence in deliveries where evidence.rank(wanted) == rank && evidence.hasWholeBody {
                for attempt in evidence.attempts {
                    guard values.count < Self.countMax else { return }
                    let entry = AttemptEntry(
                        sequence: attempt.sequence,
                        attempt: attempt.row,
                        delivery: evidence.delivery
                    )
                    values[attempt.sequence] = request(entry).flatMap(Self.signature)
                }
            }
        }
    }

    /// How many are kept.
    package var count: Int { values.count }

    /// What the request of an attempt was signed with, by its place among all; nil where it is not kept.
    package subscript(attempt: Int64) -> String? { values[attempt] }

    private static func signature(of request: SentRequest) -> String? {
        request.fields.first { $0.name.lowercased() == "x-webhook-signature" }?.value
    }
}
