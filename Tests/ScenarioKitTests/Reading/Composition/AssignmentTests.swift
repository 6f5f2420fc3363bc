import DeliveryKit
import ScenarioKit
import SimulationKit
import Testing

/// What `--set` puts in place of what the files say.
struct AssignmentTests {
    private let text = """
        { portsim: 1, webhooks: [{ name: 'main', url: 'https://a.example/' }], users: { 'a.b': {}, 'c=d': {} },
          timeline: [{ at: '0s', recalculate: 'a.b' }] }
        """

    private func read(_ assignments: String...) throws -> Scenario {
        try Composed(assignments: assignments).read(text)
    }

    private func problems(_ assignments: String...) -> String {
        Composed(assignments: assignments).problems(text)
    }

    @Test func `values are JSON5 where they can be, else texts`() throws {
        #expect(try read("seed=0x10").seed == 16)
        #expect(try read("name=hello there").name == "hello there")
        #expect(try read("name='7'").name == "7")
        #expect(try read("delivery={ attempts: 4 }").delivery.retry.attemptsMax == 4)
        #expect(
            try read("webhooks.0.url=https://b.example/?a=b").webhooks[0].url?.text
                == "https://b.example/?a=b"
        )
    }

    @Test func `what is missing on the way is made`() throws {
        #expect(try read("delivery.backoff.base=7s").delivery.retry != read().delivery.retry)
        #expect(try read("webhooks.1.name=second").webhooks.map(\.name) == ["main", "second"])
        #expect(try read("expect.0.accepted=all").expectations.count == 1)
        let bare = Composed(assignments: ["webhooks.0.name=x", "population.users=1"])
        #expect(try bare.read("{ portsim: 1 }").webhooks.map(\.name) == ["x"])
    }

    @Test func `a backslash takes a dot, an equals sign or itself into a key`() throws {
        let scenario = try read(#"users.a\.b.uid=u_1"#, #"users.c\=d.uid=u_2"#)
        #expect(scenario.users.map(\.uid) == ["u_1", "u_2"])
        #expect(try read(#"users.x\\y.uid=u_3"#).users.last?.name == #"x\y"#)
    }

    @Test func `the last of two assignments holds, and both come after the files`() throws {
        #expect(try read("seed=1", "seed=2").seed == 2)
        let files = ["b.base.json5": "{ portsim: 1, seed: 3 }"]
        let composed = Composed(files: files, environment: ["N": "n"], assignments: ["seed=4", "name=${N}"])
        let scenario = try composed.read("{ portsim: 1, extends: 'b.base.json5', population: { users: 1 } }")
        #expect(scenario.seed == 4)
        #expect(scenario.name == "n")
    }

    @Test func `the fields of a probe are not shown, wherever something is wrong with them`() {
        let url = "probe.url=http://127.0.0.1:1/"
        let places = [
            problems(url, "probe.headers.X-Key=123456"), problems(url, "probe.headers.X-Key.deeper=123456"),
            problems(url, "probe={ headers: { 'X-Key': 123456 } }"),
            problems(url, "probe.headers.X\\-Key=[123456]"),
        ]
        for problem in places {
            #expect(problem.contains("error: ") && !problem.contains("123456"), "\(problem)")
        }
        let text = "{ portsim: 1, probe: { headers: { 'X-Key': '123456' 'Y': 'a' } } }"
        let problem = Composed().problems(text)
        #expect(problem.contains("error: ") && !problem.contains("123456"), "\(problem)")
    }

    @Test func `it enters the fingerprint as the file would`() throws {
        #expect(try read("seed=9").fingerprint == read().fingerprint)
        #expect(try read("delivery.attempts=5").fingerprint != read().fingerprint)
        let files = text.replacing("portsim: 1,", with: "portsim: 1, delivery: { attempts: 5 },")
        #expect(try read("delivery.attempts=5").fingerprint == Samples.read(files).fingerprint)
    }

    @Test func `a problem is shown in the argument`() {
        #expect(
            problems("seed=abc") == """
                in --set seed=abc: error: 'seed' is a whole number, not a text
                  | seed=abc
                  |      ^^^
                """
        )
        #expect(
            problems("delivery.atempts=3") == """
                in --set delivery.atempts=3: error: unknown key 'atempts'
                  | delivery.atempts=3
                  |          ^^^^^^^
                help: did you mean 'attempts'?
                """
        )
    }

    @Test(arguments: [
        ("seed", "in --set ****: error: write a path and a value, as in seed=7"),
        ("=7", "in --set =*: error: a part of this path is empty"),
        ("a..b=7", "in --set a..b=*: error: a part of this path is empty"),
        (
            "webhooks.2.name=x",
            "in --set webhooks.2.name=*: error: '2' is no place in this list; write 0, or 1 for one more"
        ),
        ("webhooks.main.name=x", "in --set webhooks.main.name=*: error: 'main' is no place in this list"),
        ("webhooks.00.name=x", "in --set webhooks.00.name=*: error: '00' is no place in this list"),
        (
            "webhooks.0.name.x=1",
            "in --set webhooks.0.name.x=*: error: this is inside a text, which has no parts"
        ),
        ("extends=x", "in --set extends=*: error: the file that is extended is read before this"),
    ])
    func `a path that leads nowhere is refused, and its value not shown`(assignment: String, expected: String)
    {
        #expect(problems(assignment).hasPrefix(expected), "\(problems(assignment))")
    }

    @Test func `a path has at most 64 parts`() {
        func problem(_ count: Int) -> String {
            problems(Array(repeating: "a", count: count).joined(separator: ".") + "=1")
        }
        #expect(problem(64).contains("error: unknown key 'a'"))
        #expect(problem(65).contains("error: a path has at most 64 parts"))
    }

    @Test(arguments: [
        "webhooks.0.secret=whsec_abc", "webhooks.0.secret='whsec_abc", "webhooks.0.secret={ a: 'whsec_abc' }",
        "webhooks.0.secert=whsec_abc", "webhooks=[{ secret: 'whsec_abc' ]",
        "webhooks={ secret: 'whsec_abc' }",
        "webhook.0.secret=whsec_abc", "webhooks.0.url=https://me:whsec_abc@a.example/", "secret=whsec_abc",
    ])
    func `secrets that are set are hidden`(assignment: String) {
        let text = problems(assignment, "portsim=2")
        #expect(text.contains("error: "))
        #expect(!text.contains("whsec_abc"), "\(text)")
    }
}
