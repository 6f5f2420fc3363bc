package import SimulationKit

/// One thing that is asked of a webhook consumer: what is sent, what must come of it, and what else is to be said.
///
/// A check is one declaration. Adding one means adding it to its family's list, and a broken consumer that it catches.
package struct ContractCheck: Sendable {
    /// What a check cannot do without; where it is missing, the check is skipped and says so.
    package enum Need: Hashable, Sendable, CaseIterable {
        /// Integrations and jobs, which not every provider announces.
        case portfolio
        /// The secret before the last rotation, which the consumer still knows.
        case previousSecret
        /// A hook that makes the consumer fail once on purpose.
        case failNextHook
        /// That measuring the time of answers thousands of times was asked for.
        case timing
    }

    /// How much of its verdict takes a probe.
    package enum Effects: Hashable, Sendable {
        /// Nothing: answers tell all.
        case none
        /// A half: answers are judged without one, and what they led to with one.
        case some
    }

    /// What it is called by, such as `SIG-03`: its family and its number there.
    package let id: String
    /// What it asks for, in a few words.
    package let title: String
    /// How much depends on it.
    package let severity: Severity
    /// How much depends on it where deliveries fan out to grants; nil for as much.
    let severityOfGrants: Severity?
    /// How much of its verdict takes a probe.
    package let effects: Effects
    /// What it cannot do without.
    package let needs: Set<Need>
    /// What is sent and what must come back, as sentences.
    package let sends: String
    /// What goes wrong in the world where it does not hold, as sentences.
    package let why: String
    /// Where the rule stands: documents, sections of RFCs, public reports of the mistake.
    package let source: String
    /// What mends a consumer that fails it.
    package let remedy: Remedy
    /// Sends and judges.
    let perform: @Sendable (CheckRun) throws(CheckStop) -> Void

    /// Declares a check.
    init(
        _ id: String,
        _ title: String,
        _ severity: Severity,
        severityOfGrants: Severity? = nil,
        effects: Effects = .none,
        needs: Set<Need> = [],
        sends: String,
        why: String,
        source: String,
        remedy: Remedy,
        perform: @escaping @Sendable (CheckRun) throws(CheckStop) -> Void
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.severityOfGrants = severityOfGrants
        self.effects = effects
        self.needs = needs
        self.sends = sends
        self.why = why
        self.source = source
        self.remedy = remedy
        self.perform = perform
    }

    /// How much depends on it for consumers of a provider.
    package func severity(in profile: Profile) -> Severity {
        profile.fansOut ? severityOfGrants ?? severity : severity
    }

    /// The family that its id names.
    package var family: CheckFamily {
        guard let family = CheckFamily(rawValue: String(id.prefix { $0 != "-" })) else {
            preconditionFailure("\(id) begins with no family")
        }
        return family
    }

    /// Whether it says something even where no right delivery is accepted, but answered.
    var speaksBeforeGate: Bool { id == Self.noRedirect.id }

    /// Every check, family by family, in the order in which they are performed.
    ///
    /// The first is the gate: where it fails, what must be refused cannot be judged.
    package static let all: [ContractCheck] = CheckFamily.allCases.flatMap(\.checks)
}
