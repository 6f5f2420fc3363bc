import SimulationKit
import Testing

@testable import DeliveryKit

@Suite struct FaultPlanTests {
    private func opening(_ spans: [Range<Moment>], at moment: Moment) -> (moment: Moment, marks: [FaultMark])
    {
        FaultPlan(spans.map { Fault(.outage($0)) }, seed: 1).opening(
            of: FaultSubject(key: 1, candidates: .max >> UInt64(64 - spans.count)),
            user: 1,
            attempt: 1,
            notBefore: moment
        )
    }

    @Test func `an outage that ends in another one goes on until that is over`() {
        let start = Moment.sampleStart
        let (moment, marks) = opening([start + 10..<start + 30, start..<start + 20], at: start + 5)
        #expect(moment == start + 30)
        #expect(
            marks == [FaultMark(.outage, fault: 1, detail: 15), FaultMark(.outage, fault: 0, detail: 10)]
        )
    }

    @Test func `an outage beyond the last moment that can be written is over then`() {
        let span = Moment.latest + -1_000..<Moment.latest + 86_400_000
        let (moment, marks) = opening([span, span], at: span.lowerBound)
        #expect(moment == .latest)
        #expect(marks == [FaultMark(.outage, fault: 0, detail: 1_000)])
        let last = opening([span], at: .latest)
        #expect(last.moment == .latest && last.marks.isEmpty)
    }
}
