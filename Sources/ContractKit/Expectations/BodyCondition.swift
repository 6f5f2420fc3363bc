package import JSONKit

/// What stands in a place of a body.
package struct BodyCondition: Equatable, Sendable {
    /// The place.
    package var pointer: JSONPointer
    /// What must stand there; a pointer into nothing is `null`.
    package var value: ValueCondition

    /// States a condition.
    package init(pointer: JSONPointer, value: ValueCondition) {
        self.pointer = pointer
        self.value = value
    }

    /// The condition as part of a sentence: `/data/walletId: anything but null`.
    package var description: String { "\(place): \(value.description)" }

    /// The place as messages name it.
    var place: String { pointer.tokens.isEmpty ? "the body" : pointer.description }
}
