import ScenarioKit
package import SimulationKit

/// What `generate` was asked to do.
package struct GenerateArguments: Sendable {
    /// The scenario file; nil where a number of users stands in for one.
    package let file: String?
    /// How many users the population has; nil where the file says it.
    package let users: Int64?
    /// The provider, where there is no file.
    package let profile: Profile
    /// The webhook whose deliveries are printed; nil for the whole stream.
    package let webhook: String?
    /// What is printed of each delivery.
    package let format: GenerateFormat
    /// How many bodies to print, nil for all.
    package let limit: Int?
    /// The first moment of which something is printed, in milliseconds after the start.
    package let fromMilliseconds: Int64?
    /// The first moment after it of which nothing is printed, in milliseconds after the start.
    package let toMilliseconds: Int64?
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        file = scanned.positionals.first
        users = try ArgumentValue.integer(.users, in: scanned, range: 1...ScenarioLimits.crowdMax)
        if file == nil, users == nil {
            throw .argumentMissing(.generate, placeholder: "FILE or \(Flag.users.usage)")
        }
        if file != nil, scanned.has(.profile) { throw .profileOfFile }
        profile = try ArgumentValue.profile(in: scanned) ?? .kryptosV1
        webhook = scanned.value(.webhook)
        format = try ArgumentValue.choice(.format, in: scanned, of: GenerateFormat.self) ?? .ndjson
        limit = try ArgumentValue.integer(.limit, in: scanned, range: 0...Int.max)
        fromMilliseconds = try ArgumentValue.duration(.from, in: scanned, canBeZero: true)
        toMilliseconds = try ArgumentValue.duration(.to, in: scanned)
        if let fromMilliseconds, let toMilliseconds, toMilliseconds <= fromMilliseconds { throw .rangeEmpty }
        self.common = common
    }
}

/// What `generate` prints of each delivery.
package enum GenerateFormat: String, CaseIterable, Sendable {
    /// The body, a line each.
    case ndjson
    /// The bodies in one array.
    case json
    /// A command line of curl that sends it.
    case curl
    /// The request with its head, as it stands on the wire.
    case headers

    /// Whether what is printed is signed and addressed.
    package var isRequest: Bool {
        switch self {
        case .ndjson, .json: false
        case .curl, .headers: true
        }
    }
}
