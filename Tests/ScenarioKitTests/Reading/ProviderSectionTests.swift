import ScenarioKit
import SimulationKit
import Testing

/// What a file says of the provider holds for named users and for a crowd.
struct ProviderSectionTests {
    private func bodies(_ keys: String) throws -> [String] {
        try Samples.bodies(of: Samples.read("{ portsim: 1, \(keys) }"))
    }

    private let alice = """
        users: { alice: { integrations: { main: { provider: 'binance', alias: 'a' } } } },
        timeline: [
          { at: '0s', connect: 'alice/main', sync: { queued: '1s', takes: '10s', transactions: 1 } },
          { at: '5s', rename: 'alice/main', alias: 'b' },
          { at: '1h', resync: 'alice/main', sync: { queued: '1s', takes: '10s', transactions: 1 } },
          { at: '2h', remove: 'alice/main' },
        ]
        """

    private func statuses(_ bodies: [String]) -> [String] {
        bodies.compactMap { body in
            guard body.contains("\"event\":\"integration.") else { return nil }
            return body.split(separator: "\"status\":\"").last?.split(separator: "\"").first.map(String.init)
        }
    }

    @Test func `without progress every event carries the last status that was sent`() throws {
        let all = "QUEUED ONGOING ONGOING COMPLETED QUEUED ONGOING COMPLETED COMPLETED"
        #expect(try statuses(bodies(alice)).joined(separator: " ") == all)
        let few = "QUEUED QUEUED COMPLETED COMPLETED COMPLETED"
        #expect(try statuses(bodies("provider: { progress: false }, \(alice)")).joined(separator: " ") == few)
    }

    @Test func `a crowd is told of no progress either`() throws {
        let crowd = "population: { users: 20 }"
        let loud = try bodies(crowd)
        let quiet = try bodies("provider: { progress: false }, \(crowd)")
        #expect(statuses(loud).contains("ONGOING"))
        #expect(!statuses(quiet).contains("ONGOING"))
        for event in [
            "integration.created", "integration.failed", "integration.deleted", "costbasis.started",
        ] {
            let name = "\"event\":\"\(event)\""
            #expect(quiet.count { $0.contains(name) } == loud.count { $0.contains(name) })
        }
    }

    @Test func `a lag of the provider's is that of every event of a recalculation`() throws {
        let keys =
            "provider: { emissionLag: '7s' }, users: { a: {} }, timeline: [{ at: '0s', recalculate: 'a' }]"
        let events = try Samples.events(of: Samples.read("{ portsim: 1, \(keys) }"))
        #expect(events.count == 4)
        for event in events {
            guard case .job(let job) = event.payload else { continue }
            #expect(event.moment - job.changedAt == 7_000)
        }
    }

    @Test(
        arguments: [
            ("", "", 2_000),
            ("settle: '5s'", "", 5_000),
            ("settle: '5s'", "recalculation: { costBasis: '1s' }", 5_000),
            ("settle: '5s'", "recalculation: { settle: '9s' }", 9_000),
        ] as [(String, String, Int64)]
    )
    func `a population's own quiet goes before the provider's`(
        provider: String,
        population: String,
        settle: Int64
    ) throws {
        let text = "{ portsim: 1, provider: { \(provider) }, population: { users: 1, \(population) } }"
        let scenario = try Samples.read(text)
        #expect(scenario.population?.behaviour.settleMilliseconds == settle)
        #expect(scenario.behaviour.settleMilliseconds == (provider.isEmpty ? 2_000 : 5_000))
    }

    @Test func `the longest lag and quiet are reckoned with before the year 9999 ends`() {
        func messages(_ keys: String, year: String) -> [String] {
            Samples.messages(
                "{ portsim: 1, clock: { start: '\(year)-01-01T00:00:00Z' }, provider: { \(keys) }, users: { a: {} }, timeline: [{ at: '0s', recalculate: 'a' }] }"
            )
        }
        for key in ["emissionLag", "settle"] {
            #expect(messages("\(key): '36500d'", year: "9800") == [])
            #expect(
                messages("\(key): '36500d'", year: "9950").first?.hasSuffix("after the year 9999") ?? false
            )
        }
    }
}
