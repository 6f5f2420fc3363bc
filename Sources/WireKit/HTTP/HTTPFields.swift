/// One field of a message as text: what precedes the colon and what follows it, without white space around.
package struct HTTPField: Sendable, Equatable {
    /// The name in the case in which it was written.
    package let name: String
    /// The value; bytes that are no UTF-8 show as U+FFFD.
    package let value: String
}

/// The fields of a message, in order and with duplicates, kept as the bytes that stand on the wire.
///
/// A received head is copied once and never cut up: a look-up walks its lines, and a `String` is made only
/// for a value that somebody asks for. Names are compared without regard to case (RFC 9110, section 5.1).
package struct HTTPFields: Sendable {
    /// Every line is `name:value` and a line end; before `start` stands a received message's start line.
    private(set) var storage: [UInt8]
    private let start: Int
    /// The number of field lines.
    package private(set) var count: Int

    /// Creates an empty list.
    package init() {
        self.init(startLine: [])
    }

    /// Creates a list of these fields in this order, as `append` would.
    package init(_ fields: [(name: String, value: String)]) {
        self.init()
        for field in fields { append(field.name, field.value) }
    }

    /// Creates an empty list that keeps a start line in front of its own bytes.
    init(startLine: [UInt8]) {
        self.init(head: startLine, start: startLine.count, count: 0)
    }

    /// Takes over a head whose `count` field lines, from `start` to the end, were found good.
    init(head: consuming [UInt8], start: Int, count: Int) {
        self.storage = head
        self.start = start
        self.count = count
    }

    /// Whether there are no fields.
    package var isEmpty: Bool { count == 0 }

    /// The field lines as they stand on the wire, each with its line end.
    package var wireBytes: ArraySlice<UInt8> { storage[start...] }

    /// A received message's start line and field lines as they stood on the wire, without the empty line.
    package var headBytes: [UInt8] { storage }

    /// Adds a field behind the others.
    ///
    /// Traps when the name or the value cannot stand in a head; ask `HTTPSyntax` first when they are a user's.
    package mutating func append(_ name: String, _ value: String) {
        precondition(HTTPSyntax.isFieldName(name), "A field name is a token (RFC 9110, section 5.1).")
        precondition(HTTPSyntax.isFieldValue(value), "A field value holds no control characters.")
        storage.append(contentsOf: name.utf8)
        storage.append(UInt8(ascii: ":"))
        storage.append(HTTPSyntax.space)
        storage.append(contentsOf: value.utf8)
        storage.append(HTTPSyntax.carriageReturn)
        storage.append(HTTPSyntax.lineFeed)
        count += 1
    }

    /// The value of the first field of that name.
    package subscript(name: String) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of the first value of that name.
    package func bytes(of name: String) -> ArraySlice<UInt8>? {
        var position = start
        while let line = line(at: &position) {
            if isName(line.name, name) { return storage[line.value] }
        }
        return nil
    }

    /// The values of all fields of that name, in order.
    package func values(of name: String) -> [String] {
        var position = start
        var values: [String] = []
        while let line = line(at: &position) {
            if isName(line.name, name) { values.append(String(decoding: storage[line.value], as: UTF8.self)) }
        }
        return values
    }

    /// Whether a field of that name exists.
    package func contains(_ name: String) -> Bool { bytes(of: name) != nil }
}

extension HTTPFields {
    /// Cuts out the line that begins at `position` and moves on to the next.
    private func line(at position: inout Int) -> (name: Range<Int>, value: Range<Int>)? {
        let bytes = storage.span
        guard position < bytes.count else { return nil }
        let begin = position
        var colon = begin
        while bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        var end = colon + 1
        while bytes[end] != HTTPSyntax.lineFeed { end += 1 }
        position = end + 1
        // The byte before a line feed may be the carriage return that belongs to it.
        if bytes[end - 1] == HTTPSyntax.carriageReturn { end -= 1 }
        return (begin..<colon, HTTPSyntax.trimmed(bytes, (colon + 1)..<end))
    }

    private func isName(_ range: Range<Int>, _ name: String) -> Bool {
        let name = name.utf8.span
        guard name.count == range.count else { return false }
        let bytes = storage.span
        for index in name.indices {
            let byte = bytes[range.lowerBound &+ index]
            guard HTTPSyntax.lowercased(name[index]) == HTTPSyntax.lowercased(byte) else { return false }
        }
        return true
    }
}

extension HTTPFields: Sequence {
    /// Walks the fields in the order in which they stand, making a pair of strings for each.
    package struct Iterator: IteratorProtocol {
        private let fields: HTTPFields
        private var position: Int

        fileprivate init(_ fields: HTTPFields) {
            self.fields = fields
            self.position = fields.start
        }

        /// The next field, or nil behind the last.
        package mutating func next() -> HTTPField? {
            guard let line = fields.line(at: &position) else { return nil }
            return HTTPField(
                name: String(decoding: fields.storage[line.name], as: UTF8.self),
                value: String(decoding: fields.storage[line.value], as: UTF8.self)
            )
        }
    }

    /// Begins a walk at the first field.
    package func makeIterator() -> Iterator { Iterator(self) }
}

extension HTTPFields: Equatable {
    /// Says whether both have the same values under the same names, in the same order.
    package static func == (left: Self, right: Self) -> Bool {
        guard left.count == right.count else { return false }
        var leftPosition = left.start
        var rightPosition = right.start
        while let one = left.line(at: &leftPosition), let other = right.line(at: &rightPosition) {
            guard left.isName(one.name, String(decoding: right.storage[other.name], as: UTF8.self)),
                left.storage[one.value] == right.storage[other.value]
            else { return false }
        }
        return true
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    /// Creates a list of the literal's pairs in their order, duplicates included, as `append` would.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }
}
