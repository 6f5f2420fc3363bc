import Testing

@testable import SimulationKit

@Suite struct OutputSpanPiecesTests {
    @Test(arguments: [0, 1, 9, 10, -1, 1_771_610_947_808, .max, .min] as [Int64])
    func `integers are written in decimal and fit the room that is said to be enough`(integer: Int64) {
        let bytes = [UInt8](capacity: OutputSpan<UInt8>.integerBytesMax) { $0.append(integer: integer) }
        #expect(String(decoding: bytes, as: UTF8.self) == "\(integer)")
    }

    @Test(arguments: [(16, "efcdab8967452301"), (12, "efcdab896745"), (8, "efcdab89"), (2, "ef"), (0, "")])
    func `words are written byte by byte from the lowest`(digits: Int, text: String) {
        let bytes = [UInt8](capacity: 16) { $0.append(hex: 0x0123_4567_89ab_cdef, digits: digits) }
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func `every byte has its two digits`() {
        for byte in 0..<256 as Range<UInt64> {
            let bytes = [UInt8](capacity: 16) { $0.append(hex: byte, digits: 2) }
            let text = String(byte, radix: 16)
            #expect(String(decoding: bytes, as: UTF8.self) == (byte < 16 ? "0" : "") + text)
        }
    }
}
