/// What a judgement came to, in the words of the reports.
package enum FindingVerdict: String, CaseIterable, Sendable {
    /// It held.
    case pass
    /// It did not hold.
    case fail
    /// It held, and something about it deserves attention; decides nothing.
    case warn
    /// It is a statement of fact; decides nothing.
    case info
    /// There was nothing to judge it by, on purpose.
    case skip
    /// It could not be judged.
    case inconclusive
}
