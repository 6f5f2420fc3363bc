import ScenarioKit
import SimulationKit
import Testing

/// What texts take from the environment.
struct VariablesTests {
    private func name(_ text: String, _ environment: [String: String] = [:]) throws -> String {
        try Composed(environment: environment)
            .read("{ portsim: 1, name: '\(text)', population: { users: 1 } }").name
    }

    private func problem(_ text: String, _ environment: [String: String] = [:]) -> String {
        Composed(environment: environment)
            .problems("{ portsim: 1, name: '\(text)', population: { users: 1 } }")
    }

    @Test(arguments: [
        ("${A}", "x"), ("a${A}b${A}c", "axbxc"), ("${NO:-y}", "y"), ("${EMPTY:-y}", "y"), ("${A:-y}", "x"),
        ("a${NO:-}", "a"), ("a${EMPTY}", "a"), ("${NO:-a:-b$c{d}", "a:-b$c{d"), ("$${A}", "${A}"),
        ("$$${A}", "$${A}"),
        ("$A {A} $$ $", "$A {A} $$ $"), ("${RAW}", "${A}"), ("${_1a:-é}", "é"), ("\\u0024{A}", "x"),
        ("${NO:-$}${A}", "$x"),
    ])
    func `variables are filled in`(text: String, expected: String) throws {
        let environment = ["A": "x", "EMPTY": "", "RAW": "${A}"]
        #expect(try name(text, environment) == expected)
    }

    @Test func `an unset variable is told where it stands`() {
        #expect(
            problem("a ${CONSUMER_URL} b") == """
                demo.json5:1:24: error: the variable 'CONSUMER_URL' is not set; set it, or give it a default: '${CONSUMER_URL:-default}'
                 1 | { portsim: 1, name: 'a ${CONSUMER_URL} b', population: { users: 1 } }
                   |                        ^^^^^^^^^^^^^^^
                """
        )
    }

    @Test(arguments: [
        ("${A", "'${' begins a variable, and its '}' is missing"),
        ("${}", "a variable is written '${NAME}' or '${NAME:-default}'"),
        ("${1A}", "a variable is written"), ("${A-b}", "a variable is written"),
        ("${A:?b}", "a variable is written"),
        ("${A B}", "a variable is written"), ("${é}", "a variable is written"),
        ("${ A }", "a variable is written"),
        ("${A:-${B}}", "there is no variable inside the default of another"),
    ])
    func `what is no variable is refused`(text: String, message: String) {
        #expect(problem(text, ["A": "x"]).hasPrefix("demo.json5:1:22: error: \(message)"), "\(problem(text))")
    }

    @Test func `a place that is spelled with escapes is shown whole`() {
        #expect(problem("\\u0061${NO}").hasPrefix("demo.json5:1:21: error: the variable 'NO'"))
    }

    @Test func `keys have no variables`() {
        #expect(
            Composed(environment: ["A": "x"]).problems(
                "{ portsim: 1, users: { '${A}': {} }, population: { users: 1 } }"
            )
            .hasPrefix("demo.json5:1:24: error: '${' begins a variable, and keys have none")
        )
    }

    @Test func `addresses and secrets of the environment change no fingerprint, everything else does`() throws
    {
        let text = """
            { portsim: 1, webhooks: [{ url: '${URL}', secret: '${SECRET}' }], users: { a: { uid: '${ID}' } },
              timeline: [{ at: '0s', recalculate: 'a' }] }
            """
        func fingerprint(_ url: String, _ secret: String, _ id: String) throws -> String {
            try Composed(environment: ["URL": url, "SECRET": secret, "ID": id]).read(text).fingerprint
        }
        let one = try fingerprint("https://a.example/", "s", "u")
        #expect(try fingerprint("https://b.example/", "s", "u") == one)
        #expect(try fingerprint("https://a.example/", "t", "u") == one)
        #expect(try fingerprint("https://a.example/", "s", "v") != one)
    }

    @Test func `what a variable holds is in no message about a secret`() {
        let environment = [
            "SECRET": "whsec_\(String(repeating: "x", count: 1_000))",
            "URL": "https://me:pass_word@a.example/",
        ]
        let text = Composed(environment: environment).problems(
            "{ portsim: 1, webhooks: [{ secret: '${SECRET}' }, { url: '${URL}' }], population: { users: 1 } }"
        )
        #expect(text.contains("'secret' has at most 1000 bytes"))
        #expect(!text.contains("whsec_"))
        #expect(!text.contains("pass_word"))
    }

    @Test func `texts with variables come to at most 8 MiB`() {
        let value = String(repeating: "x", count: 1 << 20)
        func problems(_ count: Int) -> String {
            let data = (0..<count).map { "k\($0): '${BIG}'" }.joined(separator: ", ")
            return Composed(environment: ["BIG": value]).problems(
                "{ portsim: 1, users: { a: {} }, timeline: [{ at: '0s', emit: 'costbasis.failed', user: 'a', data: { \(data) } }] }"
            )
        }
        #expect(problems(8).contains("'data' has at most 262144 bytes"))
        #expect(problems(9).contains("with their variables filled in, these texts have more than 8 MiB"))
    }

    @Test func `a base takes its variables from the same environment, where they are not replaced`() throws {
        let files = ["b.base.json5": "{ portsim: 1, name: '${NAME}', seed: 1, population: { users: 1 } }"]
        let text = "{ portsim: 1, extends: '${WHICH}.base.json5' }"
        #expect(try Composed(files: files, environment: ["WHICH": "b", "NAME": "n"]).read(text).name == "n")
        let own = "{ portsim: 1, extends: 'b.base.json5', name: 'own' }"
        #expect(try Composed(files: files).read(own).name == "own")
        #expect(
            Composed(files: files, environment: ["WHICH": "b"]).problems(text).hasPrefix(
                "b.base.json5:1:22: error: the variable 'NAME'"
            )
        )
    }
}
