import Testing

@testable import SimulationKit

@Suite struct ProviderBehaviourTests {
    /// `semantics.md` 3: two seconds to settle, 100 to 200 ms of lag; nothing fails by itself.
    @Test func `a timeline's provider is the one of the rules`() {
        let behaviour = ProviderBehaviour()
        #expect(behaviour.settleMilliseconds == 2_000)
        #expect(behaviour.emissionLag == .uniform(100...200))
        #expect(behaviour.syncFailure == .never)
        #expect(behaviour.stageFailure == .never)
        #expect(behaviour.announcesProgress)
        #expect(behaviour.syncFailureReasons.options.map(\.name).contains("invalid api key"))
    }

    /// 004's samples have about thirty seconds from detection to cost basis.
    @Test func `each stage has its own duration and reason`() {
        let behaviour = ProviderBehaviour()
        #expect(behaviour.duration(of: .transferDetection) == .uniform(20_000...40_000))
        #expect(behaviour.duration(of: .costBasis) == .uniform(15_000...60_000))
        for stage in RecalculationStage.allCases {
            let reasons = behaviour.reasons(of: stage).options
            #expect(reasons.count > 1)
            #expect(Set(reasons.map(\.name)).count == reasons.count)
        }
    }
}
