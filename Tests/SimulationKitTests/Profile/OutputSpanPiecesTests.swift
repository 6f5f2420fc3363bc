import Testing

@testable import SimulationKit

@Suite struct OutputSpanPiecesTests {
    private static func text(_ write: (inout OutputSpan<UInt8>) -> Void) -> String {
        String(decoding: [UInt8](capacity: 64, initializingWith: write), as: UTF8.self)
    }

    @Test func `integers are written as Swift describes them`() {
        var numbers: [Int64] = [.min, .max, 0, -1, -9, 1_767_225_600_000]
        // Around each number of digits.
        var power: Int64 = 1
        for _ in 0..<18 {
            power *= 10
            numbers += [power - 1, power, power + 1, -power]
        }
        var stream = RandomStream(state: 3)
        for _ in 0..<2_000 { numbers.append(Int64(bitPattern: stream.next() >> (stream.next() & 63))) }
        for number in numbers {
            #expect(Self.text { $0.append(integer: number) } == String(number))
        }
    }

    @Test func `all pairs of digits are written`() {
        for number in 0..<100 as Range<Int64> {
            let text = Self.text { $0.append(word: DecimalDigits.pair(number), count: 2) }
            #expect(text == (number < 10 ? "0" : "") + String(number))
        }
    }

    @Test func `hex digits are those of the bytes in their order`() {
        let word: UInt64 = 0xefcd_ab89_6745_2301
        #expect(Self.text { $0.append(hex: word, digits: 16) } == "0123456789abcdef")
        #expect(Self.text { $0.append(hex: word, digits: 12) } == "0123456789ab")
        #expect(Self.text { $0.append(hex: word, digits: 3) } == "012")
    }

    @Test func `a piece may fill what room there is`() {
        let piece = Array("0123456789".utf8)
        let bytes = [UInt8](capacity: 20) { output in
            output.append(piece)
            output.append(piece)
        }
        #expect(bytes == piece + piece)
    }

    @Test func `more than there is room for ends the process`() async {
        await #expect(processExitsWith: .failure) {
            _ = [UInt8](capacity: 7) { $0.append(word: 0, count: 1) }
        }
        await #expect(processExitsWith: .failure) {
            _ = [UInt8](capacity: 2) { $0.append([1, 2, 3]) }
        }
    }
}
