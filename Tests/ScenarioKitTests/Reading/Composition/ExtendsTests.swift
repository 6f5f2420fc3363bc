import DeliveryKit
import JSONKit
import SimulationKit
import Testing

@testable import ScenarioKit

/// Scenarios that change others.
struct ExtendsTests {
    private func composed(_ base: String) -> Composed { Composed(files: ["shared/x.base.json5": base]) }

    private let own = "portsim: 1, extends: './shared/x.base.json5'"

    @Test func `objects merge and lists replace, and it is as if it stood in one file`() throws {
        let base = """
            { portsim: 1, name: 'base', seed: 5, users: { a: { uid: 'u_a' }, b: {} },
              delivery: { attempts: 5, timeout: '3s' }, webhooks: [{ name: 'one' }, { name: 'two' }],
              timeline: [{ at: '1s', recalculate: 'a' }, { at: '2s', recalculate: 'b' }] }
            """
        let change = """
            { \(own), name: 'changed', users: { b: { uid: 'u_b' }, c: {} }, delivery: { timeout: '4s' },
              webhooks: [{ name: 'three' }] }
            """
        let whole = """
            { portsim: 1, name: 'changed', seed: 5, users: { a: { uid: 'u_a' }, b: { uid: 'u_b' }, c: {} },
              delivery: { attempts: 5, timeout: '4s' }, webhooks: [{ name: 'three' }],
              timeline: [{ at: '1s', recalculate: 'a' }, { at: '2s', recalculate: 'b' }] }
            """
        let read = try composed(base).read(change)
        let same = try Samples.read(whole)
        #expect(read.fingerprint == same.fingerprint)
        #expect(read.seed == 5)
        #expect(read.webhooks.map(\.name) == ["three"])
        #expect(read.users.map(\.name) == ["a", "b", "c"])
        #expect(read.delivery.timeoutMilliseconds == 4_000)
        #expect(read.delivery.retry.attemptsMax == 5)
        #expect(try Samples.bodies(of: read) == Samples.bodies(of: same))
    }

    @Test func `null takes away what the base says`() throws {
        let base =
            "{ portsim: 1, delivery: { schedule: ['0s'] }, population: { users: 1, providers: { binance: 1, kraken: 2 } } }"
        let change =
            "{ \(own), delivery: { schedule: null, attempts: 7 }, population: { providers: { kraken: null } } }"
        let scenario = try composed(base).read(change)
        #expect(scenario.delivery.retry.attemptsMax == 7)
        #expect(scenario.population?.life?.providers.options.map(\.name) == ["binance"])
        let problem = composed(base).problems("{ \(own), clock: null }")
        #expect(problem.hasPrefix("demo.json5:1:56: error: 'clock' is an object, not null"))
    }

    @Test func `a chain is followed, each file from its own folder`() throws {
        let files = [
            "lib/a.base.json5": "{ portsim: 1, extends: '../b.base.json5', delivery: { attempts: 2 } }",
            "lib/../b.base.json5": "{ portsim: 1, seed: 3, delivery: { attempts: 9, concurrency: 4 } }",
        ]
        let scenario = try Composed(files: files)
            .read("{ portsim: 1, extends: './lib/a.base.json5', population: { users: 1 } }")
        #expect(scenario.seed == 3)
        #expect(scenario.delivery.retry.attemptsMax == 2)
        #expect(scenario.delivery.concurrency == 4)
    }

    @Test func `sixteen files may stand behind a scenario, and no more`() throws {
        func chain(_ count: Int) -> String {
            var files: [String: String] = [:]
            for place in 1...count {
                let next = place < count ? "extends: 'f\(place + 1)', " : ""
                files["f\(place)"] = "{ portsim: 1, \(next)seed: \(place), population: { users: 1 } }"
            }
            return Composed(files: files).problems("{ portsim: 1, extends: 'f1' }")
        }
        #expect(chain(16) == "")
        #expect(
            chain(17)
                == "f16:1:24: error: more than 16 files extend one another\n 1 | { portsim: 1, extends: 'f17', seed: 16, population: { users: 1 } }\n   |                        ^^^^^"
        )
    }

    @Test func `a circle is shown with the whole way`() {
        let files = [
            "x/a.base.json5": "{ portsim: 1, extends: '../x/b.base.json5' }",
            "x/../x/b.base.json5": "{ portsim: 1,\n  extends: './a.base.json5' }",
        ]
        #expect(
            Composed(files: files).problems("{ portsim: 1, extends: 'x/a.base.json5' }") == """
                x/../x/b.base.json5:2:12: error: these files extend one another: x/a.base.json5 → x/../x/b.base.json5 → x/../x/a.base.json5
                 2 |   extends: './a.base.json5' }
                   |            ^^^^^^^^^^^^^^^^
                """
        )
        #expect(
            Composed().problems("{ portsim: 1, extends: './demo.json5' }") == """
                demo.json5:1:24: error: these files extend one another: demo.json5 → demo.json5
                 1 | { portsim: 1, extends: './demo.json5' }
                   |                        ^^^^^^^^^^^^^^
                """
        )
    }

    @Test func `a base that is missing is told where it is named`() {
        #expect(
            Composed().problems("{ portsim: 1, extends: 'no.base.json5' }") == """
                demo.json5:1:24: error: no.base.json5: there is no such file
                 1 | { portsim: 1, extends: 'no.base.json5' }
                   |                        ^^^^^^^^^^^^^^^
                """
        )
        #expect(
            Samples.messages("{ portsim: 1, extends: '', population: { users: 1 } }") == [
                "1:24 'extends' is empty"
            ]
        )
        #expect(
            Samples.messages("{ portsim: 1, extends: 7, population: { users: 1 } }")
                == ["1:24 'extends' is a text, not a number"]
        )
    }

    @Test(arguments: [
        ("{ seed: 1 }", "1:3: error: a base begins with 'portsim: 1'"),
        ("{ seed: 1, portsim: 1 }", "1:3: error: a base begins with 'portsim: 1'"),
        ("{}", "1:1: error: a base begins with 'portsim: 1'"),
        ("{ portsim: 2 }", "1:12: error: this is written for another version"),
        ("[1]", "1:1: error: a base is an object, not a list"),
        ("{ portsim: 1, }}", "1:16: error: "),
        ("{ portsim: 1, users: { a: {}, a: {} } }", "1:31: error: the key 'a' occurs twice"),
    ])
    func `what is wrong with a base is told in its file`(base: String, expected: String) {
        let text = composed(base).problems("{ \(own) }")
        #expect(text.hasPrefix("shared/x.base.json5:\(expected)"), "\(text)")
    }

    @Test func `a problem of both together is told in the file that it stands in`() {
        let base =
            "{ portsim: 1,\n  timeline: [{ at: '1s', recalculate: 'bob' }],\n  delivery: { schedule: ['0s'] } }"
        #expect(
            composed(base).problems("{ \(own), users: { rob: {} }, delivery: { attempts: 3 } }") == """
                demo.json5:1:81: error: 'schedule' says it all: remove 'attempts'
                 1 | …/x.base.json5', users: { rob: {} }, delivery: { attempts: 3 } }
                   |                                                  ^^^^^^^^

                shared/x.base.json5:2:39: error: there is no user 'bob'
                 2 |   timeline: [{ at: '1s', recalculate: 'bob' }],
                   |                                       ^^^^^
                help: did you mean 'rob'?
                """
        )
    }

    @Test func `secrets of a base are hidden`() {
        for base in [
            "{ portsim: 1, webhooks: [{ secret: 'whsec_abc', url: 1 }], population: { users: 1 } }",
            "{ portsim: 1, webhooks: [{ 's\\u0065cret': 'whsec_abc', url: 1 }], population: { users: 1 } }",
            "{ portsim: 1, webhooks: [{ secret: 'whsec_abc', ] } }",
        ] {
            let text = composed(base).problems("{ \(own) }")
            #expect(text.hasPrefix("shared/x.base.json5:1:"))
            #expect(!text.contains("whsec_abc"), "\(text)")
        }
    }

    @Test func `a base by itself is no scenario, unless it is whole`() {
        let name = "shared/x.base.json5"
        #expect(
            Composed().problems("{ portsim: 1, seed: 2 }", name: name).contains(
                "error: this is a base for scenarios to extend, and none itself"
            )
        )
        #expect(Composed().problems("{ portsim: 1, population: { users: 1 } }", name: name) == "")
    }

    @Test func `a scenario needs its own version whatever its base has`() {
        let text = composed("{ portsim: 1, population: { users: 1 } }")
            .problems("{ extends: 'shared/x.base.json5' }")
        #expect(text.hasPrefix("demo.json5:1:1: error: a scenario begins with 'portsim: 1'"))
    }

    @Test func `a distribution that is named is one value`() throws {
        func node(_ text: String) throws -> JSONNode {
            try JSONReader.read(Array(text.utf8), dialect: .json5)
        }
        let base = try node(
            "{ takes: { dist: 'uniform', min: 1, max: 2 }, queued: { dist: 'uniform', min: 1, max: 2 } }"
        )
        let own = try node("{ takes: { dist: 'exponential', mean: 3 }, queued: { max: 5 } }")
        #expect(
            own.merged(over: base).value
                == [
                    "takes": ["dist": "exponential", "mean": 3],
                    "queued": ["dist": "uniform", "min": 1, "max": 5],
                ]
        )
    }
}
