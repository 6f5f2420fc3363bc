import JSONKit
import SimulationKit
import WireKit

/// What texts of a scenario may hold.
enum NameRule {
    /// What is wrong with a name, if anything; names that are referred to have no slash in them.
    static func problem(of name: String, isReferredTo: Bool) -> String? {
        if name.isEmpty { return "a name has at least one character" }
        if name.utf8.count > ScenarioLimits.nameBytesMax {
            return
                "a name has at most \(ScenarioLimits.nameBytesMax) bytes, and this one has \(name.utf8.count)"
        }
        if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            return "a name has no control characters"
        }
        guard isReferredTo else { return nil }
        if name.utf8.contains(UInt8(ascii: "/")) {
            return "a name of a user or an integration has no '/', which stands between the two"
        }
        // The users of a population are called #1, #2 and so on.
        if name.utf8.first == UInt8(ascii: "#") {
            return "a name of a user or an integration begins without '#'"
        }
        return nil
    }

    /// What is wrong with a text, if anything.
    static func problem(ofText text: String, bytes: ClosedRange<Int>, label: String) -> String? {
        let count = text.utf8.count
        if count < bytes.lowerBound { return "\(label) is empty" }
        if count > bytes.upperBound {
            return "\(label) has at most \(bytes.upperBound) bytes, and this has \(count)"
        }
        return nil
    }

    /// What is wrong with the name of a field in a head, if anything (RFC 9110, section 5.1).
    static func problem(ofFieldName name: String) -> String? {
        if name.utf8.count > ScenarioLimits.nameBytesMax {
            return "a field's name has at most \(ScenarioLimits.nameBytesMax) bytes"
        }
        guard HTTPSyntax.isFieldName(name) else {
            return "a field's name is letters, digits and hyphens, as in 'X-Webhook-Id'"
        }
        return nil
    }

    /// Whether an id can stand between quotes in a body and in a field of HTTP alike.
    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        }
    }
}

/// The names of the providers that bring their own facts.
enum ProviderNames {
    /// Reports a name that the catalogue does not have.
    static func check(_ member: JSONMember, _ reading: Reading) {
        guard ConnectedProvider.known(member.key) == nil else { return }
        reading.report(
            "\(Diagnostic.quoted(member.key)) is no provider that is known, and a population connects to those only",
            at: member.keyRange,
            suggestion: nearest(to: member.key)
        )
    }

    /// The name that was probably meant, if one is near.
    static func nearest(to name: String) -> String? {
        Suggestion.nearest(to: name, among: ConnectedProvider.catalogue.map(\.identifier))
    }
}
