package import ContractKit
package import DeliveryKit
package import SimulationKit
import WireKit

/// What `verify` was asked to do.
package struct VerifyArguments: Sendable {
    /// Where the consumer takes deliveries.
    package let url: WebhookURL
    /// The provider that it listens to.
    package let profile: Profile
    /// The checks that are performed, in their order.
    package let checks: [ContractCheck]
    /// The file that says where the consumer tells what it believes; nil for none.
    package let probePath: String?
    /// Whether a target beyond this machine is the user's own.
    package let ownsEndpoint: Bool
    /// Whether answers are timed in their thousands.
    package let measuresTiming: Bool
    /// The measure of all waiting, in real milliseconds.
    package let patienceMilliseconds: Int64?
    /// Whether the checks are printed in place of being performed.
    package let isDryRun: Bool
    /// Further fields of every head.
    package let fields: [ExtraField]
    /// The words of the selection, as they were given, for the same again.
    package let selectionWords: [String]
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        let text = scanned.positionals[0]
        ownsEndpoint = scanned.has(.ownEndpoint)
        do throws(WebhookURL.Problem) {
            url = try WebhookURL(text, allowsInsecure: true)
        } catch {
            throw .urlInvalid(text, error, command: .verify)
        }
        guard ownsEndpoint || WebhookURL.isLoopback(url.endpoint.host) else {
            throw .endpointForeign(url.endpoint.host)
        }
        profile = try ArgumentValue.profile(in: scanned) ?? .kryptosV1
        probePath = scanned.value(.probe)
        measuresTiming = scanned.has(.timing)
        patienceMilliseconds = try ArgumentValue.duration(.patience, in: scanned)
        isDryRun = scanned.has(.dryRunChecks)
        fields = try ArgumentValue.fields(in: scanned)
        let set = try ArgumentValue.choice(.setOf, in: scanned, of: CheckSet.self)
        let selection = try Self.selection(set, probePath != nil, scanned)
        checks = selection
        selectionWords = [Flag.setOf, .onlyContract, .skipContract].flatMap { flag in
            scanned.all(flag).flatMap { [flag.spelling, $0] }
        }
        self.common = common
    }

    /// The checks of a set that are asked for and not left out.
    private static func selection(
        _ set: CheckSet?,
        _ hasProbe: Bool,
        _ scanned: ScannedArguments
    ) throws(UsageError) -> [ContractCheck] {
        let only = try words(.onlyContract, scanned)
        let skipped = try words(.skipContract, scanned)
        // What is asked for by name is not held back by a set that nobody asked for.
        let set = set ?? (only.isEmpty && !hasProbe ? .core : .full)
        let chosen = ContractCheck.all.filter { check in
            guard set.contains(check), !skipped.contains(where: { names(check, $0) }) else { return false }
            return only.isEmpty || only.contains { names(check, $0) }
        }
        guard !chosen.isEmpty else { throw .noCheckLeft }
        return chosen
    }

    private static func names(_ check: ContractCheck, _ word: String) -> Bool {
        word == check.id || word == check.family.rawValue
    }

    private static func words(_ flag: Flag, _ scanned: ScannedArguments) throws(UsageError) -> [String] {
        let words = scanned.all(flag).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .map { $0.uppercased() }
        let known = CheckFamily.allCases.map(\.rawValue) + ContractCheck.all.map(\.id)
        for word in words where !known.contains(word) {
            throw .valueInvalid(
                flag,
                value: word,
                expected: "checks or families that 'portsim list checks' shows, as in SIG,ORD-02",
                suggestion: DidYouMean.nearest(to: word, among: known)
            )
        }
        return words
    }
}
