package import ContractKit
package import DeliveryKit

/// What the judgement of a run found.
package struct RunFindings: Sendable {
    /// What every expectation and threshold came to, in the order of the scenario.
    package let findings: [Finding]
    /// What the consumer said of itself.
    package let probes: ProbeReport
    /// Why the run was stopped before its end, or while the consumer was asked; nil where it was not.
    package let stopped: EngineStop.Reason?
}
