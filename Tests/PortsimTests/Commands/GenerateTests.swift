import JSONKit
import TestSupport
import Testing
import WireKit

/// What `generate` prints, by its flags.
@Suite struct GenerateTests {
    private let directory = TemporaryDirectory()

    /// Two webhooks, of which the second is told of failures only, and a text that shells could stumble over.
    private func scenario(_ url: String = "https://example.com/hook?a=1") -> String {
        directory.write(
            """
            { portsim: 1,
              webhooks: [
                { name: 'main', url: '\(url)', secret: 'whsec_main' },
                { name: 'failures', url: '\(url)', secret: 'whsec_fail', events: ['integration.failed'] },
                { name: 'silent', url: '\(url)', active: false },
              ],
              users: { a: { integrations: {
                i: { provider: 'binance', alias: 'it\\'s "$HOME" `x` \\\\ %s !! ü \\n\\u0001 -d @' }, j: { provider: 'kraken' } } } },
              timeline: [
                { at: '0s', connect: 'a/i', sync: { queued: '1s', takes: '1s' } },
                { at: '10s', connect: 'a/j', sync: { queued: '1s', takes: '1s', fails: 'no' } },
              ] }
            """,
            to: "scenario.json5"
        )
    }

    private func lines(_ words: [String], secret: String? = nil) throws -> [String] {
        let result = try Tool.run(["generate"] + words, secret: secret)
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        return result.output.split(separator: "\n").map(String.init)
    }

    // MARK: Populations

    @Test func `a number of users needs no file, and is the population with defaults`() throws {
        let file = directory.write("{ portsim: 1, population: { users: 20 } }", to: "crowd.json5")
        let lines = try lines(["--users", "20", "--seed", "9"])
        #expect(lines.count > 100)
        #expect(try self.lines([file, "--seed", "9"]) == lines)
    }

    @Test func `a number of users replaces that of the file`() throws {
        let few = directory.write(
            "{ portsim: 1, seed: 3, population: { users: 2, arrival: { over: '1s' } } }",
            to: "a.json5"
        )
        let many = directory.write(
            "{ portsim: 1, seed: 3, population: { users: 5, arrival: { over: '1s' } } }",
            to: "b.json5"
        )
        #expect(try lines([few, "--users", "5"]) == lines([many]))
    }

    @Test func `a number of users and a file without a population is code 2`() throws {
        let result = try Tool.run(["generate", Tool.scenario, "--users", "5"])
        Tool.expect(
            result,
            code: 2,
            sentence: "--users replaces the number of users of a population, and '\(Tool.scenario)' has none"
        )
    }

    @Test func `the profile is that of the flag`() throws {
        let first = try lines(["--users", "1", "--profile", "kryptos-v2", "--limit", "1"])
        #expect(first.first?.contains("\"grant_id\":") == true)
    }

    @Test(arguments: ["0", "100000001", "1e3", "-1"])
    func `a population has from one to a hundred million users`(users: String) throws {
        let result = try Tool.run(["generate", "--users=\(users)"])
        Tool.expect(
            result,
            code: 2,
            sentence: "--users cannot be '\(users)': expected a whole number from 1 to 100000000"
        )
    }

    // MARK: Windows

    @Test func `windows that follow one another print everything once`() throws {
        let whole = try lines(["--users", "30"])
        let parts = try [["--to", "10m"], ["--from", "10m", "--to", "1h"], ["--from", "1h"]].flatMap {
            try lines(["--users", "30"] + $0)
        }
        #expect(parts == whole)
        #expect(try lines(["--users", "30", "--from", "10m", "--limit", "3"]).count == 3)
    }

    @Test func `a window begins with its first moment and ends before its last`() throws {
        // Events at 0 s, 2 s and 32 s.
        let window = try lines([Tool.scenario, "--from", "2s", "--to", "32s"])
        #expect(window.count == 1)
        #expect(try lines([Tool.scenario])[1] == window.first)
    }

    // MARK: Webhooks

    @Test func `a webhook is printed what it would be sent`() throws {
        let all = try lines([scenario()])
        #expect(try lines([scenario(), "--webhook", "main"]) == all)
        let failures = try lines([scenario(), "--webhook", "failures"])
        #expect(failures.count == 1 && failures[0].contains("\"event\":\"integration.failed\""))
        // The same event with another webhook's id.
        #expect(!all.contains(failures[0]))
        #expect(try lines([scenario(), "--webhook", "silent"]) == [])
        #expect(try lines([scenario(), "--webhook", "silent", "--format", "json"]) == ["[]"])
    }

    @Test func `what a webhook is sent in a run is what is printed for it`() throws {
        let consumer = try ScriptedConsumer()
        let path = scenario(consumer.url)
        let run = try Tool.run(["run", path, "--no-progress", "--endpoint", consumer.url], secret: "x")
        #expect(run.exitCode == 0 || run.exitCode == 1, "\(run.error)")
        let sent = Set(consumer.requests.map(\.bodyText))
        for name in ["main", "failures"] {
            let printed = try lines([path, "--webhook", name])
            #expect(!printed.isEmpty && sent.isSuperset(of: printed))
        }
    }

    @Test func `an unknown webhook is code 2, with what was meant`() throws {
        let result = try Tool.run(["generate", scenario(), "--webhook", "failure"])
        Tool.expect(result, code: 2, sentence: "there is no webhook 'failure'")
        #expect(
            result.error.contains(
                "help: did you mean 'failures'?\nhelp: there are 'main', 'failures', 'silent'\n"
            )
        )
        let none = try Tool.run(["generate", "--users", "1", "--webhook", "main"])
        Tool.expect(none, code: 2, sentence: "there is no webhook 'main': this scenario has no webhooks")
    }

    @Test func `what is done to a webhook shows in what it is sent, and in how that is signed`() throws {
        let path = directory.write(
            """
            { portsim: 1,
              webhooks: [{ name: 'main', url: 'https://a.example/one', secret: 'whsec_one' }],
              users: { a: {} },
              timeline: [
                { at: '0s', recalculate: 'a', transferDetection: { takes: '1s' }, costBasis: { takes: '1s' } },
                { at: '1m', rotateSecret: 'main', secret: 'whsec_two' },
                { at: '1m', editWebhook: 'main', url: 'https://b.example/two', events: ['costbasis.completed'] },
                { at: '2m', recalculate: 'a', transferDetection: { takes: '1s' }, costBasis: { takes: '1s' } },
                { at: '3m', disable: 'main' },
                { at: '4m', recalculate: 'a', transferDetection: { takes: '1s' }, costBasis: { takes: '1s' } },
              ] }
            """,
            to: "operations.json5"
        )
        #expect(try lines([path]).count == 12)
        let bodies = try lines([path, "--webhook", "main"])
        #expect(bodies.count == 5)
        let requests = try Tool.run(["generate", path, "--webhook", "main", "--format", "headers"]).output
        #expect(requests.split(separator: "POST /one HTTP/1.1\r\nHost: a.example\r\n").count == 4)
        #expect(requests.split(separator: "POST /two HTTP/1.1\r\nHost: b.example\r\n").count == 2)
        for (place, body) in bodies.enumerated() {
            let key = Signature.key(secret: place < 4 ? "whsec_one" : "whsec_two")
            let signature = String(decoding: Signature.sign(body: Array(body.utf8), key: key), as: UTF8.self)
            #expect(requests.contains("X-Webhook-Signature: \(signature)\r\n"))
        }
    }

    // MARK: Formats

    @Test func `json is one array of the same bodies`() throws {
        let result = try Tool.run(["generate", Tool.scenario, "--format", "json"])
        let bodies = try lines([Tool.scenario])
        #expect(result.output == "[\n" + bodies.joined(separator: ",\n") + "\n]\n")
        #expect(try JSONReader.read(result.outputBytes, dialect: .json).value.array?.count == 7)
        let empty = try Tool.run(["generate", Tool.scenario, "--format", "json", "--limit", "0"])
        #expect(empty.output == "[]\n" && empty.exitCode == 0)
    }

    @Test(arguments: ["curl", "headers"])
    func `a format that signs needs a secret`(format: String) throws {
        let result = try Tool.run(["generate", Tool.scenario, "--format", format])
        Tool.expect(result, code: 2, sentence: "--format \(format) signs, and there is no secret")
        #expect(result.error.contains("PORTSIM_SECRET"))
    }

    @Test func `headers are the requests as a run sends them, byte for byte`() throws {
        let consumer = try ScriptedConsumer()
        let run = try Tool.run(
            ["run", Tool.scenario, "--endpoint", consumer.url, "--no-progress"],
            secret: "whsec_x"
        )
        #expect(run.exitCode == 0, "\(run.error)")
        let printed = try Tool.run(
            ["generate", Tool.scenario, "--format", "headers", "--endpoint", consumer.url],
            secret: "whsec_x"
        )
        let rule = "\n" + String(repeating: "-", count: 72) + "\n"
        let requests = consumer.requests.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(requests.count == 7)
        #expect(printed.output == requests.joined(separator: rule) + "\n")
        #expect(!printed.output.contains("whsec_x"))
    }

    @Test func `lines of curl send the same requests when bash reads them`() throws {
        let consumer = try ScriptedConsumer()
        let path = scenario("\(consumer.url)?q=[1]&x='y'".replacing("'", with: "%27"))
        let printed = try Tool.run(["generate", path, "--webhook", "main", "--format", "curl"])
        #expect(printed.exitCode == 0 && printed.error == "", "\(printed.error)")
        #expect(!printed.output.contains("whsec_main"))
        let bash = try ChildProcess.run("bash", [], input: .bytes(printed.outputBytes))
        #expect(bash.exitCode == 0 && bash.error == "", "\(bash.error)")
        let bodies = try lines([path, "--webhook", "main"])
        #expect(consumer.requests.map(\.bodyText) == bodies)
        let headers = try Tool.run(["generate", path, "--webhook", "main", "--format", "headers"])
        for request in consumer.requests {
            for name in ["Signature", "Event", "Id", "Timestamp"] {
                let value = try #require(request.field("X-Webhook-\(name)"))
                #expect(headers.output.contains("X-Webhook-\(name): \(value)\r\n"))
            }
            #expect(request.field("Content-Type") == "application/json")
            #expect(request.field("Accept") == nil)
            let key = Signature.key(secret: "whsec_main")
            let signature = try #require(request.field("X-Webhook-Signature"))
            #expect(Signature.verify(Array(signature.utf8), body: request.body, key: key))
        }
    }

    // MARK: Ends

    @Test(arguments: ["ndjson", "json", "curl", "headers"])
    func `a reader that has enough ends it quietly with 0`(format: String) throws {
        let script = "{ \"$0\" generate --users 2000 --format \(format); echo \"code $?\" >&2; } | head -n 1"
        let result = try Tool.shell(script, secret: "whsec_x")
        #expect(result.error == "code 0\n")
    }
}
