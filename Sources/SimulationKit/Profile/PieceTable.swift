/// Pieces of bodies of which one is chosen, all in one array: choosing counts no reference.
struct PieceTable: Sendable {
    private let bytes: [UInt8]
    /// Where each piece ends and the next begins.
    private let ends: [Int]
    /// The bytes of the longest.
    let bytesMax: Int

    init(_ pieces: [String]) {
        bytes = pieces.flatMap { $0.utf8 }
        var end = 0
        ends = pieces.map { piece in
            end += piece.utf8.count
            return end
        }
        bytesMax = pieces.map { $0.utf8.count }.max() ?? 0
    }

    /// Appends the piece in a place, counted from 0.
    @inline(__always)
    func append(_ place: Int, to output: inout OutputSpan<UInt8>) {
        output.append(bytes, from: place == 0 ? 0 : ends[place - 1], to: ends[place])
    }
}
