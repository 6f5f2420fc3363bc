/// Writes JSON as JavaScript's `JSON.stringify` does, piece by piece, into bytes.
///
/// Commas and colons come by themselves. A piece in the wrong place, such as a value in an object without a
/// key before it, is a mistake of the program and traps.
package struct JSONWriter: Sendable {
    /// How the text is laid out.
    package enum Style: Sendable {
        /// Without any white space, as `JSON.stringify(value)`.
        case compact
        /// On lines indented by two spaces, as `JSON.stringify(value, null, 2)`.
        case pretty
    }

    /// How numbers are written that were read from a text.
    package enum Numbers: Sendable {
        /// With all their digits, in the spelling they were read in where that is JSON.
        case exact
        /// As JavaScript prints them after reading them as doubles.
        case javaScript
    }

    private enum Expectation {
        case value, keyOrEnd, elementOrEnd, nothing
    }

    private struct Scope {
        var isObject: Bool
        var isEmpty = true
    }

    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    private let style: Style
    private let numbers: Numbers
    private var scopes: [Scope] = []
    private var expectation = Expectation.value

    /// Begins a text.
    package init(style: Style = .compact, numbers: Numbers = .exact) {
        self.style = style
        self.numbers = numbers
    }

    /// Writes a whole value at once.
    package static func bytes(
        of value: JSONValue,
        style: Style = .compact,
        numbers: Numbers = .exact
    ) -> [UInt8] {
        var writer = JSONWriter(style: style, numbers: numbers)
        writer.value(value)
        return writer.finish()
    }

    /// Opens an object.
    package mutating func beginObject() {
        open(isObject: true, ASCII.openBrace)
    }

    /// Closes the object that was opened last.
    package mutating func endObject() {
        precondition(expectation == .keyOrEnd, "endObject() belongs after an object's last value")
        close(ASCII.closeBrace)
    }

    /// Opens an array.
    package mutating func beginArray() {
        open(isObject: false, ASCII.openBracket)
    }

    /// Closes the array that was opened last.
    package mutating func endArray() {
        precondition(expectation == .elementOrEnd, "endArray() belongs after an array's last element")
        close(ASCII.closeBracket)
    }

    /// Writes a key; its value comes next.
    package mutating func key(_ key: String) {
        beginKey()
        Self.append(string: key, to: &bytes)
        endKey()
    }

    /// Writes a key that has halves of surrogate pairs; its value comes next.
    package mutating func key(_ key: UnpairedText) {
        beginKey()
        Self.append(unpaired: key, to: &bytes)
        endKey()
    }

    /// Writes a string.
    package mutating func string(_ string: String) {
        beginValue()
        Self.append(string: string, to: &bytes)
        endValue()
    }

    /// Writes a string that has halves of surrogate pairs.
    package mutating func string(_ string: UnpairedText) {
        beginValue()
        Self.append(unpaired: string, to: &bytes)
        endValue()
    }

    /// Writes an integer.
    package mutating func integer(_ integer: Int64) {
        beginValue()
        Self.append(integer: integer, to: &bytes)
        endValue()
    }

    /// Writes a count or another integer of the machine's size.
    package mutating func integer(_ integer: Int) {
        self.integer(Int64(integer))
    }

    /// Writes a double as JavaScript prints it; what is not finite becomes `null`.
    package mutating func double(_ double: Double) {
        beginValue()
        bytes.append(contentsOf: (double.isFinite ? JavaScriptNumber.text(of: double) : "null").utf8)
        endValue()
    }

    /// Writes a number that was read; Infinity and NaN become `null`.
    package mutating func number(_ number: JSONNumber) {
        beginValue()
        switch numbers {
        case .exact: bytes.append(contentsOf: number.jsonText.utf8)
        case .javaScript: bytes.append(contentsOf: number.javaScriptText.utf8)
        }
        endValue()
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ bool: Bool) {
        beginValue()
        bytes.append(contentsOf: (bool ? "true" : "false").utf8)
        endValue()
    }

    /// Writes `null`.
    package mutating func null() {
        beginValue()
        bytes.append(contentsOf: "null".utf8)
        endValue()
    }

    /// Writes a value with everything in it.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    /// Writes a value that is JSON already, byte for byte and unchecked.
    package mutating func raw(_ json: [UInt8]) {
        beginValue()
        bytes += json
        endValue()
    }

    /// Returns the text; traps when something is still open or nothing was written.
    package consuming func finish() -> [UInt8] {
        precondition(expectation == .nothing, "the JSON text is not complete")
        return bytes
    }

    private mutating func open(isObject: Bool, _ byte: UInt8) {
        beginValue()
        bytes.append(byte)
        scopes.append(Scope(isObject: isObject))
        expectation = isObject ? .keyOrEnd : .elementOrEnd
    }

    private mutating func close(_ byte: UInt8) {
        let scope = scopes.removeLast()
        if !scope.isEmpty { breakLine() }
        bytes.append(byte)
        endValue()
    }

    private mutating func beginKey() {
        precondition(expectation == .keyOrEnd, "key(_:) belongs into an object, after a value")
        beginItem()
    }

    private mutating func endKey() {
        bytes.append(ASCII.colon)
        if style == .pretty { bytes.append(ASCII.space) }
        expectation = .value
    }

    private mutating func beginValue() {
        switch expectation {
        case .value: break
        case .elementOrEnd: beginItem()
        case .keyOrEnd: preconditionFailure("a value in an object belongs after its key")
        case .nothing: preconditionFailure("a JSON text holds one value")
        }
    }

    private mutating func endValue() {
        switch scopes.last?.isObject {
        case true?: expectation = .keyOrEnd
        case false?: expectation = .elementOrEnd
        case nil: expectation = .nothing
        }
    }

    /// Writes what separates a member or an element from the one before.
    private mutating func beginItem() {
        let last = scopes.count - 1
        if !scopes[last].isEmpty { bytes.append(ASCII.comma) }
        scopes[last].isEmpty = false
        breakLine()
    }

    private mutating func breakLine() {
        guard style == .pretty else { return }
        bytes.append(ASCII.lineFeed)
        bytes.append(contentsOf: repeatElement(ASCII.space, count: 2 * scopes.count))
    }
}
