import JSONKit
package import WireKit

/// What can be said of one delivery, for a person who watches.
///
/// The texts come from outside: they are cut when they are taken in, and `line` makes them safe to print.
package struct DeliveryFact: Sendable {
    /// The most characters that are kept of each text.
    package static let textScalarsMax = 200

    /// What became of it.
    package let outcome: DeliveryOutcome
    /// The status of the answer; nil where a fault stood in its place.
    package let status: HTTPStatus?
    /// The body's size.
    package let bodyBytes: Int
    /// The event's name; nil when the body was not read.
    package let event: String?
    /// The signed id.
    package let identifier: String?
    /// The user, or the grant where bodies name no user.
    package let owner: String?
    /// The integration.
    package let walletIdentifier: String?
    /// The status word that the event carries.
    package let word: String?
    /// Why it was refused.
    package let problem: String?

    /// Describes a delivery that was taken.
    init(_ event: SignedEvent, _ outcome: DeliveryOutcome, bodyBytes: Int) {
        self.outcome = outcome
        self.status = .ok
        self.bodyBytes = bodyBytes
        self.event = Self.cut(event.name)
        identifier = Self.cut(event.identifier)
        owner = event.owner.map(Self.cut)
        walletIdentifier = event.walletIdentifier.map(Self.cut)
        word = event.word.map(Self.cut)
        problem = nil
    }

    /// Describes a delivery that was refused.
    init(_ outcome: DeliveryOutcome, status: HTTPStatus, problem: String, bodyBytes: Int) {
        self.outcome = outcome
        self.status = status
        self.bodyBytes = bodyBytes
        event = nil
        identifier = nil
        owner = nil
        walletIdentifier = nil
        word = nil
        self.problem = problem
    }

    /// Describes a delivery that a fault kept from the consumer.
    init(notTaken fault: ConsumerFaultName, bodyBytes: Int) {
        outcome = .notTaken
        status = nil
        self.bodyBytes = bodyBytes
        event = nil
        identifier = nil
        owner = nil
        walletIdentifier = nil
        word = nil
        problem = "fault '\(fault.rawValue)'"
    }

    /// One line without its end: status, outcome, event, user, integration, word and id, or what is wrong.
    ///
    ///     200 applied  integration.updated  alice w1 COMPLETED  whd_8cbe199e6ae5fe275320c2b0
    ///     401 unauthorized  the signature is missing  (481 bytes)
    ///     --- not taken  fault 'hang'  (481 bytes)
    package var line: String {
        var parts = ["\(status.map { String($0.code) } ?? "---") \(outcome.rawValue)"]
        if let event { parts.append(event) }
        let subject = [owner, walletIdentifier, word].compactMap(\.self)
        if !subject.isEmpty { parts.append(subject.joined(separator: " ")) }
        if let identifier { parts.append(identifier) }
        if let problem { parts.append("\(problem)  (\(bodyBytes) bytes)") }
        return DisplayText.printable(parts.joined(separator: "  "))
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > textScalarsMax else { return text }
        let kept = text.unicodeScalars.prefix(textScalarsMax)
        return kept.endIndex == text.unicodeScalars.endIndex ? text : String(kept) + "…"
    }
}
