import DeliveryKit
import JSONKit
import SimulationKit
import Testing

@testable import ScenarioKit

/// Every limit of a scenario, reached and crossed.
struct ScenarioLimitTests {
    /// How many entries the table's field takes of so many, and what it says; what stands in them is not looked at.
    private func taken(_ key: String, _ text: String) throws -> (count: Int?, messages: [String]) {
        let field = try #require(Shape.scenario.fields.first { $0.key == key })
        let reading = Reading()
        let node = try JSONReader.read(Array(text.utf8), dialect: .json5)
        let cursor = ValueCursor(node, field.kind, label: "'\(key)'", reading)
        let count = key == "timeline" ? cursor.list()?.count : cursor.entries()?.count
        return (count, reading.diagnostics.map { "\($0.range.lower) \($0.message)" })
    }

    // That as many steps run is shown where they repeat; written out they would take seconds to read.
    @Test func `a hundred thousand steps and users are taken and one more is refused`() throws {
        let zeros = String(repeating: "0,", count: 100_000)
        #expect(try taken("timeline", "[\(zeros)]") == (100_000, []))
        let steps = try taken("timeline", "[\(zeros)0]")
        #expect(steps.count == 100_000)
        #expect(steps.messages == ["200001 'timeline' has at most 100000 entries, and this is one more"])
        let names = (0..<100_000).map { "u\($0):0," }.joined()
        #expect(try taken("users", "{\(names)}") == (100_000, []))
        let users = try taken("users", "{\(names)one:0}")
        #expect(users.count == 100_000)
        #expect(
            users.messages == [
                "\(names.utf8.count + 1) 'users' has at most 100000 entries, and this is one more"
            ]
        )
    }

    @Test func `a text over 8 MiB is refused`() {
        let text = "{ portsim: 1, population: { users: 1 } }"
        let most = text + String(repeating: " ", count: (8 << 20) - text.utf8.count)
        #expect(Samples.messages(most) == [])
        #expect(
            Samples.messages(most + " ") == [
                "1:1 the text has 8388609 bytes and may have 8388608; split it, or remove some of it"
            ]
        )
    }

    @Test func `nesting deeper than 64 is refused where it begins`() {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        let messages = Samples.messages("{ portsim: 1, name: \(deep), population: { users: 1 } }")
        #expect(messages.count == 1)
        #expect(messages.first?.hasPrefix("1:84 ") ?? false, "\(messages)")
        let fits = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        #expect(
            Samples.messages("{ portsim: 1, name: \(fits), population: { users: 1 } }")
                == ["1:21 'name' is a name, not a list"]
        )
    }

    @Test func `integrations, webhooks and expectations are counted`() {
        func refusal(_ keys: String) -> String {
            Samples.messages("{ portsim: 1, \(keys), population: { users: 1 } }").first ?? ""
        }
        func entries(_ count: Int, _ entry: (Int) -> String) -> String {
            (0..<count).map(entry).joined(separator: ",")
        }
        #expect(refusal("webhooks: [\(entries(100) { _ in "{}" })]") == "")
        #expect(refusal("webhooks: [\(entries(101) { _ in "{}" })]").contains("at most 100 entries"))
        let accepted: (Int) -> String = { _ in "{accepted:'all'}" }
        #expect(refusal("expect: [\(entries(1_000, accepted))]") == "")
        #expect(refusal("expect: [\(entries(1_001, accepted))]").contains("at most 1000 entries"))
        let integration: (Int) -> String = { "i\($0):{provider:'binance'}" }
        #expect(refusal("users: {a:{integrations:{\(entries(1_000, integration))}}}") == "")
        #expect(
            refusal("users: {a:{integrations:{\(entries(1_001, integration))}}}").contains(
                "at most 1000 entries"
            )
        )
    }

    @Test func `choices with weights are counted`() {
        func reasons(_ count: Int) -> [String] {
            let reasons = (0..<count).map { "r\($0):1000000" }.joined(separator: ",")
            return Samples.messages(
                "{ portsim: 1, population: { users: 1, syncFailure: { reasons: {\(reasons)} } } }"
            )
        }
        #expect(reasons(1_000) == [])
        #expect(reasons(1_001).first?.contains("at most 1000 entries") ?? false)
    }

    @Test(arguments: [
        ("users: { a: { uid: '@' } }", 1_000),
        ("users: { a: { integrations: { m: { provider: 'binance', walletId: '@' } } } }", 1_000),
        ("users: { a: { integrations: { m: { provider: 'binance', alias: '@' } } } }", 1_000),
        ("users: { '@': {} }", 200),
        ("name: '@'", 200),
        ("webhooks: [{ secret: '@' }]", 1_000),
        ("webhooks: [{ description: '@' }]", 1_000),
        ("users: { a: {} }, timeline: [{ at: '0s', recalculate: 'a', ids: ['@'] }]", 1_000),
        ("users: { a: {} }, timeline: [{ at: '0s', recalculate: 'a', costBasis: { fails: '@' } }]", 1_000),
    ])
    func `a text has at most so many bytes`(keys: String, bytesMax: Int) {
        func messages(_ count: Int) -> [String] {
            let text = String(repeating: "x", count: count)
            return Samples.messages(
                "{ portsim: 1, \(keys.replacing("@", with: text)), population: { users: 1 } }"
            )
        }
        #expect(messages(bytesMax) == [])
        #expect(messages(bytesMax + 1).first?.contains("at most \(bytesMax) bytes") ?? false)
    }

    @Test func `the largest crowd there may be is read, and arrives`() throws {
        let text = """
            { portsim: 1, population: { users: 100000000, arrival: { over: '36500d' }, integrationsPerUser: 1000 } }
            """
        var world = try Samples.read(text).world()
        var events: [Event] = []
        while events.count < 100 { try world.step(into: &events) }
    }

    @Test func `the first and the last moment that four digits write can be the start`() throws {
        func start(_ text: String) throws -> Scenario {
            try Samples.read("{ portsim: 1, clock: { start: '\(text)' }, population: { users: 1 } }")
        }
        #expect(try start("0000-01-01T00:00:00Z").start == .earliest)
        #expect(throws: ScenarioProblems.self) { try start("9999-12-31T23:59:59.999Z") }
        #expect(try start("9999-12-01T00:00:00Z").start < .latest)
    }

    @Test func `a retry policy holds the most that may be asked for`() throws {
        let text = """
            { portsim: 1, population: { users: 1 },
              delivery: { attempts: 100, backoff: { base: '366d', factor: 100, jitter: 1 }, timeout: '10m', concurrency: 1024 } }
            """
        let retry = try Samples.read(text).delivery.retry
        var stream = RandomStream(state: 1)
        for attempt in 1...100 {
            #expect(retry.waitMilliseconds(afterAttempt: attempt, draw: &stream) >= 0)
        }
    }
}
