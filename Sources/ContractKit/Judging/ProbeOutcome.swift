/// What a question to the consumer came to.
package enum ProbeOutcome: Equatable, Sendable {
    /// It said what was wanted, so long after the run's end.
    case held(ProbedValue)
    /// To the end of the time it was given it said something else.
    case differed(ProbedValue)
    /// It could not be read, for a reason that is a sentence without a final point.
    case unreadable(String)
    /// Nobody is named who could be asked; what to do about it is a sentence without a final point.
    case unasked(String)
}

/// A value that was read, as far as it is shown.
package struct ProbedValue: Equatable, Sendable {
    /// The value as compact JSON, cut off where it is long.
    package var text: String
    /// How long after the run's end it was read, in real milliseconds.
    package var elapsedMilliseconds: Int64
    /// Its place among the reads of the run.
    package var read: Int

    /// States a value.
    package init(text: String, elapsedMilliseconds: Int64, read: Int) {
        self.text = text
        self.elapsedMilliseconds = elapsedMilliseconds
        self.read = read
    }
}
