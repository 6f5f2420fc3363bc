package import ConsumerKit
package import ContractKit

/// What `run` was asked to do.
package struct RunArguments: Sendable {
    /// Scenario files, at least one.
    package let files: [String]
    /// The common flags.
    package let common: CommonArguments
    /// Which checks count.
    package let selection: CheckSelection
    /// Whether somebody steps through the deliveries.
    package let isStepping: Bool
    /// How far into simulated time it goes by itself; nil for to the end.
    package let untilMilliseconds: Int64?
    /// Whether it runs again when its files change.
    package let isWatching: Bool

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        if common.isResuming && common.databasePath == nil { throw .flagNeeds(.resume, other: .database) }
        if common.databasePath != nil && scanned.positionals.count > 1 { throw .databaseOfSeveralFiles }
        // One run's file is in the way of the next, and stdin of two masters serves neither.
        if scanned.has(.watch), scanned.has(.database) { throw .flagsExclusive([.watch, .database]) }
        if scanned.has(.watch), scanned.has(.step) { throw .flagsExclusive([.watch, .step]) }
        files = scanned.positionals
        self.common = common
        selection = CheckSelection(only: scanned.all(.onlyChecks), skip: scanned.all(.skip))
        isStepping = scanned.has(.step)
        untilMilliseconds = try ArgumentValue.duration(.until, in: scanned, canBeZero: true)
        isWatching = scanned.has(.watch)
    }

    /// What `replay` runs: the file of an earlier run.
    init(replaying file: String, common: CommonArguments) {
        files = [file]
        self.common = common
        selection = CheckSelection()
        isStepping = false
        untilMilliseconds = nil
        isWatching = false
    }
}

/// What `listen` was asked to do.
package struct ListenArguments: Sendable {
    /// The port; 0 picks a free one.
    package let port: UInt16
    /// The address, not looked at further.
    package let host: String
    /// What the consumer does wrong; nil for nothing.
    package let fault: ConsumerFault?
    /// Which consumer it is.
    package let persona: Persona
    /// Where the secret of before a rotation comes from; nil for none.
    package let previousSecretSource: SecretSource?
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
        // What answers would be bent by the fault, and what by the persona, could not be told.
        if scanned.has(.fault), scanned.has(.persona) { throw .flagsExclusive([.fault, .persona]) }
        if scanned.has(.secretPreviousEnv), scanned.has(.secretPreviousFile) {
            throw .flagsExclusive([.secretPreviousEnv, .secretPreviousFile])
        }
        fault = try ArgumentValue.fault(in: scanned)
        persona = try ArgumentValue.persona(in: scanned) ?? .good
        previousSecretSource = SecretSource(previous: scanned)
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

/// What `list` was asked to do.
package struct ListArguments: Sendable {
    /// What to list.
    package let kind: ListKind
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        let word = scanned.positionals[0]
        kind = try ArgumentValue.kind(word, of: .list)
        self.common = common
    }
}

/// What `list` can list.
package enum ListKind: String, CaseIterable, Sendable {
    case checks
    case events
    case faults
    case personas
    case profiles
    case scenarios
    case distributions
}

/// What `schema` was asked to do.
package struct SchemaArguments: Sendable {
    /// What to describe.
    package let kind: SchemaKind
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        kind = try ArgumentValue.kind(scanned.positionals[0], of: .schema)
        self.common = common
    }
}

/// What `schema` can describe.
package enum SchemaKind: String, CaseIterable, Sendable {
    case scenario
}

/// What `completions` was asked to do.
package struct CompletionsArguments: Sendable {
    /// The shell that is to complete.
    package let shell: Shell
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        shell = try ArgumentValue.kind(scanned.positionals[0], of: .completions)
        self.common = common
    }
}

/// The shells that complete command lines.
package enum Shell: String, CaseIterable, Sendable {
    case bash
    case zsh
    case fish
}
