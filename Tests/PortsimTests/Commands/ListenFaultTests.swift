import ConsumerKit
import DeliveryKit
import JSONKit
import TestSupport
import Testing

/// `listen --fault` and `run` as two processes, and what a user reads of it.
@Suite struct ListenFaultTests {
    private static let secret = ["PORTSIM_SECRET": "whsec_fault"]

    private static func listen(_ fault: String) throws -> (process: ChildProcess, url: String) {
        let process = ChildProcess(
            Repository.portsim,
            ["listen", "--port", "0", "--no-progress", "--fault", fault],
            environment: secret
        )
        let line = try process.waitForLine { $0.hasPrefix("listening on ") }
        return (process, line.dropFirst("listening on ".count) + "/webhooks")
    }

    private static func run(_ url: String, _ words: [String] = []) throws -> ChildResult {
        try ChildProcess.run(
            Repository.portsim,
            ["run", "--no-progress", "--endpoint", url] + words + [Tool.scenario],
            environment: secret
        )
    }

    @Test(
        arguments: [
            ("410", "status 410, at attempt 1"),
            ("redirect=308", "status 308, a redirect, which is not followed, at attempt 1"),
            ("garbage", "the answer cannot be read: the first line is not HTTP/1.1, at attempt 3"),
            ("resetOnBody", "the connection was reset, at attempt 3"),
            ("closeWithoutResponse", "the connection was closed without an answer, at attempt 3"),
        ]
    )
    func `a delivery that failed is shown with a reason`(fault: String, reason: String) throws {
        let (process, url) = try Self.listen(fault)
        let result = try Self.run(url)
        #expect(result.sentences.contains(reason), "\(result.output)")
        // Where nobody ever answered, nothing is known of the consumer.
        #expect(result.exitCode == (reason.hasPrefix("status") ? 1 : 4))
        process.send(signal: 15)
        let end = try process.waitForEnd()
        let name = fault.prefix { $0 != "=" }
        if fault == "garbage" {
            #expect(end.error.contains("7 processed, 14 duplicates"))
        } else {
            #expect(end.error.contains("--- not taken  fault '\(fault == "410" ? "status" : name)'  ("))
            #expect(end.error.contains("0 processed, 0 duplicates, 0 refused, "))
        }
    }

    @Test func `a request that was sent again is told of, and is no attempt`() throws {
        let (process, url) = try Self.listen("keepAliveClose")
        let text = try Self.run(url)
        #expect(text.exitCode == 0, "\(text.error)")
        #expect(text.output.contains("attempts    7  6 sent again after a kept connection had died\n"))
        let json = try Self.run(url, ["--report", "json=-", "--quiet"])
        let report = try JSONReader.read(Array(json.output.utf8), dialect: .json)
        #expect(json.exitCode == 0)
        #expect(report["attempts"]?.number?.int64 == 7 && report["resent"]?.number?.int64 == 6)
        process.send(signal: 15)
        #expect(try process.waitForEnd().error.contains("7 processed, 7 duplicates, 0 refused, 12 not taken"))
    }

    @Test func `a fault that is none is refused with the one that was meant`() throws {
        let result = try ChildProcess.run(
            Repository.portsim,
            ["listen", "--port", "0", "--fault", "keepAliveClos"],
            environment: Self.secret
        )
        Tool.expect(
            result,
            code: 2,
            sentence:
                "--fault cannot be 'keepAliveClos': expected one of those that 'portsim list faults' shows"
        )
        #expect(result.error.contains("help: did you mean 'keepAliveClose'?"))
    }

    @Test func `every fault is listed with its argument and its side`() throws {
        let result = try Tool.run(["list", "faults"])
        #expect(result.exitCode == 0)
        let lines = result.output.split(separator: "\n").map(String.init)
        let senders = FaultName.allCases.count
        #expect(lines.count == senders + ConsumerFaultName.allCases.count)
        for (line, name) in zip(lines, FaultName.allCases) {
            #expect(line.hasPrefix(name.rawValue) && line.hasSuffix("  \(name.standing): \(name.summary)"))
            #expect((name == .crash) != (line.contains("legal: ")))
        }
        for (line, name) in zip(lines.dropFirst(senders), ConsumerFaultName.allCases) {
            #expect(line.hasPrefix(name.usage + " ") && line.hasSuffix("  consumer: \(name.summary)"))
        }
        #expect(result.output.contains("status=CODE,…"))
        #expect(result.output.contains("redirect[=CODE[:URL]]"))
    }
}
