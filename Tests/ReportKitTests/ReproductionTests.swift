import ReportKit
import Testing

struct ReproductionTests {
    @Test func `the command line says file, seed and options`() {
        let reproduction = Reproduction(
            command: "run",
            path: "a.json5",
            seed: .max,
            options: ["--concurrency", "1", "--strict"]
        )
        #expect(
            reproduction.text == "portsim run a.json5 --seed 18446744073709551615 --concurrency 1 --strict"
        )
    }

    @Test(arguments: [
        ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"), ("", "''"), ("'", #"''\'''"#),
        ("a\nb", "'a\nb'"), ("ä", "'ä'"), ("../x_1-2.json5", "../x_1-2.json5"), ("*", "'*'"), ("~", "'~'"),
    ])
    func `arguments are quoted for a shell`(path: String, quoted: String) {
        #expect(Reproduction(command: "run", path: path, seed: 1).text == "portsim run \(quoted) --seed 1")
    }

    @Test(arguments: [
        ["--secret", "hidden"], ["--secret=hidden"], ["--secret"],
        ["--set", "webhooks.0.secret=hidden"], ["--set=webhooks.0.secret=hidden"],
        ["--set", "webhooks.0={secret: 'hidden'}"], ["--set", "webhooks.0=[{ \"\\u0073ecret\": 'hidden'}]"],
        ["--set", "webhooks.0.secretPrevious=hidden"], ["--set"],
        ["--set", "probe.headers.Authorization=hidden"], ["--set=probe.headers.X-Token=hidden"],
        ["--set", #"probe.h\eaders.X=hidden"#], ["--set", #"webhooks.0.s\ecret=hidden"#],
        ["--header", "Authorization: hidden"], ["--header=Authorization: hidden"],
    ])
    func `what carries a secret is dropped, what follows is kept`(options: [String]) {
        let reproduction = Reproduction(command: "run", path: "a", seed: 1, options: options)
        #expect(!reproduction.text.contains("hidden"))
        #expect(reproduction.arguments == ["run", "a", "--seed", "1"])
        guard options.count == 2 || options[0].contains("=") else { return }
        let more = Reproduction(command: "run", path: "a", seed: 1, options: options + ["--strict"])
        #expect(more.arguments.last == "--strict")
        #expect(!more.text.contains("hidden"))
    }

    @Test(arguments: [
        ("--endpoint", "https://a.example/x?token=hidden", "https://a.example/x?(secret)"),
        ("--endpoint", "http://127.0.0.1:1?hidden", "http://127.0.0.1:1?(secret)"),
        ("--set", "probe.url=https://a.example/s?key=hidden&b=?", "probe.url=https://a.example/s?(secret)"),
        ("--set", "name=what? http://a", "name=what? http://a"), ("--only", "is it?", "is it?"),
    ])
    func `queries of URLs are hidden, as they may hold a token`(flag: String, word: String, shown: String) {
        let reproduction = Reproduction(command: "run", path: "a?b", seed: 1, options: [flag, word])
        #expect(reproduction.arguments == ["run", "a?b", "--seed", "1", flag, shown])
        let joined = Reproduction(command: "run", path: "a", seed: 1, options: ["\(flag)=\(word)"])
        #expect(joined.arguments.last == "\(flag)=\(shown)")
    }

    @Test func `where a secret is to be found may be said`() {
        let options = [
            "--secret-env", "NAME", "--secret-file", "f", "--set", "seed=7", "--set=clock.speed=10x",
        ]
        let reproduction = Reproduction(command: "run", path: "a", seed: 1, options: options)
        #expect(Array(reproduction.arguments.dropFirst(4)) == options)
    }
}
