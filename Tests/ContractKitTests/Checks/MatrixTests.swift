import ConsumerKit
import DeliveryKit
import SimulationKit
import Testing
import WireKit

@testable import ContractKit

/// Personas against checks: each broken one is caught by exactly the checks that are meant for it, a good one by none.
@Suite struct MatrixTests {
    private static let secret = "whsec_of_the_matrix"
    private static let previousSecret = "whsec_of_the_matrix_before"
    private static let patience = 150

    private static func perform(_ checks: [ContractCheck], _ persona: Persona) throws -> Verification.Outcome
    {
        let consumer = try Consumer.start(
            secrets: [ConsumerSecret(secret), ConsumerSecret(previousSecret)],
            limits: ConsumerLimits(keepsDetails: true),
            persona: persona,
            patienceMilliseconds: patience
        )
        defer { consumer.stop() }
        let base = "http://127.0.0.1:\(consumer.port)"
        var target = CheckTarget(
            url: try WebhookURL("\(base)/webhooks"),
            secret: Array(secret.utf8),
            profile: .kryptosV1
        )
        target.previousSecret = Array(previousSecret.utf8)
        target.reset = try WebhookURL("\(base)/debug/reset")
        target.failNext = try WebhookURL("\(base)/debug/fail-next")
        let details = "/users/{uid}/details/{walletId}"
        var reads = ProbeDefinition.standardReads
        for (read, place) in [
            (CheckRead.reason, "/users/{uid}/reasons/transfer_detection"), (.alias, "\(details)/alias"),
            (.totalTransactions, "\(details)/totalTransactions"), (.lastSyncedAt, "\(details)/lastSyncedAt"),
        ] {
            reads.append(ProbeDefinition.Read(name: read.rawValue, template: try ProbeTemplate(place)))
        }
        target.probe = ProbeDefinition(url: try WebhookURL("\(base)/debug/state"), reads: reads)
        var options = CheckOptions(seed: 1, now: Moment(milliseconds: WallClock.milliseconds()))
        options.patienceMilliseconds = Int64(patience)
        options.answerMilliseconds = 10 * Int64(patience)
        return try Verification(checks, of: target, options: options).perform()
    }

    /// The ids of checks that caught something, each with what it says.
    private static func caught(_ outcome: Verification.Outcome) -> [String: String] {
        var caught: [String: String] = [:]
        for result in outcome.results {
            switch result.finding.verdict {
            case .fail, .warn: caught[result.check.id] = result.finding.message
            case .pass, .info, .skip, .inconclusive: break
            }
        }
        return caught
    }

    @Test func `every check that can fail has a persona that it catches`() {
        let caught = Set(Persona.all.flatMap(\.intended))
        // They tell facts, and fail for nothing that a persona could do.
        let telling: Set<String> = ["HDR-07", "SEC-08", "SEC-09", "SEC-10"]
        let missing = ContractCheck.all.map(\.id).filter { !caught.contains($0) && !telling.contains($0) }
        #expect(missing.isEmpty)
        #expect(caught.isSubset(of: Set(ContractCheck.all.map(\.id))))
    }

    @Test(arguments: Persona.all.map(\.name))
    func `a persona is caught by every check that is meant for it`(name: String) throws {
        let persona = try #require(Persona.named(name))
        let checks = ContractCheck.all.filter { persona.intended.contains($0.id) || $0.id == "SIG-01" }
        let outcome = try Self.perform(checks, persona)
        let caught = Self.caught(outcome)
        #expect(Set(caught.keys) == Set(persona.intended), "\(caught)")
        // What was sent and answered is shown with every failure, also where effects were judged.
        for result in outcome.results where caught[result.check.id] != nil {
            #expect(result.decisive != nil, "\(result.check.id)")
        }
    }
}
