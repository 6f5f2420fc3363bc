import DeliveryKit
import SimulationKit
import Testing

@Suite struct FaultMarkTests {
    @Test func `what is written is read again, whatever it is`() {
        var marks: [FaultMark] = []
        for (place, name) in FaultName.allCases.enumerated() {
            for detail in [0, 1, -1, 300, Int64.max, .min] {
                var mark = FaultMark(name, fault: place % Fault.countMax, detail: detail)
                mark.isInherited = detail == 300
                marks.append(mark)
            }
        }
        #expect(FaultMark.decoded(FaultMark.encoded(marks)) == marks)
        #expect(FaultMark.encoded([]) == nil && FaultMark.decoded(nil) == [])
    }

    @Test func `what no version has written ends the list`() throws {
        let whole = try #require(
            FaultMark.encoded([FaultMark(.drop, fault: 1), FaultMark(.delay, fault: 2, detail: 900)])
        )
        #expect(FaultMark.decoded(whole + [127, 0, 0]).count == 2)
        for count in 0..<whole.count {
            #expect(FaultMark.decoded(Array(whole.prefix(count))).count == (count < 3 ? 0 : 1))
        }
        // A fault that no file can have.
        #expect(FaultMark.decoded([FaultName.drop.code, 64, 0]) == [])
    }

    @Test func `codes are distinct, and leave room for a flag`() {
        let codes = FaultName.allCases.map(\.code)
        #expect(Set(codes).count == codes.count && codes.allSatisfy { (1..<0x80).contains($0) })
        for name in FaultName.allCases { #expect(FaultName(code: name.code) == name) }
    }

    @Test func `a slow clock is legal as far as a retry may be late`() {
        func legality(_ milliseconds: Int64) -> FaultLegality? {
            Fault(.clockSkew(byMilliseconds: milliseconds), latenessMaxMilliseconds: 23_300).legality
        }
        #expect(Fault(.clockSkew(byMilliseconds: nil)).legality == .legal)
        #expect(legality(-23_300) == .legal && legality(-23_301) == .illegal && legality(1) == .illegal)
        #expect(Fault(.drop).legality == .legal && Fault(.secret(.other)).legality == .illegal)
        #expect(Fault(.crash(.report)).legality == nil)
    }

    @Test func `the latest attempt is as late as the policy's waits and time-outs come to`() {
        #expect(
            RetryPolicy.standard(of: .kryptosV1).latenessMaxMilliseconds(timeoutMilliseconds: 10_000)
                == 23_300
        )
        #expect(RetryPolicy.ladder.latenessMaxMilliseconds(timeoutMilliseconds: 10_000) == 9_370_000)
    }
}
