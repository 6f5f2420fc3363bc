/// How much depends on something that is judged.
package enum Severity: String, CaseIterable, Sendable {
    /// The run fails without it.
    case must
    /// Its failure is shown and decides nothing, unless strictness was asked for.
    case should
    /// It is stated and never held against anybody.
    case info
}
