import Testing

@testable import SimulationKit

/// What holds of every legal list of commands under the later contract, whatever the seed.
@Suite struct LaterContractPropertyTests {
    /// Every command in turn; legal by existence alone, so that no seed may have one refused.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no legal list of commands is refused or makes an unlawful stream`(seed: UInt64) throws {
        let story = RandomStory(seed: seed, isLater: true)
        var judge = StreamJudge(profile: .kryptosV2, announcesProgress: story.behaviour.announcesProgress)
        for event in try story.events(seed: seed &* 7) { try judge.observe(Observation(event)) }
        try judge.finish()
    }

    @Test func `such stories have every status and every way for a removal to end`() throws {
        var statuses: Set<IntegrationStatus> = []
        var ends: Set<EventType> = []
        for seed in 0..<40 as Range<UInt64> {
            let events = try RandomStory(seed: seed, isLater: true).events(seed: seed)
            var last: [String: IntegrationStatus] = [:]
            for event in events {
                guard let snapshot = event.integration else { continue }
                let wallet = snapshot.details.walletIdentifier + event.user.name
                if last[wallet] == .deleting, snapshot.status != .deleting { ends.insert(event.type) }
                last[wallet] = snapshot.status
                statuses.insert(snapshot.status)
            }
        }
        #expect(statuses == Set(IntegrationStatus.allCases))
        #expect(ends == [.integrationDeleted, .integrationFailed])
    }
}
