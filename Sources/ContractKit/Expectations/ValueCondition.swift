package import JSONKit
package import WireKit

/// What a JSON value must be; one that is not there counts as `null`.
package enum ValueCondition: Equatable, Sendable {
    /// The same value: numbers by what they are worth, objects whatever the order of their keys.
    case equals(JSONValue)
    /// Anything but `null`, or `null` where it must not exist.
    case exists(Bool)
    /// One of these values.
    case oneOf([JSONValue])
    /// A number between these bounds, as exact decimals; one of them may be missing.
    case between(atLeast: JSONNumber?, atMost: JSONNumber?)

    /// Says whether a value fits; nil is a pointer into nothing.
    package func allows(_ value: JSONValue?) -> Bool {
        let value = value ?? .null
        switch self {
        case .equals(let wanted): return value == wanted
        case .exists(let wanted): return value.isNull != wanted
        case .oneOf(let values): return values.contains(value)
        case .between(let least, let most):
            guard let number = value.number, number.isFinite else { return false }
            return least.map { !number.isBelow($0) } ?? true && most.map { !$0.isBelow(number) } ?? true
        }
    }

    /// The condition as part of a sentence: `"completed"`, `anything but null`, `at least 3`.
    package var description: String {
        switch self {
        case .equals(let value): ValueText.text(value)
        case .exists(true): "anything but null"
        case .exists(false): "nothing, or null"
        case .oneOf(let values): Phrase.list(values.map { ValueText.text($0) }, "or")
        case .between(let least, let most):
            [least.map { "at least \($0.text)" }, most.map { "at most \($0.text)" }]
                .compactMap(\.self).joined(separator: " and ")
        }
    }
}

/// JSON values in messages: on one line, and never long.
package enum ValueText {
    /// Most bytes of a value that is shown.
    package static let bytesMax = 200

    /// A value as compact JSON without secrets, cut off where it is long.
    package static func text(_ value: JSONValue?, hiding mask: SecretMask = .hidingNothing) -> String {
        let bytes = JSONWriter.bytes(of: value ?? .null)
        guard bytes.count > bytesMax else { return String(decoding: mask.masked(bytes), as: UTF8.self) }
        // A character that is cut in two would show as U+FFFD.
        var end = bytesMax
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        // A secret that is cut in two would show its beginning.
        return String(decoding: mask.masked(bytes, startingBefore: end), as: UTF8.self) + "…"
    }
}
