import Testing

@testable import SimulationKit

/// The example payloads of 002 and 004, value for value and byte for byte.
@Suite struct DocumentExamplesTests {
    @Test func `the integration example of 002 and 004 is reproduced`() throws {
        let start = try #require(TimeFormat.moment(from: "2025-02-19T12:00:00.000Z"))
        var story = Story(users: [UserSpecification(name: "alice", uid: "user_123")], start: start)
        var specification = IntegrationSpecification(name: "main", provider: .binance)
        specification.alias = "Main Trading Account"
        specification.walletIdentifier = "wallet_abc123"
        specification.initialStatus = .active
        specification.addedOnMilliseconds = 1_640_995_200_000
        specification.lastSyncedAtMilliseconds = 1_672_531_200_000
        try story.at(
            0,
            .connect(specification, nil),
            overrides: [EventOverride(identifier: "whd_abc123def456")]
        )
        let expected =
            #"{"id":"whd_abc123def456","event":"integration.created","#
            + #""timestamp":"2025-02-19T12:00:00.000Z","data":{"uid":"user_123","#
            + #""provider":"binance","providerPublicName":"Binance","publicAddress":null,"#
            + #""walletId":"wallet_abc123","#
            + #""logoUrl":"https://storage.googleapis.com/kryptos-public/logos/binance.png","#
            + #""isContract":false,"alias":"Main Trading Account","status":"active","#
            + #""addedOn":1640995200000,"lastSyncedAt":1672531200000,"category":"exchange","#
            + #""type":"api","totalTransactions":0}}"#
        #expect(try bodies(of: story.tell()) == [expected])
    }

    @Test func `the job examples of 004 are reproduced in one chain`() throws {
        let detection = Moment(milliseconds: 1_771_610_947_808)
        let costBasis = Moment(milliseconds: 1_771_610_979_502)
        var story = Story(
            users: [UserSpecification(name: "alice", uid: "8efe14a679fa4fe390b03dfa")],
            start: detection
        )
        let plan = RecalculationPlan(
            transferDetection: StagePlan(takesMilliseconds: costBasis - detection)
        )
        try story.at(
            0,
            .recalculate(plan),
            overrides: [
                EventOverride(identifier: "whd_8cbe199e6ae5fe275320c2b0", lagMilliseconds: 154),
                EventOverride(lagMilliseconds: 126),
                EventOverride(identifier: "whd_4e1f0937c274e70d738f65f7", lagMilliseconds: 126),
            ]
        )
        let texts = try bodies(of: story.tell())
        #expect(texts.count == 4)
        #expect(
            texts[0] == #"{"id":"whd_8cbe199e6ae5fe275320c2b0","event":"transfer_detection.started","#
                + #""timestamp":"2026-02-20T18:09:07.962Z","data":{"uid":"8efe14a679fa4fe390b03dfa","#
                + #""action":"DETECT_TRANSFER","status":"started","reason":null,"#
                + #""timestamp":1771610947808}}"#
        )
        #expect(
            texts[2] == #"{"id":"whd_4e1f0937c274e70d738f65f7","event":"costbasis.started","#
                + #""timestamp":"2026-02-20T18:09:39.628Z","data":{"uid":"8efe14a679fa4fe390b03dfa","#
                + #""action":"ACCOUNT_MANAGER","status":"started","reason":null,"#
                + #""timestamp":1771610979502}}"#
        )
    }
}
