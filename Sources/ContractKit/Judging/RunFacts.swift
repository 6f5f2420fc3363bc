package import DeliveryKit

/// What a run came to beside its record: what folds over the record alone cannot know.
package struct RunFacts: Sendable {
    /// The digest of all bodies, in lower-case hex; nil where it is not known.
    package var digest: String?
    /// What each question to the consumer came to, by the place of its expectation.
    package var probes: [Int: ProbeOutcome] = [:]
    /// What was found when requests could be made again, by the place of the expectation.
    ///
    /// Signing takes secrets, which no run file holds; a run that is judged again has these instead.
    package var recorded: [Int: Finding] = [:]
    /// The figures of the run.
    var metrics = RunMetrics()

    /// Knows nothing.
    package init() {}
}

/// Makes the request of an attempt again; nil where none was sent.
package typealias RequestLookUp = (AttemptEntry) -> SentRequest?
