import Foundation
import Testing

@testable import SimulationKit

@Suite struct FixedPointTests {
    /// The worked values of the doc comment.
    @Test func `logarithms and powers have their worked values`() {
        #expect(FixedPoint.log2(1) == 0)
        #expect(FixedPoint.log2(3) == 6_807_362_106)
        #expect(FixedPoint.log2(1_000_000) == 85_605_435_125)
        #expect(FixedPoint.exp2(0) == 4_294_967_296)
        #expect(FixedPoint.exp2(1 << 31) == 6_074_001_000)
        #expect(FixedPoint.exp2(3_006_477_107) == 6_977_195_052)
    }

    @Test func `a logarithm is within a ten-millionth of the exact one`() {
        var stream = RandomStream(state: 5)
        for _ in 0..<20_000 {
            let number = max(stream.next() >> stream.below(64), 1)
            let error = Double(FixedPoint.log2(number)) / 0x1p32 - Foundation.log2(Double(number))
            #expect(abs(error) < 1e-7, "\(number)")
        }
    }

    @Test func `a power is within a ten-millionth of the exact one`() {
        var stream = RandomStream(state: 6)
        for _ in 0..<20_000 {
            let fraction = UInt32(truncatingIfNeeded: stream.next())
            let exact = Foundation.exp2(Double(fraction) / 0x1p32)
            #expect(abs(Double(FixedPoint.exp2(fraction)) / 0x1p32 / exact - 1) < 1e-7, "\(fraction)")
        }
    }

    @Test func `neither turns back where tables and octaves join`() {
        for power in 1..<64 {
            let number: UInt64 = 1 << power
            #expect(FixedPoint.log2(number - 1) <= FixedPoint.log2(number))
            #expect(FixedPoint.log2(number) == UInt64(power) << 32)
        }
        #expect(FixedPoint.log2(.max) <= 64 << 32)
        for step: UInt32 in 1..<2_048 {
            #expect(FixedPoint.exp2(step << 21 - 1) <= FixedPoint.exp2(step << 21))
        }
        #expect(FixedPoint.exp2(.max) < 2 * FixedPoint.one)
    }

    @Test func `the logarithm of a ratio has 56 exact bits`() {
        #expect(FixedPoint.log2(ratio: 7, to: 7) == 0)
        #expect(FixedPoint.log2(ratio: 1 << 62, to: 1) == 62 << 56)
        #expect(FixedPoint.log2(ratio: 3, to: 1) == 114_208_584_442_304_135)
    }

    @Test(arguments: [0, 1, 2, 3, 4, 8, 9, 99, 100, 1 << 64 - 1, 1 << 64, UInt128.max] as [UInt128])
    func `a square root is the largest number whose square fits`(number: UInt128) {
        let root = UInt128(number.squareRoot)
        #expect(root * root <= number)
        if root < UInt128(UInt64.max) { #expect((root + 1) * (root + 1) > number) }
    }
}

@Suite struct NormalQuantileTests {
    @Test func `quantiles have their worked values`() {
        #expect(NormalQuantile.at(1 << 63) == 0)
        #expect(NormalQuantile.at(3 << 62) == 181_056_964)
        #expect(NormalQuantile.at(17_985_575_472_116_812_185) == 526_123_782)
        #expect(NormalQuantile.at(.max) == 1_701_332_580)
        #expect(NormalQuantile.at(0) == -1_701_332_580)
    }

    @Test func `a quantile has its probability below it`() {
        var stream = RandomStream(state: 7)
        for _ in 0..<20_000 {
            let word = stream.next() >> stream.below(31) | 1 << 32
            let quantile = Double(NormalQuantile.at(word)) / 0x1p28
            let probability = 0.5 * erfc(-quantile / 2.0.squareRoot())
            let density = exp(-quantile * quantile / 2) / (2 * Double.pi).squareRoot()
            #expect(abs(probability - Double(word) / 0x1p64) / density < 4e-6, "\(word)")
        }
    }

    @Test func `a quantile never falls where the probability grows`() {
        var stream = RandomStream(state: 8)
        for _ in 0..<20_000 {
            let word = stream.next() >> stream.below(64)
            #expect(NormalQuantile.at(word) <= NormalQuantile.at(word == .max ? word : word + 1))
            let other = stream.next() >> stream.below(64)
            #expect(
                (word <= other) == (NormalQuantile.at(word) <= NormalQuantile.at(other)) || word == other
                    || NormalQuantile.at(word) == NormalQuantile.at(other)
            )
        }
        for node in 1..<NormalQuantile.nodes.count {
            #expect(NormalQuantile.nodes[node - 1] < NormalQuantile.nodes[node])
        }
    }
}
