/// The first line of a message, taken apart into ranges of the head that holds it (RFC 9112, sections 3 and 4).
struct HTTPStartLine: Sendable {
    /// What the two kinds of first line do not share.
    enum Kind: Sendable {
        case request(method: Range<Int>, target: Range<Int>)
        case response(status: Int, reason: Range<Int>)
    }

    let kind: Kind
    /// The version's second digit; the first is 1.
    let minorVersion: Int

    /// Takes a request line apart: method, target and version with one space between (RFC 9112, section 3).
    static func request(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(HTTPParseError) -> HTTPStartLine {
        var index = line.lowerBound
        while index < line.upperBound, HTTPSyntax.isTokenByte(bytes[index]) { index += 1 }
        let method = line.lowerBound..<index
        guard !method.isEmpty, index < line.upperBound, bytes[index] == HTTPSyntax.space else {
            throw .badStartLine
        }
        index += 1
        let targetStart = index
        while index < line.upperBound, HTTPSyntax.isTargetByte(bytes[index]) { index += 1 }
        let target = targetStart..<index
        guard index < line.upperBound, bytes[index] == HTTPSyntax.space else { throw .badStartLine }
        let minorVersion = try minorVersion(bytes, (index + 1)..<line.upperBound)
        guard isTarget(bytes, target, method) else { throw .badStartLine }
        return HTTPStartLine(kind: .request(method: method, target: target), minorVersion: minorVersion)
    }

    /// Takes a status line apart: version, three digits and a phrase (RFC 9112, section 4).
    ///
    /// The space before a phrase that is empty may be missing: section 4 lets a recipient ignore trailing white
    /// space, and many small servers do not send it.
    static func response(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(HTTPParseError) -> HTTPStartLine {
        let codeStart = line.lowerBound + versionByteCount + 1
        let codeEnd = codeStart + 3
        guard line.upperBound >= codeEnd else {
            // Too short for a status, yet perhaps long enough to tell another version from another protocol.
            _ = try minorVersion(bytes, line.lowerBound..<min(codeStart - 1, line.upperBound))
            throw .badStartLine
        }
        let minorVersion = try minorVersion(bytes, line.lowerBound..<(codeStart - 1))
        guard bytes[codeStart - 1] == HTTPSyntax.space else { throw .badStartLine }
        var status = 0
        for index in codeStart..<codeEnd {
            guard HTTPSyntax.isDigit(bytes[index]) else { throw .badStartLine }
            status = status * 10 + Int(bytes[index] & 15)
        }
        guard status >= 100 else { throw .badStartLine }
        guard line.upperBound > codeEnd else {
            return HTTPStartLine(
                kind: .response(status: status, reason: codeEnd..<codeEnd),
                minorVersion: minorVersion
            )
        }
        guard bytes[codeEnd] == HTTPSyntax.space else { throw .badStartLine }
        let reason = (codeEnd + 1)..<line.upperBound
        for index in reason {
            guard HTTPSyntax.isFieldByte(bytes[index]) else {
                throw bytes[index] == HTTPSyntax.carriageReturn ? .bareCarriageReturn : .badStartLine
            }
        }
        return HTTPStartLine(kind: .response(status: status, reason: reason), minorVersion: minorVersion)
    }

    /// Whether the beginning of a first line can still become one, so that another protocol is told at once.
    static func isPossible(_ bytes: Span<UInt8>, role: HTTPParser.Role) -> Bool {
        switch role {
        case .request:
            return bytes.isEmpty || HTTPSyntax.isTokenByte(bytes[0])
        case .response:
            for index in 0..<min(versionName.count, bytes.count) {
                guard bytes[index] == versionName[index] else { return false }
            }
            return true
        }
    }

    private static let versionName: InlineArray<5, UInt8> = [
        UInt8(ascii: "H"), UInt8(ascii: "T"), UInt8(ascii: "T"), UInt8(ascii: "P"), UInt8(ascii: "/"),
    ]
    private static let versionByteCount = 8

    /// Reads `HTTP/1.x`; another first digit is another protocol (RFC 9112, section 2.3).
    private static func minorVersion(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(HTTPParseError) -> Int {
        guard range.count == versionByteCount else { throw .badStartLine }
        let first = range.lowerBound
        for index in 0..<versionName.count {
            guard bytes[first + index] == versionName[index] else { throw .badStartLine }
        }
        guard HTTPSyntax.isDigit(bytes[first + 5]), bytes[first + 6] == UInt8(ascii: "."),
            HTTPSyntax.isDigit(bytes[first + 7])
        else { throw .badStartLine }
        guard bytes[first + 5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        return Int(bytes[first + 7] & 15)
    }

    /// Whether the target has one of the four forms, and one that fits the method (RFC 9112, section 3.2).
    private static func isTarget(_ bytes: Span<UInt8>, _ target: Range<Int>, _ method: Range<Int>) -> Bool {
        guard let first = target.first else { return false }
        if bytes[first] == UInt8(ascii: "/") { return true }
        if bytes[first] == UInt8(ascii: "*") {
            return target.count == 1 && HTTPSyntax.isEqual(bytes, method, to: "options")
        }
        if HTTPSyntax.isEqual(bytes, method, to: "connect") { return true }
        // An absolute form begins with a scheme and a colon.
        var index = first
        while index < target.upperBound, HTTPSyntax.isSchemeByte(bytes[index]) { index += 1 }
        return index > first && index < target.upperBound && bytes[index] == UInt8(ascii: ":")
    }
}
