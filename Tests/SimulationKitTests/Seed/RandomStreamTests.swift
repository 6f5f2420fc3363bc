import Testing

@testable import SimulationKit

@Suite struct RandomStreamTests {
    /// The values that the reference implementation of SplitMix64 is checked with.
    @Test func `the generator has its reference values`() {
        var stream = RandomStream(state: 1_234_567)
        let values = (0..<5).map { _ in stream.next() }
        #expect(
            values == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        )
        var zero = RandomStream(state: 0)
        #expect(zero.next() == 0xe220_a839_7b1d_cdaf)
    }

    @Test func `a user's stream for a purpose is pinned`() {
        var stream = RandomStream(seed: 42, user: 7, purpose: .lag, index: 3)
        #expect(stream.next() == 0x2920_a534_2a75_52a4)
        #expect(stream.next() == 0x09f7_73b1_830c_d4f3)
    }

    @Test func `bounded draws are pinned`() {
        var stream = RandomStream(state: 1_234_567)
        #expect((0..<12).map { _ in stream.below(10) } == [3, 1, 5, 2, 8, 4, 5, 2, 4, 8, 4, 4])
        var wide = RandomStream(state: 1_234_567)
        // Nearly half of all draws are drawn again at this bound.
        #expect(
            (0..<4).map { _ in wide.below(1 << 63 + 1) } == [
                3_228_913_858_555_182_658, 1_601_584_105_599_403_986, 2_296_690_264_062_541_215,
                2_539_079_024_163_920_088,
            ]
        )
        var signed = RandomStream(state: 1_234_567)
        #expect((0..<8).map { _ in signed.within(-5...5) } == [-2, -4, 0, -3, 4, -1, 1, -2])
    }

    @Test func `a bound of one leaves no choice`() {
        var stream = RandomStream(state: 9)
        #expect(stream.below(1) == 0)
        #expect(stream.within(7...7) == 7)
    }

    @Test func `the whole range of integers can be drawn`() {
        var stream = RandomStream(state: 1_234_567)
        #expect(stream.within(.min ... .max) == 6_457_827_717_110_365_317)
        #expect(stream.within(.min ... .max - 1) < .max)
    }

    @Test func `a draw without a possible value traps`() async {
        await #expect(processExitsWith: .failure) {
            var stream = RandomStream(state: 0)
            _ = stream.below(0)
        }
    }

    @Test func `probabilities of zero and one leave nothing to chance`() {
        var stream = RandomStream(state: 3)
        for _ in 0..<1_000 {
            let never = stream.happens(.never)
            let always = stream.happens(Probability(billionths: 1_000_000_000))
            #expect(!never && always)
        }
    }

    @Test func `turning a probability moves no other draw`() {
        var rarely = RandomStream(state: 5)
        var often = RandomStream(state: 5)
        _ = rarely.happens(Probability(billionths: 1))
        _ = often.happens(Probability(billionths: 999_999_999))
        #expect(rarely.next() == often.next())
    }

    @Test func `chance is pinned`() {
        let quarter = Probability(billionths: 250_000_000)
        let happens = (0..<12 as Range<UInt64>).map { index in
            var stream = RandomStream(
                seed: 42,
                user: 11_377_645_302_640_846_303,
                purpose: .life,
                index: index
            )
            return stream.happens(quarter)
        }
        #expect(happens.indices.filter { happens[$0] } == [0, 9])
    }

    @Test func `a probability above one traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = Probability(billionths: 1_000_000_001)
        }
    }

    @Test func `purposes, users, seeds and indices have streams of their own`() {
        var starts: Set<UInt64> = []
        for seed in 0..<3 as Range<UInt64> {
            for user in 0..<3 as Range<UInt64> {
                for purpose in [Purpose.sync, .chain, .lag] {
                    for index in 0..<3 as Range<UInt64> {
                        var stream = RandomStream(seed: seed, user: user, purpose: purpose, index: index)
                        starts.insert(stream.next())
                    }
                }
            }
        }
        #expect(starts.count == 81)
    }
}
