import DeliveryKit
import JSONKit
import SimulationKit

extension ValueCursor {
    /// The word, one of the table's, as a value of an enumeration of the same words.
    func choice<Value: RawRepresentable<String>>(_: Value.Type = Value.self) -> Value? {
        choice().flatMap(Value.init(rawValue:))
    }

    /// The word, one of the table's.
    func choice() -> String? {
        guard case .choice(let words) = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        guard words.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
            report(
                "\(label) is \(kind.words), not \(Diagnostic.quoted(text))",
                suggestion: Suggestion.nearest(to: text, among: words)
            )
            return nil
        }
        return text
    }

    /// The profile of this name.
    func profile() -> Profile? {
        guard case .profile = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        guard let profile = Profile.all.first(where: { $0.name == text }) else {
            let names = FieldKind.alternatives(Profile.all.map { "'\($0.name)'" })
            report(
                "\(label) is \(names), not \(Diagnostic.quoted(text))",
                suggestion: Suggestion.nearest(to: text, among: Profile.all.map(\.name))
            )
            return nil
        }
        return profile
    }

    /// The event of the scenario's profile that has this name.
    func event() -> EventType? {
        guard case .eventName = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        return event(text)
    }

    /// The events of a subscription's entry: one, or all.
    func subscription() -> Webhook.Subscription? {
        guard case .subscription = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        if text == "*" { return .all }
        return event(text).map { .only([$0]) }
    }

    /// The name of something else in the file, not yet looked up.
    func reference() -> String? {
        guard case .reference = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        return text
    }

    private func event(_ text: String) -> EventType? {
        let named = EventType(name: text)
        guard let type = named, reading.profile.eventTypes.contains(type) else {
            let others = Profile.all.filter { profile in named.map(profile.eventTypes.contains) ?? false }
            let owner = others.map { Diagnostic.quoted($0.name) }.joined(separator: " or ")
            report(
                "\(reading.profile.name) has no event \(Diagnostic.quoted(text))"
                    + (owner.isEmpty ? "" : "; it goes with the profile \(owner)"),
                suggestion: Suggestion.nearest(to: text, among: reading.profile.eventTypes.map(\.name))
            )
            return nil
        }
        return type
    }
}
