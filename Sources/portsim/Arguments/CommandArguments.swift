/// What `run` was asked to do.
package struct RunArguments: Sendable {
    /// Scenario files, at least one.
    package let files: [String]
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        if common.isResuming && common.databasePath == nil { throw .flagNeeds(.resume, other: .database) }
        if common.databasePath != nil && scanned.positionals.count > 1 { throw .databaseOfSeveralFiles }
        files = scanned.positionals
        self.common = common
    }
}

/// What `listen` was asked to do.
package struct ListenArguments: Sendable {
    /// The port; 0 picks a free one.
    package let port: UInt16
    /// The address, not looked at further.
    package let host: String
    /// The common flags.
    package let common: CommonArguments

    /// Where the scenario language's own examples expect a consumer.
    package static let portDefault: UInt16 = 8_080
    /// Nobody but this machine.
    package static let hostDefault = "127.0.0.1"

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        port =
            try ArgumentValue.integer(.port, in: scanned, range: 0...UInt16.max)
            ?? ListenArguments.portDefault
        host = scanned.value(.host) ?? ListenArguments.hostDefault
        self.common = common
    }
}

/// What `validate` was asked to do.
package struct ValidateArguments: Sendable {
    /// Scenario files, at least one.
    package let files: [String]
    /// The common flags.
    package let common: CommonArguments
}

/// What `generate` was asked to do.
package struct GenerateArguments: Sendable {
    /// The scenario file.
    package let file: String
    /// How many events to print, nil for all.
    package let limit: Int?
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        file = scanned.positionals[0]
        limit = try ArgumentValue.integer(.limit, in: scanned, range: 0...Int.max)
        self.common = common
    }
}

/// What `list` was asked to do.
package struct ListArguments: Sendable {
    /// What to list.
    package let kind: ListKind
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        let word = scanned.positionals[0]
        guard let kind = ListKind(rawValue: word) else {
            let known = ListKind.allCases.map(\.rawValue)
            throw .kindUnknown(word, suggestion: DidYouMean.nearest(to: word, among: known))
        }
        self.kind = kind
        self.common = common
    }
}

/// What `list` can list.
package enum ListKind: String, CaseIterable, Sendable {
    case events
    case profiles
    case scenarios
    case distributions
}
