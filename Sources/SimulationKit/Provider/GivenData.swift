package import JSONKit

/// The data of an event that a scenario gives whole, written as a provider in JavaScript would.
///
/// A class, so that the repetitions of a step share one.
package final class GivenData: Sendable {
    /// What was given, as far as others can read it: halves of surrogate pairs are U+FFFD.
    package let object: JSONObject
    /// Members whose keys are array indices: they stand before all others.
    let indices: [UInt8]
    /// All other members.
    let others: [UInt8]
    /// Whether it says itself whom it is about.
    let hasUID: Bool

    /// Takes an object as data; it need not be of the provider's own form.
    package init(_ members: [JSONMember]) {
        object = JSONObject(members.map { (key: $0.key, value: $0.value.value) })
        (indices, others) = JavaScriptText.members(of: members)
        hasUID = object["uid"] != nil
    }

    /// How many bytes it has between its braces.
    package var byteCount: Int { indices.count + others.count }

    /// A text of the data that has something in it.
    func text(_ key: String) -> String? {
        object[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
}
