import Testing

@testable import ConsumerKit

/// The rules of order and repetition, one by one; `OrderTests` tries them all together.
@Suite struct ConsumerStateTests {
    private func state(_ texts: String...) throws -> ConsumerState {
        var state = ConsumerState()
        for text in texts { try state.take(text: text) }
        return state
    }

    private func detection(_ action: String, id: String? = nil, second: Int) -> String {
        Bodies.job("transfer_detection", action, id: id ?? "\(action)\(second)", second: second)
    }

    @Test func `a repetition is known by its id, whatever else it says`() throws {
        var state = try state(detection("started", id: "i", second: 1))
        #expect(try state.take(text: detection("started", id: "i", second: 1)) == .duplicate)
        #expect(try state.take(text: detection("completed", id: "i", second: 2)) == .duplicate)
        #expect(state.beliefs.processed == 1)
        #expect(state.beliefs["alice"]?.transferDetection == "started")
    }

    @Test func `two ids with the same content are two deliveries`() throws {
        var state = try state(detection("started", id: "i", second: 1))
        #expect(try state.take(text: detection("started", id: "j", second: 1)) == .outdated)
        #expect(state.beliefs.processed == 2)
    }

    @Test func `a late start does not regress a finished run`() throws {
        var state = try state(detection("completed", second: 2))
        #expect(try state.take(text: detection("started", second: 1)) == .outdated)
        #expect(state.beliefs["alice"]?.transferDetection == "completed")
    }

    @Test(arguments: ["completed", "failed"])
    func `at equal moments the end wins, whichever comes first`(end: String) throws {
        let one = try state(detection("started", second: 1), detection(end, second: 1))
        let other = try state(detection(end, second: 1), detection("started", second: 1))
        #expect(one.beliefs["alice"]?.transferDetection == end)
        #expect(other.beliefs["alice"]?.transferDetection == end)
    }

    @Test func `a later run begins again and ends again`() throws {
        var state = try state(
            detection("started", second: 1),
            detection("completed", second: 2),
            detection("started", second: 3)
        )
        #expect(state.beliefs["alice"]?.transferDetection == "started")
        try state.take(text: detection("failed", second: 4))
        #expect(state.beliefs["alice"]?.transferDetection == "failed")
    }

    @Test func `the moment of the change decides, not the envelope's`() throws {
        var state = try state(detection("completed", second: 2))
        let retried = detection("started", second: 1).replacing(Bodies.time(1), with: Bodies.time(50))
        #expect(try state.take(text: retried) == .outdated)
    }

    @Test func `the jobs of a user do not disturb each other`() throws {
        let state = try state(
            Bodies.job("costbasis", "completed", id: "c", second: 4),
            detection("started", second: 1)
        )
        #expect(state.beliefs["alice"]?.costBasis == "completed")
        #expect(state.beliefs["alice"]?.transferDetection == "started")
    }

    @Test func `a late update never overwrites a newer one`() throws {
        var state = try state(
            Bodies.integration("updated", id: "b", status: "COMPLETED", second: 2, lastSyncedAt: 9)
        )
        let late = Bodies.integration("updated", id: "a", status: "ONGOING", second: 1)
        #expect(try state.take(text: late) == .outdated)
        #expect(state.beliefs["alice"]?.integrations.map(\.status) == ["COMPLETED"])
    }

    @Test func `an update before its creation is kept`() throws {
        let state = try state(
            Bodies.integration("updated", id: "b", status: "ONGOING", second: 1),
            Bodies.integration("created", id: "a", status: "QUEUED", second: 0)
        )
        #expect(state.beliefs["alice"]?.integrations.map(\.status) == ["ONGOING"])
        #expect(state.beliefs.processed == 2)
    }

    @Test func `a failed sync can be recovered from`() throws {
        let state = try state(
            Bodies.integration("failed", id: "a", status: "FAILED", second: 1),
            Bodies.integration("updated", id: "b", status: "ONGOING", second: 2),
            Bodies.integration("updated", id: "c", status: "COMPLETED", second: 3)
        )
        #expect(state.beliefs["alice"]?.integrations.map(\.status) == ["COMPLETED"])
    }

    @Test func `removal is final, even for what claims to be later`() throws {
        var state = try state(
            Bodies.integration("created", id: "a"),
            Bodies.integration("deleted", id: "b", second: 1)
        )
        #expect(try state.take(text: Bodies.integration("updated", id: "c", second: 2)) == .outdated)
        #expect(try state.take(text: Bodies.integration("created", id: "d", second: 3)) == .outdated)
        #expect(try state.take(text: Bodies.integration("deleted", id: "e", second: 4)) == .outdated)
        #expect(state.beliefs["alice"]?.integrations.isEmpty == true)
    }

    @Test func `a removal that comes first is remembered`() throws {
        var state = try state(Bodies.integration("deleted", id: "b", second: 1))
        #expect(try state.take(text: Bodies.integration("created", id: "a")) == .outdated)
        #expect(
            state.probeText.hasSuffix(
                #""alice":{"transfer_detection":null,"costbasis":null,"integrations":{}}}}"#
            )
        )
    }

    @Test func `removal by one user leaves the same walletId of another`() throws {
        let state = try state(
            Bodies.integration("created", id: "a", user: "alice"),
            Bodies.integration("created", id: "b", user: "bob"),
            Bodies.integration("deleted", id: "c", user: "alice", second: 1)
        )
        #expect(state.beliefs["alice"]?.integrations.isEmpty == true)
        #expect(state.beliefs["bob"]?.integrations.map(\.walletIdentifier) == ["w1"])
    }

    @Test(arguments: ["active", "SYNCING", "INACTIVE", "PARTIAL ✓", "__proto__"])
    func `status words are kept as they are`(word: String) throws {
        let state = try state(
            Bodies.integration("created", id: "a", status: word),
            Bodies.job("costbasis", "started", id: "b", status: word, second: 1)
        )
        #expect(state.beliefs["alice"]?.integrations.map(\.status) == [word])
        #expect(state.beliefs["alice"]?.costBasis == word)
    }

    @Test func `an unknown word of a start still yields to the end`() throws {
        let state = try state(
            detection("completed", second: 1),
            Bodies.job("transfer_detection", "started", id: "s", status: "zzz", second: 1)
        )
        #expect(state.beliefs["alice"]?.transferDetection == "completed")
    }

    @Test func `unknown events are counted and believed by nobody`() throws {
        var state = try state(#"{"id":"a","event":"portfolio.rebalanced","data":{"uid":"alice"}}"#)
        #expect(try state.take(text: #"{"id":"a","event":"portfolio.rebalanced"}"#) == .duplicate)
        #expect(state.beliefs.processed == 1)
        #expect(state.beliefs.userCount == 0)
        #expect(state.counts[.unknownEvent] == 1)
        #expect(state.counts.duplicates == 1)
    }

    @Test func `an event about nobody is counted and believed of nobody`() throws {
        let state = try state(Bodies.job("costbasis", "started", id: "a", user: nil, second: 1))
        #expect(state.counts[.unowned] == 1)
        #expect(state.probeText == #"{"processed":1,"users":{}}"#)
    }

    @Test func `unknown members are counted once for each delivery`() throws {
        let text = detection("started", second: 1).replacing("\"data\"", with: "\"a\":1,\"b\":2,\"data\"")
        var state = try state(text)
        try state.take(text: text)
        #expect(state.counts.withUnknownFields == 1)
        #expect(state.beliefs["alice"]?.transferDetection == "started")
    }

    @Test func `what is no event is counted, not remembered, and changes nothing`() throws {
        var state = try state(detection("started", id: "i", second: 1))
        let before = state.probeText
        #expect(throws: DeliveryRefusal.self) {
            try state.take(text: #"{"id":"j","event":"costbasis.started","data":null}"#)
        }
        #expect(state.probeText == before)
        #expect(state.counts[.malformed] == 1)
        #expect(try state.take(text: detection("completed", id: "j", second: 2)) == .applied)
    }

    @Test func `where bodies name grants, each grant is somebody of its own`() throws {
        let state = try state(
            Bodies.integration("created", id: "a", user: nil, grant: "cgrant_1"),
            Bodies.integration("created", id: "b", user: nil, grant: "cgrant_2"),
            Bodies.job("costbasis", "started", id: "c", user: nil, grant: "cgrant_2", second: 1)
        )
        #expect(state.beliefs.userIdentifiers == ["cgrant_1", "cgrant_2"])
        #expect(state.beliefs["cgrant_1"]?.costBasis == nil)
        #expect(state.beliefs["cgrant_2"]?.costBasis == "started")
    }

    @Test func `where the envelope's time is the delivery's, a stale update is known by its last sync`()
        throws
    {
        var state = try state(
            Bodies.integration(
                "updated",
                id: "a",
                user: nil,
                grant: "g",
                status: "COMPLETED",
                second: 1,
                lastSyncedAt: 900
            )
        )
        let stale = Bodies.integration(
            "updated",
            id: "b",
            user: nil,
            grant: "g",
            status: "SYNCING",
            second: 2,
            lastSyncedAt: 100
        )
        #expect(try state.take(text: stale) == .outdated)
        let resynced = Bodies.integration(
            "updated",
            id: "c",
            user: nil,
            grant: "g",
            status: "QUEUED",
            second: 3,
            lastSyncedAt: 900
        )
        #expect(try state.take(text: resynced) == .applied)
    }

    @Test func `where the envelope's time is the event's, it decides against the last sync`() throws {
        var state = try state(
            Bodies.integration("updated", id: "a", status: "COMPLETED", second: 1, lastSyncedAt: 900)
        )
        let later = Bodies.integration("updated", id: "b", status: "ONGOING", second: 2, lastSyncedAt: 100)
        #expect(try state.take(text: later) == .applied)
    }
}
