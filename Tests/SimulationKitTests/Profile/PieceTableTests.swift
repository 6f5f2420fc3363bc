import Testing

@testable import SimulationKit

@Suite struct PieceTableTests {
    @Test func `each piece comes out as it went in`() {
        // Of all lengths that are copied in ways of their own, and none at all.
        let pieces = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100].map { count in
            String("abcdefghijklmnopqrstuvwxyz".turnedOverAndOver.prefix(count))
        }
        let table = PieceTable(pieces)
        #expect(table.bytesMax == 100)
        for (place, piece) in pieces.enumerated() {
            let bytes = [UInt8](capacity: piece.utf8.count) { table.append(place, to: &$0) }
            #expect(String(decoding: bytes, as: UTF8.self) == piece)
        }
    }
}

extension String {
    /// Its characters over and over, each time from one further on.
    fileprivate var turnedOverAndOver: String {
        indices.map { self[$0...] + self[..<$0] }.joined()
    }
}
