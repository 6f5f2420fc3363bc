import JSONKit
import SimulationKit
import TestSupport
import Testing
import WireKit

/// What a scenario and a seed fix, seen from the consumer's side of the wire.
@Suite struct ReproductionTests {
    /// Bytes of each user and webhook in their order of arrival.
    typealias Lanes = [String: [[UInt8]]]

    static func lanes(_ requests: some Sequence<ScriptedRequest>) -> Lanes {
        var lanes: Lanes = [:]
        for request in requests {
            lanes["\(uid(request.bodyText)) \(request.request.target)", default: []].append(request.bytes)
        }
        return lanes
    }

    static func uid(_ body: some StringProtocol) -> String {
        guard let start = body.firstRange(of: "\"uid\":\"")?.upperBound else { return "" }
        return String(body[start...].prefix { $0 != "\"" })
    }

    /// A consumer whose refusals are a function of what it is sent.
    static func refusing() throws -> ScriptedConsumer {
        try ScriptedConsumer { request in
            let identifier = request.field("X-Webhook-Id") ?? ""
            let time = request.field("X-Webhook-Timestamp") ?? ""
            let isRefused =
                StableHash(identifier).low % 2 == 0 && StableHash(identifier + time).low % 3 != 0
            return .status(isRefused ? 503 : 200).after(
                milliseconds: Int(StableHash(time + identifier).low % 3)
            )
        }
    }

    /// A scenario of two users and more, and a webhook and more.
    static func scenario(
        _ consumer: ScriptedConsumer,
        firstUser: Bool = false,
        secondWebhook: String? = nil,
        delivery: String = "attempts: 5"
    ) -> String {
        let address = "http://127.0.0.1:\(consumer.port)"
        let webhooks =
            "{ name: 'a', url: '\(address)/a', secret: 'whsec_a' },"
            + (secondWebhook.map { "{ name: 'b', url: '\(address)/b', secret: 'whsec_b', events: \($0) }," }
                ?? "")
        let user = firstUser ? "aaron: { integrations: { main: { provider: 'ethereum' } } }," : ""
        let steps =
            firstUser
            ? "{ at: '0s', connect: 'aaron/main' }, { at: '100s', recalculate: 'aaron' }," : ""
        return """
            {
              portsim: 1,
              name: 'reproduced',
              seed: 5,
              webhooks: [\(webhooks)],
              users: {
                \(user)
                alice: { integrations: { main: { provider: 'binance' }, other: { provider: 'solana' } } },
                bob: { integrations: { main: { provider: 'kraken' } } },
              },
              timeline: [
                \(steps)
                { at: '0s', connect: 'alice/main' },
                { at: '0s', connect: 'bob/main' },
                { at: '1s', connect: 'alice/other' },
                { at: '5m', resync: 'alice/main' },
                { at: '6m', rename: 'bob/main' },
                { at: '10m', remove: 'alice/other' },
                { at: '10m', recalculate: 'bob' },
              ],
              delivery: { \(delivery) },
              expect: [{ accepted: 'all', severity: 'info' }],
            }
            """
    }

    static func run(_ text: String, _ options: [String] = []) throws -> JSONValue {
        let directory = TemporaryDirectory()
        let path = directory.write(text, to: "scenario.json5")
        let result = try ChildProcess.run(
            Repository.portsim,
            ["run", path, "--report", "json=-", "--no-progress"] + options
        )
        #expect(result.exitCode == 0, "\(result.error)")
        return try JSONReader.read(result.outputBytes, dialect: .json).value
    }

    /// The lines that `generate` prints, by user.
    static func generated(_ text: String) throws -> [String: [String]] {
        let directory = TemporaryDirectory()
        let path = directory.write(text, to: "scenario.json5")
        let result = try ChildProcess.run(Repository.portsim, ["generate", path])
        #expect(result.exitCode == 0, "\(result.error)")
        return Dictionary(grouping: result.output.split(separator: "\n").map(String.init), by: uid)
    }

    @Test func `the ladder is climbed at its computed moments, in no time`() throws {
        let consumer = try ScriptedConsumer { request in .status(request.attempt <= 4 ? 500 : 200) }
        let schedule = "schedule: ['0s', '30s', '5m', '30m', '2h'], retryOn: 'any'"
        let report = try Self.run(Self.scenario(consumer, delivery: schedule))
        var freeAt: [String: Moment] = [:]
        var first: [String: ScriptedRequest] = [:]
        var moments: [String: [String]] = [:]
        for request in consumer.requests {
            let identifier = try #require(request.field("X-Webhook-Id"))
            if first[identifier] == nil { first[identifier] = request }
            moments[identifier, default: []].append(try #require(request.field("X-Webhook-Timestamp")))
        }
        #expect(consumer.requests.count == 5 * first.count && first.count > 20)
        for (identifier, request) in first.sorted(by: { $0.value.number < $1.value.number }) {
            let body = try JSONReader.read(request.body, dialect: .json).value
            guard case .string(let time) = try JSONPointer("/timestamp").evaluate(in: body) else {
                Issue.record("a body has no timestamp")
                continue
            }
            let user = Self.uid(request.bodyText)
            let emitted = try #require(TimeFormat.moment(from: time))
            var moment = max(emitted, freeAt[user] ?? emitted)
            var expected = [TimeFormat.milliseconds.text(moment)]
            for seconds: Int64 in [30, 300, 1_800, 7_200] {
                moment = moment + seconds * 1_000
                expected.append(TimeFormat.milliseconds.text(moment))
            }
            #expect(moments[identifier] == expected)
            freeAt[user] = moment
        }
        guard case .number(let seconds) = try JSONPointer("/wallSeconds").evaluate(in: report),
            case .number(let simulated) = try JSONPointer("/simulatedSeconds").evaluate(in: report)
        else {
            Issue.record("the report has no times")
            return
        }
        TestLog.note("ladder: \(simulated.double) simulated seconds in \(seconds.double) seconds")
        #expect(seconds.double < 20)
    }

    @Test func `neither concurrency nor speed changes an attempt, a moment or a byte`() throws {
        let consumer = try Self.refusing()
        let text = Self.scenario(consumer, secondWebhook: "['*']")
        let first = try Self.run(text, ["--concurrency", "1"])
        let sent = consumer.requests
        let expected = Self.lanes(sent)
        #expect(expected.count == 4)
        for options in [["--concurrency", "32"], ["--concurrency", "32", "--speed", "100000x"]] {
            let before = consumer.requests.count
            let second = try Self.run(text, options)
            #expect(Self.lanes(consumer.requests.dropFirst(before)) == expected)
            for place in ["/digest", "/attempts", "/deliveries", "/events", "/simulatedSeconds"] {
                let pointer = try JSONPointer(place)
                #expect(pointer.evaluate(in: second) == pointer.evaluate(in: first), "\(place)")
            }
        }
        guard case .number(let attempts) = try JSONPointer("/attempts").evaluate(in: first),
            case .number(let deliveries) = try JSONPointer("/deliveries/total").evaluate(in: first)
        else {
            Issue.record("the report has no counts")
            return
        }
        #expect(attempts.double > deliveries.double, "some attempts were refused")
    }

    @Test func `another user, webhook or filter changes no byte of anybody else`() throws {
        let consumer = try Self.refusing()
        func lanes(_ text: String) throws -> Lanes {
            let before = consumer.requests.count
            _ = try Self.run(text)
            return Self.lanes(consumer.requests.dropFirst(before))
        }
        let base = try lanes(Self.scenario(consumer))
        #expect(base.count == 2)
        let withUser = try lanes(Self.scenario(consumer, firstUser: true))
        #expect(withUser.count == 3 && withUser.filter { base.keys.contains($0.key) } == base)
        let withWebhook = try lanes(Self.scenario(consumer, secondWebhook: "['*']"))
        #expect(withWebhook.count == 4 && withWebhook.filter { base.keys.contains($0.key) } == base)
        let withFilter = try lanes(Self.scenario(consumer, secondWebhook: "['costbasis.completed']"))
        #expect(withFilter.count == 4 && withFilter.filter { base.keys.contains($0.key) } == base)
        let filtered = withFilter.filter { !base.keys.contains($0.key) }.values.flatMap { $0 }
        #expect(!filtered.isEmpty)
        #expect(
            filtered.allSatisfy {
                $0.firstRange(of: Array("X-Webhook-Event: costbasis.completed".utf8)) != nil
            }
        )
    }

    @Test func `the printed stream is as independent`() throws {
        let consumer = try ScriptedConsumer()
        let base = try Self.generated(Self.scenario(consumer))
        #expect(base.count == 2)
        let withUser = try Self.generated(Self.scenario(consumer, firstUser: true))
        #expect(withUser.count == 3 && withUser.filter { base.keys.contains($0.key) } == base)
        for events in ["['*']", "['costbasis.completed']"] {
            #expect(try Self.generated(Self.scenario(consumer, secondWebhook: events)) == base)
        }
        #expect(consumer.requests.isEmpty)
    }
}
