import ConsumerKit
import DeliveryKit
import JSONKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import ContractKit

/// Checks against consumers in this process.
@Suite struct VerificationTests {
    static let secret = "whsec_of_the_checks"

    static func options(patience: Int64 = 60) -> CheckOptions {
        var options = CheckOptions(seed: 7, now: Moment(milliseconds: 1_790_000_000_000))
        options.patienceMilliseconds = patience
        return options
    }

    static func target(
        _ url: String,
        _ profile: Profile = .kryptosV1,
        hasProbe: Bool = false
    ) throws -> CheckTarget {
        var target = CheckTarget(url: try WebhookURL(url), secret: Array(secret.utf8), profile: profile)
        if hasProbe {
            let state = url.replacing("/webhooks", with: "/debug/state")
            target.probe = ProbeDefinition(url: try WebhookURL(state))
        }
        return target
    }

    static func verdicts(_ outcome: Verification.Outcome) -> [String: FindingVerdict] {
        Dictionary(uniqueKeysWithValues: outcome.results.map { ($0.check.id, $0.finding.verdict) })
    }

    @Test(arguments: Profile.all.map(\.name))
    func `the reference consumer fails nothing`(name: String) throws {
        let profile = try #require(Profile.all.first { $0.name == name })
        let consumer = try Consumer.start(secret: Self.secret)
        defer { consumer.stop() }
        let url = "http://127.0.0.1:\(consumer.port)/webhooks"
        let target = try Self.target(url, profile, hasProbe: true)
        let outcome = try Verification(ContractCheck.all, of: target, options: Self.options()).perform()
        let bad = outcome.results.filter { result in
            switch result.finding.verdict {
            case .fail, .warn, .inconclusive: true
            case .pass, .info, .skip: false
            }
        }
        #expect(bad.isEmpty, "\(bad.map { "\($0.check.id): \($0.finding.message)" })")
        #expect(outcome.results.map(\.check.id) == ContractCheck.all.map(\.id))
        #expect(!outcome.isGateShut && outcome.stopped == nil && outcome.remarks.isEmpty)
    }

    @Test func `without a probe nothing that takes one is green`() throws {
        let consumer = try Consumer.start(secret: Self.secret)
        defer { consumer.stop() }
        let target = try Self.target("http://127.0.0.1:\(consumer.port)/webhooks")
        let checks = ContractCheck.all.filter { $0.effects == .some }
        let outcome = try Verification(checks, of: target, options: Self.options()).perform()
        for result in outcome.results {
            #expect(result.finding.verdict == .skip, "\(result.check.id): \(result.finding.message)")
            #expect(result.finding.message.contains("it needs "), "\(result.check.id)")
        }
        #expect(outcome.results.count == checks.count && checks.count > 20)
    }

    @Test(arguments: [
        ("no-verification", true), ("dies-for-good", false),
    ])
    func `how right deliveries fared behind a hostile one is told`(persona: String, survives: Bool) throws {
        let consumer = try Consumer.start(
            secret: Self.secret,
            persona: Persona.named(persona),
            patienceMilliseconds: 60
        )
        defer { consumer.stop() }
        let checks = ContractCheck.all.filter { $0.id == "SIG-02" }
        let target = try Self.target("http://127.0.0.1:\(consumer.port)/webhooks")
        let outcome = try Verification(checks, of: target, options: Self.options()).perform()
        let result = try #require(outcome.results.last)
        #expect(result.check.id == "SIG-02" && result.finding.verdict == .fail)
        let text = try #require(result.canaries.text)
        #expect(text.hasSuffix("accepted: the consumer survived") == survives, "\(text)")
        #expect(text.hasPrefix("0 of ") == !survives, "\(text)")
    }

    @Test func `requests are the same for one seed and one moment`() throws {
        func digest() throws -> String {
            let consumer = try ScriptedConsumer { _ in .status(200) }
            defer { consumer.stop() }
            let checks = ContractCheck.all.filter { ["SIG-01", "IDM-06", "ROB-02"].contains($0.id) }
            let target = try Self.target(consumer.url)
            _ = try Verification(checks, of: target, options: Self.options()).perform()
            return consumer.requests.map(\.bodyText).joined(separator: "\n")
        }
        #expect(try digest() == digest())
    }

    @Test func `an endpoint that accepts everything fails every check of a refusal`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        let checks = ContractCheck.signature.filter { $0.severity == .must }
        let outcome = try Verification(checks, of: Self.target(consumer.url), options: Self.options())
            .perform()
        let verdicts = Self.verdicts(outcome)
        for number in 2...11 {
            let id = number < 10 ? "SIG-0\(number)" : "SIG-\(number)"
            #expect(verdicts[id] == .fail, "\(id)")
        }
        #expect(verdicts["SIG-01"] == .pass && verdicts["SIG-12"] == .pass)
    }

    @Test func `behind a gate that is shut nothing is judged`() throws {
        let consumer = try ScriptedConsumer { _ in .status(401) }
        let outcome = try Verification(
            ContractCheck.all.filter { $0.needs.isEmpty },
            of: Self.target(consumer.url),
            options: Self.options()
        )
        .perform()
        #expect(outcome.isGateShut)
        for result in outcome.results {
            let wanted: FindingVerdict = result.check.id == "SIG-01" ? .fail : .inconclusive
            #expect(result.finding.verdict == wanted, "\(result.check.id)")
        }
    }

    @Test func `where one event alone is refused, refusals are left open and the rest is judged`() throws {
        let consumer = try ScriptedConsumer { request in
            .status(request.bodyText.contains("costbasis.failed") ? 500 : 200)
        }
        let checks = ContractCheck.all.filter { ["SIG-02", "ROB-01"].contains($0.id) }
        let outcome = try Verification(checks, of: Self.target(consumer.url), options: Self.options())
            .perform()
        let verdicts = Self.verdicts(outcome)
        #expect(verdicts == ["SIG-01": .fail, "SIG-02": .inconclusive, "ROB-01": .pass])
    }

    @Test func `an event that is refused each time it comes is told once`() throws {
        let consumer = try ScriptedConsumer { request in
            .status(request.bodyText.contains("transfer_detection.started") ? 500 : 200)
        }
        let outcome = try Verification(
            [.validDelivery],
            of: Self.target(consumer.url),
            options: Self.options()
        )
        .perform()
        let finding = try #require(outcome.results.first?.finding)
        #expect(finding.message == "a right delivery of transfer_detection.started was answered 500")
        #expect(finding.evidence.items.count == 1)
    }

    @Test func `what held is shown by an answer that it wanted, not by one that was remarked on`() throws {
        let consumer = try ScriptedConsumer { request in
            .status(request.bodyText.unicodeScalars.first == "\u{FEFF}" ? 400 : 200)
        }
        let outcome = try Verification([.rawBytes], of: Self.target(consumer.url), options: Self.options())
            .perform()
        let finding = try #require(outcome.results.first { $0.check.id == "SIG-12" }?.finding)
        #expect(finding.verdict == .pass && finding.message.contains("400"), "\(finding.message)")
        #expect(finding.evidence.answer?.status == 200)
    }

    @Test func `who limits how much it takes is sent to more slowly, and that is said`() throws {
        let consumer = try ScriptedConsumer { request in
            .status(request.number % 3 == 0 ? 429 : 200)
        }
        let checks = [ContractCheck.repeatAcknowledged]
        let outcome = try Verification(checks, of: Self.target(consumer.url), options: Self.options())
            .perform()
        #expect(Self.verdicts(outcome) == ["IDM-01": .pass])
        #expect(outcome.remarks.count == 1 && outcome.remarks[0].contains("429"))
    }

    @Test func `a stop leaves the rest open`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        let stop = EngineStop()
        let verification = Verification(
            ContractCheck.idempotency,
            of: try Self.target(consumer.url),
            options: Self.options(),
            stop: stop
        )
        let outcome = try verification.perform(begins: { if $0.id == "IDM-02" { stop.request(.asked) } })
        let verdicts = Self.verdicts(outcome)
        #expect(outcome.stopped == .asked && verdicts["IDM-01"] == .pass)
        for id in ["IDM-02", "IDM-03", "IDM-04"] { #expect(verdicts[id] == .inconclusive, "\(id)") }
    }
}
