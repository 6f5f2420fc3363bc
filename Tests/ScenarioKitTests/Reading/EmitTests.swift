import JSONKit
import ScenarioKit
import SimulationKit
import Testing

/// Events that a scenario gives whole.
struct EmitTests {
    private func scenario(_ data: String, profile: String = "kryptos-v1") throws -> Scenario {
        try Samples.read(
            """
            { portsim: 1, profile: '\(profile)', users: { alice: { uid: 'u_1' } }, timeline: [
              { at: '1s', emit: 'integration.updated', user: 'alice', data: \(data), ids: ['e_1'] } ] }
            """
        )
    }

    private func body(_ data: String) throws -> String {
        try #require(try Samples.bodies(of: scenario(data)).first)
    }

    private let opening =
        #"{"id":"e_1","event":"integration.updated","timestamp":"2026-01-01T00:00:01.000Z","data":"#

    @Test(arguments: [
        ("{}", #"{"uid":"u_1"}"#),
        ("{ b: 1.0, a: -0 }", #"{"uid":"u_1","b":1,"a":0}"#),
        ("{ b: 1, uid: 'mine', a: 2 }", #"{"b":1,"uid":"mine","a":2}"#),
        ("{ uid: null }", #"{"uid":null}"#),
        ("{ b: 1, '7': 2 }", #"{"7":2,"uid":"u_1","b":1}"#),
        ("{ '7': 2 }", #"{"7":2,"uid":"u_1"}"#),
        (
            "{ big: 12345678901234567890, huge: 1e21, tiny: 1e-7, no: Infinity }",
            #"{"uid":"u_1","big":12345678901234567000,"huge":1e+21,"tiny":1e-7,"no":null}"#
        ),
        (#"{ note: '\ud800' }"#, #"{"uid":"u_1","note":"\ud800"}"#),
        (
            #"{ '\udc00': 1, uid: '\uDFFFx', '1': ['\ud83d\ude00', '\ufffd'] }"#,
            "{\"1\":[\"\u{1F600}\",\"\u{FFFD}\"],\"\\udc00\":1,\"uid\":\"\\udfffx\"}"
        ),
        (
            #"{ text: "\u0001/\"\\é\u2028", __proto__: { '2': [], '1': {} } }"#,
            "{\"uid\":\"u_1\",\"text\":\"\\u0001/\\\"\\\\é\u{2028}\",\"__proto__\":{\"1\":{},\"2\":[]}}"
        ),
    ])
    func `data is sent as JavaScript writes it, the user first`(data: String, expected: String) throws {
        #expect(try body(data) == opening + expected + "}")
    }

    @Test func `halves of surrogate pairs come through variables and command lines too`() throws {
        func body(_ note: String, nothing: String, set: [String] = []) throws -> String? {
            let text = """
                { portsim: 1, users: { alice: {} }, timeline: [
                  { at: '1s', emit: 'integration.updated', user: 'alice', data: { note: '\(note)' } } ] }
                """
            let scenario = try ScenarioReader.read(
                SourceText(name: "demo.json5", bytes: Array(text.utf8)),
                surroundings: ScenarioSurroundings(
                    variable: { $0 == "NOTHING" ? nothing : nil },
                    assignments: set
                )
            )
            return try Samples.bodies(of: scenario).first
        }
        #expect(try body(#"\ud83d${NOTHING}\ude00"#, nothing: "")?.contains("\"\u{1F600}\"") == true)
        #expect(try body(#"\ud83d${NOTHING}"#, nothing: "x")?.contains(#""note":"\ud83dx""#) == true)
        let set = #"timeline.0.data.note={ '\udc00': '\ud800' }"#
        #expect(try body("", nothing: "", set: [set])?.contains(#""note":{"\udc00":"\ud800"}"#) == true)
        #expect(throws: ScenarioProblems.self) {
            try body("", nothing: "", set: [#"users.alice.uid='\ud800'"#])
        }
    }

    @Test func `other halves make another fingerprint`() throws {
        let one = try scenario(#"{ note: '\ud800' }"#).fingerprint
        #expect(try scenario(#"{ note: '\uD800' }"#).fingerprint == one)
        #expect(try scenario(#"{ note: '\ud801' }"#).fingerprint != one)
        #expect(try scenario(#"{ note: '\ufffd' }"#).fingerprint != one)
    }

    @Test func `the later contract says whom it is about outside the data`() throws {
        let bodies = try Samples.bodies(of: scenario("{ b: 1 }", profile: "kryptos-v2"))
        #expect(bodies.first?.hasSuffix(#","data":{"b":1}}"#) ?? false)
        #expect(bodies.first?.contains(#","grant_id":"cgrant_"#) ?? false)
        #expect(bodies.first?.contains("u_1") == false)
    }

    @Test func `the story of the user goes on as if nothing had been emitted`() throws {
        let story = "{ at: '0s', connect: 'alice/main' }"
        let without = try Samples.bodies(of: Samples.read(Samples.timeline(story)))
        let broken =
            "{ at: '5ms', emit: 'integration.deleted', user: 'alice', data: { walletId: 'x' }, lag: '1h' }"
        let later = "{ at: '10d', emit: 'integration.deleted', user: 'alice', data: { walletId: 'x' } }"
        let with = try Samples.bodies(of: Samples.read(Samples.timeline("\(story), \(later)")))
        #expect(Array(with.dropLast()) == without)
        let events = try Samples.events(of: Samples.read(Samples.timeline("\(story), \(broken)")))
        var judge = StreamJudge()
        for event in events { try judge.observe(Observation(event)) }
        try judge.finish()
        #expect(events.count == without.count + 1)
    }

    @Test func `a user's time and count are judged for emitted events too`() throws {
        let events = try Samples.events(of: scenario("{}"))
        var observation = Observation(try #require(events.first))
        observation.ordinal = 2
        var judge = StreamJudge()
        #expect(throws: Violation.self) { try judge.observe(observation) }
    }

    @Test func `what an emitted event says is believed, as far as it says it`() throws {
        func belief(_ event: String, _ data: String) throws -> Projection.UserBelief? {
            var projection = Projection(profile: .kryptosV1, seed: 1)
            let text =
                "{ portsim: 1, users: { a: { uid: 'u' } }, timeline: [{ at: '0s', emit: '\(event)', user: 'a', data: \(data) }] }"
            for told in try Samples.told(of: Samples.read(text)) {
                projection.observe(told.event, for: told.grants)
            }
            #expect(projection.processed == 1)
            return projection.users["u"]
        }
        let data = "{ walletId: 'w', status: 'STRANGE' }"
        #expect(try belief("integration.updated", data)?.integrations == ["w": "STRANGE"])
        #expect(try belief("integration.deleted", data)?.integrations == [:])
        #expect(try belief("integration.created", "{ walletId: 7 }") == nil)
        #expect(try belief("costbasis.failed", "{ status: 'failed' }")?.costBasis == .failed)
        #expect(
            try belief("transfer_detection.started", "{ status: 'started' }")?.transferDetection == .started
        )
        #expect(try belief("transfer_detection.started", "{ uid: 'v', status: 'started' }") == nil)
        #expect(try belief("costbasis.started", "{}") == nil)
    }

    @Test func `data has at most 256 KiB as it is sent`() throws {
        func data(_ count: Int) -> String { "{ a: '\(String(repeating: "x", count: count - 6))' }" }
        #expect(try body(data(262_144)).utf8.count > 262_144)
        #expect(throws: ScenarioProblems.self) { try scenario(data(262_145)) }
    }

    @Test func `what is sent otherwise makes another fingerprint, and only that`() throws {
        let one = try scenario("{ a: 1, '2': 2, '1': 1 }").fingerprint
        #expect(try scenario("{ '1': 0x1, '2': 2.0, \"a\": 1e0 }").fingerprint == one)
        #expect(try scenario("{ a: 2, '2': 2, '1': 1 }").fingerprint != one)
        #expect(try scenario("{ a: 1, '2': 2 }").fingerprint != one)
    }
}
