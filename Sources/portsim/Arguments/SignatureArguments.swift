/// What `sign` was asked to do.
package struct SignArguments: Sendable {
    /// The file with the body; `-` is stdin.
    package let file: String
    /// Whether the name of the header stands before the signature.
    package let showsHeader: Bool
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) {
        file = scanned.positionals[0]
        showsHeader = scanned.has(.header)
        self.common = common
    }
}

/// What `signature` was asked to do.
package struct SignatureArguments: Sendable {
    /// The file with the body; `-` is stdin.
    package let file: String
    /// The header's value as it was received.
    package let signature: String
    /// What the sender's timestamp header said.
    package let timestamp: String?
    /// Whether the right signature is printed.
    package let showsExpected: Bool
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) {
        file = scanned.positionals[0]
        signature = scanned.positionals[1]
        timestamp = scanned.value(.timestamp)
        showsExpected = scanned.has(.showExpected)
        self.common = common
    }
}
