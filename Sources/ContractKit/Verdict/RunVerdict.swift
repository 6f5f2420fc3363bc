/// What a run came to as a whole, in the words of the reports.
package enum RunVerdict: String, CaseIterable, Sendable {
    /// Everything that must hold held.
    case passed
    /// Something that must hold did not.
    case failed
    /// Nothing failed, but something that must hold could not be judged.
    case inconclusive
    /// It was stopped before its end.
    case aborted
}
