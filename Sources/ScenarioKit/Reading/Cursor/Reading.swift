import JSONKit
import SimulationKit

/// What all cursors over one file share: the problems found so far, and what names mean here.
///
/// A class, so that a cursor is a small value that can be handed around.
final class Reading {
    /// The provider whose events may be named; set as soon as it is known.
    var profile = Profile.kryptosV1
    /// The first problems by their place in the file.
    private(set) var diagnostics: [Diagnostic] = []
    /// How many problems were found, those not kept included.
    private(set) var problemCount = 0
    /// What is allowed and most likely a mistake, by its place.
    private(set) var warnings: [Diagnostic] = []
    /// How many of these were found, those not kept included.
    private(set) var warningCount = 0
    /// What must not be shown when a line is quoted.
    private(set) var hidden: [SourceRange] = []

    /// Takes note of a problem; its text is only made when it is among the first of the file.
    func report(
        _ message: @autoclosure () -> String,
        at range: SourceRange,
        suggestion: @autoclosure () -> String? = nil
    ) {
        problemCount += 1
        let isFull = diagnostics.count == ScenarioLimits.problemsMax
        if isFull, let last = diagnostics.last, last.range.lower <= range.lower { return }
        let place = diagnostics.firstIndex { $0.range.lower > range.lower } ?? diagnostics.count
        diagnostics.insert(Diagnostic(message(), at: range, suggestion: suggestion()), at: place)
        if isFull { diagnostics.removeLast() }
    }

    /// Takes note of something that is allowed and most likely a mistake; the first few are kept.
    func warn(_ message: @autoclosure () -> String, at range: SourceRange) {
        warningCount += 1
        guard warnings.count < ScenarioLimits.problemsMax else { return }
        let place = warnings.firstIndex { $0.range.lower > range.lower } ?? warnings.count
        warnings.insert(Diagnostic(message(), at: range), at: place)
    }

    /// Keeps a value from being shown in a quoted line.
    func hide(_ range: SourceRange) {
        hidden.append(range)
    }
}
