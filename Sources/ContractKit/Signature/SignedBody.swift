import JSONKit

/// What a signer may have signed instead of a body's bytes as they were sent.
package enum SignedBody: CaseIterable, Sendable {
    case withoutLineEnd
    case withLineFeed
    case withCarriageReturn
    case withLineFeedsOnly
    case withCarriageReturns
    case withByteOrderMark
    case withoutByteOrderMark
    case empty
    case compact
    case spaced
    case spacedASCII
    case escapedSlashes
    case prettyTwo
    case prettyFour
    case sortedCompact
    case sortedSpaced
    case base64

    /// What is wrong and what to do about it, without a full stop.
    package var message: String {
        switch self {
        case .withoutLineEnd: "the body was signed without the line break at its end"
        case .withLineFeed: "the body was signed with a line feed at its end that it does not have"
        case .withCarriageReturn:
            "the body was signed with a line break (CRLF) at its end that it does not have"
        case .withLineFeedsOnly: "the body was signed with LF where it has CRLF"
        case .withCarriageReturns: "the body was signed with CRLF where it has LF"
        case .withByteOrderMark: "the body was signed with a byte order mark before it"
        case .withoutByteOrderMark: "the body was signed without the byte order mark that it begins with"
        case .empty: "nothing was signed: the body had been read already when it was"
        case .compact: "the body was parsed and written anew without white space, as JSON.stringify does"
        case .spaced: "the body was parsed and written anew with spaces after ',' and ':'"
        case .spacedASCII: "the body was parsed and written anew as Python's json.dumps does"
        case .escapedSlashes:
            "the body was parsed and written anew with '\\/' for '/', as PHP's json_encode does"
        case .prettyTwo: "the body was parsed and written anew with an indentation of two spaces"
        case .prettyFour: "the body was parsed and written anew with an indentation of four spaces"
        case .sortedCompact: "the body was parsed and written anew with its keys sorted"
        case .sortedSpaced: "the body was parsed and written anew with its keys sorted and spaces between"
        case .base64: "the body was signed as base64"
        }
    }

    /// What stands in the place of a body, whose value is given where it is JSON; nil where that is the body itself.
    func bytes(of body: [UInt8], value: JSONValue?) -> [UInt8]? {
        let bytes = isJSON ? value.map { rewritten($0) } : changed(body)
        return bytes == body ? nil : bytes
    }

    /// Whether it begins with parsing the body.
    var isJSON: Bool {
        switch self {
        case .compact, .spaced, .spacedASCII, .escapedSlashes, .prettyTwo, .prettyFour, .sortedCompact,
            .sortedSpaced:
            true
        case .withoutLineEnd, .withLineFeed, .withCarriageReturn, .withLineFeedsOnly, .withCarriageReturns,
            .withByteOrderMark, .withoutByteOrderMark, .empty, .base64:
            false
        }
    }

    private func rewritten(_ value: JSONValue) -> [UInt8] {
        switch self {
        case .spaced: JSONSpelling(isSpaced: true).bytes(of: value)
        case .spacedASCII: JSONSpelling(isSpaced: true, isASCII: true).bytes(of: value)
        case .escapedSlashes: JSONSpelling(isASCII: true, escapesSlashes: true).bytes(of: value)
        case .prettyTwo: JSONSpelling(indentation: 2).bytes(of: value)
        case .prettyFour: JSONSpelling(indentation: 4).bytes(of: value)
        case .sortedCompact: JSONSpelling(isSorted: true).bytes(of: value)
        case .sortedSpaced: JSONSpelling(isSpaced: true, isASCII: true, isSorted: true).bytes(of: value)
        case .compact, .withoutLineEnd, .withLineFeed, .withCarriageReturn, .withLineFeedsOnly,
            .withCarriageReturns, .withByteOrderMark, .withoutByteOrderMark, .empty, .base64:
            JSONSpelling().bytes(of: value)
        }
    }

    private func changed(_ body: [UInt8]) -> [UInt8]? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return switch self {
        case .withoutLineEnd: Self.withoutLineEnd(body)
        case .withLineFeed: body + [0x0A]
        case .withCarriageReturn: body + [0x0D, 0x0A]
        case .withLineFeedsOnly: Self.withLineFeedsOnly(body)
        case .withCarriageReturns: Self.withLineFeedsOnly(body).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        case .withByteOrderMark: mark + body
        case .withoutByteOrderMark: body.starts(with: mark) ? Array(body.dropFirst(mark.count)) : nil
        case .empty: []
        case .base64: Encoded.base64(body)
        case .compact, .spaced, .spacedASCII, .escapedSlashes, .prettyTwo, .prettyFour, .sortedCompact,
            .sortedSpaced:
            nil
        }
    }

    private static func withoutLineEnd(_ body: [UInt8]) -> [UInt8] {
        var body = body
        if body.last == 0x0A { body.removeLast() }
        if body.last == 0x0D { body.removeLast() }
        return body
    }

    private static func withLineFeedsOnly(_ body: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count)
        for byte in body {
            if byte == 0x0A, result.last == 0x0D { result.removeLast() }
            result.append(byte)
        }
        return result
    }
}
