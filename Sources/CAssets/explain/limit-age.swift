import Foundation

// Longer than any retry and any replay by hand that you want to take. Ids are
// forgotten after both together, never earlier: what is taken is known.
let rememberedSeconds: Double = 30 * 24 * 3_600
let skewSeconds: Double = 5 * 60

/// Whether a verified body is young enough to be told from a replay.
///
/// The timestamp is the body's: the header's is not signed, and says when the
/// attempt was made.
func isTimely(_ timestamp: String, now: Date) -> Bool {
    // The style with a fraction takes none without, so both are tried.
    let styles = [true, false].map { hasFraction in
        Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction)
    }
    let moments = styles.compactMap { try? $0.parse(timestamp) }
    guard let moment = moments.first else { return false }
    let age = now.timeIntervalSince(moment)
    return age >= -skewSeconds && age <= rememberedSeconds
}
