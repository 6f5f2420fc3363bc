/// Reads the chunked transfer coding, byte by byte outside of the data (RFC 9112, section 7.1).
///
///     size ─▶ [extension] ─▶ line feed ─▶ data ─▶ return ─▶ line feed ─▶ size …
///                                └ size 0 ─▶ trailers (not read here)
///
/// Chunk lines must end with both a carriage return and a line feed: section 2.2 excuses a lone line feed in
/// heads only, and here it is how requests are smuggled.
struct HTTPChunkReader: Sendable {
    /// What was found.
    enum Step: Sendable {
        /// The input is used up.
        case needsMore
        /// The bytes of the input in this range are content.
        case data(Range<Int>)
        /// The last chunk was read; the trailers follow.
        case trailers
    }

    private enum State: Sendable {
        case size(hasDigit: Bool)
        /// Between a size and a semicolon only white space may stand (RFC 9112, section 7.1.1).
        case spaceBeforeExtension
        case `extension`
        case lineFeedAfterSize
        case data
        case returnAfterData
        case lineFeedAfterData
    }

    private var state = State.size(hasDigit: false)
    /// The size being read, then the bytes of data still to come.
    private var remaining = 0
    private var lineByteCount = 0
    private var extensionByteCount = 0
    private let lineBytesMax: Int
    private let extensionBytesMax: Int

    init(limits: HTTPLimits) {
        self.lineBytesMax = limits.chunkLineBytesMax
        self.extensionBytesMax = limits.chunkExtensionBytesMax
    }

    /// Reads on to the next piece of content or to the trailers.
    mutating func next(_ input: Span<UInt8>, offset: inout Int) throws(HTTPParseError) -> Step {
        while offset < input.count {
            let byte = input[offset]
            switch state {
            case .size(let hasDigit):
                try takeSizeByte(byte, hasDigit: hasDigit)
            case .spaceBeforeExtension:
                try takeSpaceByte(byte)
            case .extension:
                try takeExtensionByte(byte)
            case .lineFeedAfterSize:
                guard byte == HTTPSyntax.lineFeed else { throw .badChunk }
                lineByteCount = 0
                guard remaining > 0 else {
                    offset += 1
                    return .trailers
                }
                state = .data
            case .data:
                let range = offset..<(offset + min(remaining, input.count - offset))
                remaining -= range.count
                offset = range.upperBound
                if remaining == 0 { state = .returnAfterData }
                return .data(range)
            case .returnAfterData:
                guard byte == HTTPSyntax.carriageReturn else { throw .badChunk }
                state = .lineFeedAfterData
            case .lineFeedAfterData:
                guard byte == HTTPSyntax.lineFeed else { throw .badChunk }
                state = .size(hasDigit: false)
            }
            offset += 1
        }
        return .needsMore
    }

    private mutating func takeSizeByte(_ byte: UInt8, hasDigit: Bool) throws(HTTPParseError) {
        if let digit = Self.hexadecimalValue(byte) {
            try countLineByte()
            let (product, overflowed) = remaining.multipliedReportingOverflow(by: 16)
            guard !overflowed else { throw .badChunk }
            remaining = product | digit
            state = .size(hasDigit: true)
            return
        }
        guard hasDigit else { throw .badChunk }
        if byte == HTTPSyntax.carriageReturn {
            state = .lineFeedAfterSize
        } else if byte == UInt8(ascii: ";") || HTTPSyntax.isWhiteSpace(byte) {
            state = .spaceBeforeExtension
            try takeSpaceByte(byte)
        } else {
            throw .badChunk
        }
    }

    private mutating func takeSpaceByte(_ byte: UInt8) throws(HTTPParseError) {
        if byte == UInt8(ascii: ";") {
            state = .extension
        } else if !HTTPSyntax.isWhiteSpace(byte) {
            throw .badChunk
        }
        try countExtensionByte()
    }

    // Extensions mean nothing to anybody here; they only must not hide the end of their line.
    private mutating func takeExtensionByte(_ byte: UInt8) throws(HTTPParseError) {
        if byte == HTTPSyntax.carriageReturn {
            state = .lineFeedAfterSize
            return
        }
        guard HTTPSyntax.isFieldByte(byte) else { throw .badChunk }
        try countExtensionByte()
    }

    private mutating func countExtensionByte() throws(HTTPParseError) {
        try countLineByte()
        extensionByteCount += 1
        guard extensionByteCount <= extensionBytesMax else { throw .chunkLineTooLarge }
    }

    private mutating func countLineByte() throws(HTTPParseError) {
        lineByteCount += 1
        guard lineByteCount <= lineBytesMax else { throw .chunkLineTooLarge }
    }

    private static func hexadecimalValue(_ byte: UInt8) -> Int? {
        if HTTPSyntax.isDigit(byte) { return Int(byte & 15) }
        let letter = HTTPSyntax.lowercased(byte) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) + 10 : nil
    }
}
