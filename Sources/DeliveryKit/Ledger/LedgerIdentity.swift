/// What a run file is the record of; a run goes on only with the same.
package struct LedgerIdentity: Equatable, Sendable {
    /// Version of the tool that made it.
    package var version: String
    /// Name of the scenario.
    package var scenario: String
    /// Hash of the scenario's content without its secrets, in hex.
    package var fingerprint: String
    /// Seed of every draw.
    package var seed: UInt64
    /// Provider profile.
    package var profile: String
    /// Hash of the webhooks' secrets, in hex; kept for reading, not compared: secrets are rotated.
    package var secretFingerprint: String
    /// Facts that are kept for reading and not compared; each key once.
    package var notes: [LedgerNote]

    /// Builds an identity from its facts.
    package init(
        version: String,
        scenario: String,
        fingerprint: String,
        seed: UInt64,
        profile: String,
        secretFingerprint: String,
        notes: [LedgerNote] = []
    ) {
        self.version = version
        self.scenario = scenario
        self.fingerprint = fingerprint
        self.seed = seed
        self.profile = profile
        self.secretFingerprint = secretFingerprint
        self.notes = notes
    }

    /// First difference to another identity, in the order that a person would ask; nil where there is none.
    package func mismatch(given other: LedgerIdentity) -> LedgerMismatch? {
        let pairs: [(LedgerMismatch.Field, String, String)] = [
            (.version, version, other.version),
            (.scenario, scenario, other.scenario),
            (.profile, profile, other.profile),
            (.seed, String(seed), String(other.seed)),
            (.fingerprint, fingerprint, other.fingerprint),
        ]
        for (field, recorded, given) in pairs where recorded != given {
            return LedgerMismatch(field: field, recorded: recorded, given: given)
        }
        return nil
    }
}

/// A fact about a run that is kept for reading.
package struct LedgerNote: Equatable, Sendable {
    /// What it is about.
    package var key: String
    /// What it says.
    package var value: String

    /// Builds a note.
    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// The first thing in which a run file and a run differ.
package struct LedgerMismatch: Equatable, Sendable {
    /// What differs.
    package enum Field: String, CaseIterable, Sendable {
        /// The tool's version.
        case version
        /// The scenario's name.
        case scenario
        /// The provider profile.
        case profile
        /// The seed.
        case seed
        /// The scenario's content, under the same name.
        case fingerprint
    }

    /// What differs.
    package var field: Field
    /// What the run file says.
    package var recorded: String
    /// What the run says.
    package var given: String

    /// Builds a mismatch from its facts.
    package init(field: Field, recorded: String, given: String) {
        self.field = field
        self.recorded = recorded
        self.given = given
    }
}
