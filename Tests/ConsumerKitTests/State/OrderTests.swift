import Testing

@testable import ConsumerKit

/// That neither order nor repetition matters: over all orders of small runs, and over drawn orders of large
/// ones.
@Suite struct OrderTests {
    /// The events of one user in the order in which they happen, and what must be believed at the end.
    struct Run: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let texts: [String]
        let belief: String
    }

    private static func detection(_ action: String, _ second: Int) -> String {
        Bodies.job("transfer_detection", action, id: "d\(action)\(second)", second: second)
    }

    private static func costBasis(_ action: String, _ second: Int) -> String {
        Bodies.job("costbasis", action, id: "c\(action)\(second)", second: second)
    }

    private static func integration(
        _ action: String,
        _ status: String,
        _ second: Int,
        wallet: String = "w1",
        grant: String? = nil,
        lastSyncedAt: Int = 0
    ) -> String {
        Bodies.integration(
            action,
            id: "\(wallet)\(action)\(second)",
            user: grant == nil ? "alice" : nil,
            grant: grant,
            wallet: wallet,
            status: status,
            second: second,
            lastSyncedAt: lastSyncedAt
        )
    }

    static let runs = [
        Run(
            testDescription: "a first connection and a resync",
            texts: [
                integration("created", "QUEUED", 0), integration("updated", "ONGOING", 1),
                integration("updated", "COMPLETED", 2, lastSyncedAt: 2),
                detection("started", 4), detection("completed", 5),
                costBasis("started", 5), costBasis("completed", 9),
                integration("updated", "QUEUED", 9, lastSyncedAt: 2),
            ],
            belief: """
                {"processed":8,"users":{"alice":{"transfer_detection":"completed","costbasis":"completed",\
                "integrations":{"w1":"QUEUED"}}}}
                """
        ),
        Run(
            testDescription: "two runs, the second of which fails, at moments that touch",
            texts: [
                detection("started", 1), detection("completed", 1), costBasis("started", 1),
                costBasis("completed", 2), detection("started", 2), detection("failed", 2),
            ],
            belief: """
                {"processed":6,"users":{"alice":{"transfer_detection":"failed","costbasis":"completed",\
                "integrations":{}}}}
                """
        ),
        Run(
            testDescription: "a sync that fails, recovers and is removed, beside one that stays",
            texts: [
                integration("created", "QUEUED", 0), integration("failed", "FAILED", 1),
                integration("updated", "ONGOING", 2), integration("updated", "COMPLETED", 3, lastSyncedAt: 3),
                integration("deleted", "COMPLETED", 4, lastSyncedAt: 3),
                integration("created", "active", 2, wallet: "w2"),
                integration("failed", "FAILED", 3, wallet: "w2"),
            ],
            belief: """
                {"processed":7,"users":{"alice":{"transfer_detection":null,"costbasis":null,\
                "integrations":{"w2":"FAILED"}}}}
                """
        ),
        Run(
            testDescription: "the later contract",
            texts: [
                integration("created", "QUEUED", 0, grant: "g"),
                integration("updated", "SYNCING", 1, grant: "g"),
                integration("updated", "COMPLETED", 2, grant: "g", lastSyncedAt: 2),
                integration("updated", "QUEUED", 3, grant: "g", lastSyncedAt: 2),
                integration("failed", "FAILED", 4, grant: "g", lastSyncedAt: 2),
                integration("updated", "INACTIVE", 5, grant: "g", lastSyncedAt: 2),
            ],
            belief: """
                {"processed":6,"users":{"g":{"transfer_detection":null,"costbasis":null,\
                "integrations":{"w1":"INACTIVE"}}}}
                """
        ),
    ]

    @Test(arguments: runs)
    func `every order of a run with drawn repetitions ends in the same belief`(run: Run) throws {
        let events = try run.texts.map { try SignedEvent(body: Array($0.utf8)) }
        var draws = Draws(seed: 7)
        var orderCount = 0
        /// Goes on from a state with each of the events that are left, so that orders share their beginnings.
        func goOn(_ state: ConsumerState, taken: [Int]) throws {
            guard taken.count < events.count else {
                orderCount += 1
                if state.probeText != run.belief { Issue.record("\(taken): \(state.probeText)") }
                return
            }
            for next in events.indices where !taken.contains(next) {
                var later = state
                #expect(try later.take(events[next]) != .duplicate)
                if draws.next(below: 4) == 0, let repeated = (taken + [next]).randomChoice(&draws) {
                    #expect(try later.take(events[repeated]) == .duplicate)
                }
                try goOn(later, taken: taken + [next])
            }
        }
        try goOn(ConsumerState(), taken: [])
        #expect(orderCount == (1...events.count).reduce(1, *))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `users that interleave at random are believed as if each were alone`(seed: UInt64) throws {
        var draws = Draws(seed: seed)
        var texts: [String] = []
        for user in 0..<12 {
            texts += Self.life(of: "user\(user)", &draws)
        }
        var ordered = ConsumerState()
        for text in texts { try ordered.take(text: text) }
        for _ in 0..<4 {
            var mixed = ConsumerState()
            let repetitions = (0..<texts.count / 3).map { _ in texts[draws.next(below: texts.count)] }
            for text in draws.permuted(texts + repetitions) { try mixed.take(text: text) }
            #expect(mixed.probeText == ordered.probeText, "seed \(seed)")
            #expect(mixed.beliefs.processed == Int64(texts.count))
            #expect(mixed.counts.duplicates == Int64(repetitions.count))
        }
        for user in 0..<12 {
            // The ordered consumer is judged itself: the last word of each life is the one believed.
            var alone = ConsumerState()
            for text in texts where text.contains("\"user\(user)\"") { try alone.take(text: text) }
            let belief = try #require(ordered.beliefs["user\(user)"])
            #expect(
                belief.integrations.map(\.status) == alone.beliefs["user\(user)"]?.integrations.map(\.status)
            )
            #expect(belief.transferDetection == Self.lastWord("transfer_detection", "user\(user)", texts))
            #expect(belief.costBasis == Self.lastWord("costbasis", "user\(user)", texts))
        }
    }

    /// A lawful life of one user, each event a second after the one before.
    private static func life(of user: String, _ draws: inout Draws) -> [String] {
        var texts: [String] = []
        var second = draws.next(below: 100)
        func identifier() -> String { "\(user)-\(texts.count)" }
        for wallet in 0..<draws.next(below: 4) {
            let actions = [
                ("created", "QUEUED"), ("updated", "ONGOING"), ("failed", "FAILED"), ("updated", "COMPLETED"),
                ("deleted", "COMPLETED"),
            ]
            for (action, status) in actions.prefix(1 + draws.next(below: actions.count)) {
                texts.append(
                    Bodies.integration(
                        action,
                        id: identifier(),
                        user: user,
                        wallet: "w\(wallet)",
                        status: status,
                        second: second
                    )
                )
                second += 1
            }
        }
        for _ in 0..<draws.next(below: 4) {
            for (job, action) in [
                ("transfer_detection", "started"), ("transfer_detection", "completed"),
                ("costbasis", "started"),
                ("costbasis", draws.next(below: 2) == 0 ? "completed" : "failed"),
            ] {
                texts.append(Bodies.job(job, action, id: identifier(), user: user, second: second))
                second += 1
            }
        }
        // Everybody does something, so that everybody is known.
        texts.append(
            Bodies.job("transfer_detection", "started", id: identifier(), user: user, second: second)
        )
        return texts
    }

    private static func lastWord(_ job: String, _ user: String, _ texts: [String]) -> String? {
        let last = texts.last { $0.contains("\"\(user)\"") && $0.contains("\"event\":\"\(job).") }
        return ["started", "completed", "failed"].first { last?.contains("\"status\":\"\($0)\"") == true }
    }
}

extension Array {
    fileprivate func randomChoice(_ draws: inout Draws) -> Element? {
        isEmpty ? nil : self[draws.next(below: count)]
    }
}
