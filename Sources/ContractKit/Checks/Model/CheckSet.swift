/// A choice among all checks that has a name.
package enum CheckSet: String, CaseIterable, Sendable {
    /// What must hold and takes no probe: a few seconds.
    case core
    /// Everything.
    case full
    /// What keeps strangers out.
    case security

    /// Whether a check is in it.
    package func contains(_ check: ContractCheck) -> Bool {
        switch self {
        case .core: check.severity == .must && check.effects == .none && check.needs.isEmpty
        case .full: true
        case .security:
            check.family == .signature || check.family == .security || check.id == "HDR-03"
                || check.id == "CON-04"
        }
    }
}
