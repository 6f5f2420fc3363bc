/// Collects the lines of a head, and later of its trailers, and checks each one (RFC 9112, sections 2 and 5).
///
/// The bytes are copied once, into the array that a finished message keeps. A single line feed is accepted as
/// the end of a line (section 2.2); a carriage return anywhere else is an error.
struct HTTPHeadReader: Sendable {
    private let role: HTTPParser.Role
    private let bytesMax: Int
    private let fieldCountMax: Int

    private var bytes: [UInt8] = []
    /// Up to here there is no line feed that was not looked at.
    private var scanned = 0
    private var lineStart = 0
    /// The last complete field line; it waits for the next line, which might be folded onto it.
    private var waitingLine: Range<Int>?
    /// Where the field lines begin, and where they end once the head is complete.
    private var fieldsStart = 0
    private var fieldsEnd: Int?
    private var trailerCount = 0

    /// The first line, once it was read.
    private(set) var startLine: HTTPStartLine?
    /// What the fields say about the body.
    private(set) var framing = HTTPFraming()
    /// The number of the head's field lines.
    private(set) var fieldCount = 0

    init(_ role: HTTPParser.Role, limits: HTTPLimits) {
        self.role = role
        self.bytesMax = limits.headBytesMax
        self.fieldCountMax = limits.fieldCountMax
    }

    /// Whether nothing was read.
    var isEmpty: Bool { bytes.isEmpty }

    /// Reads on to the empty line behind the head or the trailers; says whether it was found.
    mutating func read(_ input: Span<UInt8>, offset: inout Int) throws(HTTPParseError) -> Bool {
        while offset < input.count {
            let before = bytes.count
            let taken = min(input.count - offset, bytesMax - before, Self.stepByteCount)
            let first = offset
            bytes.append(addingCapacity: taken) { output in
                for index in first..<(first + taken) { output.append(input[index]) }
            }
            if try takeLines() {
                // What was copied beyond the empty line belongs to the body.
                offset += lineStart - before
                bytes.removeLast(bytes.count - (fieldsEnd ?? bytes.count))
                return true
            }
            offset += taken
            if startLine == nil, !HTTPStartLine.isPossible(bytes.span, role: role) { throw .badStartLine }
            guard bytes.count < bytesMax else {
                throw startLine == nil
                    ? .startLineTooLarge(bytesMax: bytesMax) : .headTooLarge(bytesMax: bytesMax)
            }
        }
        return false
    }

    /// Makes ready for the trailers, which are checked like fields, counted with them, and dropped.
    mutating func beginTrailers() {
        scanned = bytes.count
        lineStart = bytes.count
    }

    /// The text in a range of the head.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Hands over the fields, leaving the reader empty.
    mutating func takeFields() -> HTTPFields {
        var head: [UInt8] = []
        swap(&head, &bytes)
        let fields = HTTPFields(head: head, start: fieldsStart, count: fieldCount)
        reset()
        return fields
    }

    /// Forgets everything and stands before a new head.
    mutating func reset() {
        bytes.removeAll()
        scanned = 0
        lineStart = 0
        waitingLine = nil
        fieldsStart = 0
        fieldsEnd = nil
        trailerCount = 0
        startLine = nil
        framing = HTTPFraming()
        fieldCount = 0
    }

    /// The bytes that are copied at a time, since the end of the head is not known beforehand.
    private static let stepByteCount = 1_024
}

extension HTTPHeadReader {
    /// Takes up every complete line; says whether the empty one was among them.
    private mutating func takeLines() throws(HTTPParseError) -> Bool {
        while let lineFeed = nextLineFeed() {
            let next = lineFeed + 1
            let endsWithReturn = lineFeed > lineStart && bytes[lineFeed - 1] == HTTPSyntax.carriageReturn
            let line = lineStart..<(endsWithReturn ? lineFeed - 1 : lineFeed)
            if startLine == nil {
                startLine = try Self.startLine(bytes.span, line, role: role)
                fieldsStart = next
            } else if line.isEmpty {
                try takeWaitingLine()
                if fieldsEnd == nil { fieldsEnd = lineStart }
                lineStart = next
                return true
            } else if HTTPSyntax.isWhiteSpace(bytes[lineStart]) {
                try unfold(line)
            } else {
                try takeWaitingLine()
                waitingLine = line
            }
            lineStart = next
        }
        return false
    }

    private mutating func nextLineFeed() -> Int? {
        let lineFeed = Self.lineFeed(bytes.span, from: scanned)
        scanned = lineFeed.map { $0 + 1 } ?? bytes.count
        return lineFeed
    }

    private static func lineFeed(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == HTTPSyntax.lineFeed { return index }
            index += 1
        }
        return nil
    }

    private static func startLine(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        role: HTTPParser.Role
    ) throws(HTTPParseError) -> HTTPStartLine {
        switch role {
        case .request: try HTTPStartLine.request(bytes, line)
        case .response: try HTTPStartLine.response(bytes, line)
        }
    }

    /// Joins a line that begins with white space to the field before it (RFC 9112, section 5.2).
    ///
    /// A server must refuse it or put spaces in the place of the line's end, a client must do the latter.
    private mutating func unfold(_ line: Range<Int>) throws(HTTPParseError) {
        guard role == .response, let waiting = waitingLine else {
            throw .obsoleteFolding(number: fieldCount + trailerCount + (waitingLine == nil ? 0 : 1))
        }
        for index in waiting.upperBound..<line.lowerBound { bytes[index] = HTTPSyntax.space }
        waitingLine = waiting.lowerBound..<line.upperBound
    }

    private mutating func takeWaitingLine() throws(HTTPParseError) {
        guard let line = waitingLine else { return }
        waitingLine = nil
        let number = fieldCount + trailerCount + 1
        guard number <= fieldCountMax else { throw .tooManyFields(countMax: fieldCountMax) }
        let (name, value) = try Self.field(bytes.span, line, number: number)
        guard fieldsEnd == nil else {
            trailerCount += 1
            return
        }
        // A copy, since the span keeps the whole of `self` from being changed.
        var noted = framing
        noted.note(bytes.span, name: name, value: value)
        framing = noted
        fieldCount += 1
    }

    /// Cuts a field line at its colon and checks both sides (RFC 9112, section 5).
    private static func field(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        number: Int
    ) throws(HTTPParseError) -> (name: Range<Int>, value: Range<Int>) {
        var colon = line.lowerBound
        while colon < line.upperBound, HTTPSyntax.isTokenByte(bytes[colon]) { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else {
            throw nameError(bytes, colon..<line.upperBound, number: number)
        }
        for index in (colon + 1)..<line.upperBound {
            guard HTTPSyntax.isFieldByte(bytes[index]) else {
                throw bytes[index] == HTTPSyntax.carriageReturn
                    ? .bareCarriageReturn : .badField(number: number)
            }
        }
        return (line.lowerBound..<colon, HTTPSyntax.trimmed(bytes, (colon + 1)..<line.upperBound))
    }

    /// Says what is wrong with a field's name, given what follows its last good character.
    private static func nameError(_ bytes: Span<UInt8>, _ rest: Range<Int>, number: Int) -> HTTPParseError {
        var index = rest.lowerBound
        while index < rest.upperBound, HTTPSyntax.isWhiteSpace(bytes[index]) { index += 1 }
        let hasColon = index < rest.upperBound && bytes[index] == UInt8(ascii: ":")
        return hasColon && index > rest.lowerBound
            ? .spaceBeforeColon(number: number) : .badField(number: number)
    }
}
