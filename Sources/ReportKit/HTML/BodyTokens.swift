/// Bodies of many deliveries in little room: what one has in common with the one before is not told again.
///
/// A body is cut at its commas, and each piece is a word in one list. It is told as the words of its pieces, or as
/// those that differ from an earlier body of as many pieces. Its id and its time stand as marks, as the page has both
/// already. Joined again by commas, the pieces are the body, byte for byte.
struct BodyTokens {
    /// A body as the page keeps it.
    enum Form: Equatable {
        /// The words of all pieces.
        case whole([Int])
        /// The place of an earlier body, then pairs of a piece and its word.
        case changed(from: Int, [Int])
    }

    /// Stands for the id; no JSON text holds it as it is.
    static let idMark: UInt8 = 1
    /// Stands for the time of emission.
    static let timeMark: UInt8 = 2

    /// Every word once, in the order in which they came.
    private(set) var words: [String] = []
    /// Bytes that words and forms take in the page, roughly.
    private(set) var byteCount = 0

    private var places: [[UInt8]: Int] = [:]
    private var latest: [Int: (place: Int, words: [Int])] = [:]

    /// Takes in the next body; nil where it is not plain text, which no mark can stand in.
    ///
    /// Bodies of one group are alike. `place` is that of its delivery.
    mutating func form(of body: [UInt8], group: Int, place: Int, id: [UInt8], time: [UInt8]) -> Form? {
        guard body.allSatisfy({ $0 > 2 }), String(validating: body, as: UTF8.self) != nil else { return nil }
        var marked = Self.replacing(id, in: body, by: Self.idMark)
        marked = Self.replacing(time, in: marked, by: Self.timeMark)
        let pieces = marked.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let words = pieces.map { word(of: Array($0)) }
        defer { latest[group] = (place, words) }
        if let base = latest[group], base.words.count == words.count {
            var changes: [Int] = []
            for (piece, pair) in zip(base.words, words).enumerated() where pair.0 != pair.1 {
                changes += [piece, pair.1]
            }
            if changes.count < words.count {
                byteCount += 4 * changes.count + 8
                return .changed(from: base.place, changes)
            }
        }
        byteCount += 5 * words.count + 4
        return .whole(words)
    }

    private mutating func word(of piece: [UInt8]) -> Int {
        if let place = places[piece] { return place }
        let place = words.count
        places[piece] = place
        words.append(String(decoding: piece, as: UTF8.self))
        // Quotes are escaped once more.
        byteCount += piece.count + 4 + piece.count { $0 == UInt8(ascii: "\"") }
        return place
    }

    private static func replacing(_ part: [UInt8], in body: [UInt8], by mark: UInt8) -> [UInt8] {
        guard let first = part.first, body.count >= part.count else { return body }
        var index = 0
        while let start = body[index...].firstIndex(of: first), start + part.count <= body.count {
            if body[start..<start + part.count].elementsEqual(part) {
                return body[..<start] + [mark] + body[(start + part.count)...]
            }
            index = start + 1
        }
        return body
    }
}
