import ContractKit
package import DeliveryKit
import JSONKit
import SimulationKit

/// Differences between two runs for people, a line each, and what they come to.
package enum DifferenceText {
    /// The line of one delivery, without its line break.
    ///
    /// `-` stands before what the first run has alone, `+` before what the second has alone, `~` before what
    /// differs. The name of the webhook is said where there are several.
    package static func line(of difference: DeliveryDifference, webhookNames: [String]) -> String {
        var subject = [difference.identifier, difference.type?.name ?? "unknown", difference.user]
        if webhookNames.count > 1 {
            let place = difference.webhook
            subject.append(webhookNames.indices.contains(place) ? webhookNames[place] : "#\(place + 1)")
        }
        let text = "\(mark(difference.kinds[0])) \(subject.joined(separator: " "))"
        let facts = difference.kinds.compactMap { fact($0) }
        return DisplayText.printable(facts.isEmpty ? text : "\(text): \(facts.joined(separator: ", "))")
    }

    /// The last line: how many deliveries are equal and how many are not.
    package static func summary(of counts: ComparisonCounts) -> String {
        let equal = "\(Phrase.count(counts.equal, "delivery", "deliveries")) equal"
        guard !counts.isEqual else { return "no difference: \(equal)" }
        return [
            "\(Phrase.number(counts.different)) different", "\(Phrase.number(counts.missing)) missing",
            "\(Phrase.number(counts.extra)) extra", equal,
        ].joined(separator: ", ")
    }

    private static func mark(_ kind: DeliveryDifference.Kind) -> String {
        switch kind {
        case .missing: "-"
        case .extra: "+"
        case .body, .moment, .attempts, .attemptMoment, .status, .outcome: "~"
        }
    }

    /// A difference in words; nil where the mark says it.
    private static func fact(_ kind: DeliveryDifference.Kind) -> String? {
        switch kind {
        case .missing, .extra: nil
        case .body: "other body"
        case .moment(let one, let other): "made \(shift(one, other))"
        case .attempts(let one, let other): "\(one) → \(Phrase.count(Int64(other), "attempt", "attempts"))"
        case .attemptMoment(let number, let one, let other): "attempt \(number) \(shift(one, other))"
        case .status(let number, let one, let other):
            "attempt \(number) answered \(status(one)) → \(status(other))"
        case .outcome(let one, let other): "\(outcome(one)) → \(outcome(other))"
        }
    }

    private static func shift(_ one: Int64, _ other: Int64) -> String {
        let distance = DurationText.text(milliseconds: abs(other - one))
        return "\(distance) \(other < one ? "earlier" : "later")"
    }

    private static func status(_ status: Int) -> String {
        status == 0 ? "nothing" : String(status)
    }

    static func outcome(_ outcome: AttemptOutcome?) -> String {
        switch outcome {
        case .delivered: "accepted"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .retry, .forged, nil: "pending"
        }
    }
}
