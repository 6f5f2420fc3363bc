import DeliveryKit
import JSONKit
import SimulationKit

extension ValueCursor {
    /// The text, within the table's limits.
    func text() -> String? {
        guard case .text(let limits) = kind else { misuse() }
        return text(limits)
    }

    /// The text that must never be shown; no message of it quotes it.
    func secret() -> String? {
        guard case .secret(let limits) = kind else { misuse() }
        return text(limits)
    }

    /// The name.
    func name() -> String? {
        guard case .name = kind else { misuse() }
        guard let name = node.string else { return refuseKind() }
        if let problem = NameRule.problem(of: name, isReferredTo: false) {
            report(problem)
            return nil
        }
        return name
    }

    /// The id of an event.
    func identifier() -> String? {
        guard case .identifier = kind else { misuse() }
        guard let text = text(1...ScenarioLimits.textBytesMax) else { return nil }
        guard NameRule.isIdentifier(text) else {
            report(
                "an id travels in an HTTP field too: visible ASCII without blanks, quotation marks or backslashes"
            )
            return nil
        }
        return text
    }

    /// The URL, taken apart.
    func url(allowsInsecure: Bool) -> WebhookURL? {
        guard case .url = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        // It may have a password in it.
        if text.utf8.contains(UInt8(ascii: "@")) { reading.hide(node.range) }
        do throws(WebhookURL.Problem) {
            return try WebhookURL(text, allowsInsecure: allowsInsecure)
        } catch {
            report(error.message)
            return nil
        }
    }

    /// The moment, in a year of four digits.
    func moment() -> Moment? {
        guard case .moment = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        guard let moment = TimeFormat.moment(from: text) else {
            report("\(Diagnostic.quoted(text)) is no moment; write it in UTC, as in '2026-01-01T00:00:00Z'")
            return nil
        }
        return moment
    }

    /// The speed.
    func speed() -> Speed? {
        guard case .speed = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        guard let speed = Speed(text) else {
            report(
                "\(label) is \(kind.words), not \(Diagnostic.quoted(text))",
                suggestion: Suggestion.nearest(to: text, among: ["instant", "realtime"])
            )
            return nil
        }
        return speed
    }

    /// The duration in milliseconds, within the table's limits.
    func duration() -> Int64? {
        guard case .duration(let limits) = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        do throws(DurationText.Problem) {
            let milliseconds = try DurationText.milliseconds(text)
            guard milliseconds >= limits.lowerBound else {
                report("\(label) is at least '\(DurationText.text(limits.lowerBound))'")
                return nil
            }
            guard milliseconds <= limits.upperBound else {
                report("\(label) is at most '\(DurationText.text(limits.upperBound))'")
                return nil
            }
            return milliseconds
        } catch {
            report(error.message(of: text), suggestion: DurationText.suggestion(for: text))
            return nil
        }
    }

    private func text(_ limits: ClosedRange<Int>) -> String? {
        guard let text = node.string else { return refuseKind() }
        if let problem = NameRule.problem(ofText: text, bytes: limits, label: label) {
            report(problem)
            return nil
        }
        return text
    }
}
