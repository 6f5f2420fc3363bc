package import ContractKit
package import SimulationKit

/// What a consumer said of itself when it was asked once, as reports show it.
package struct ProbeRead: Equatable, Sendable {
    /// What a read came to.
    package enum Outcome: String, CaseIterable, Sendable {
        /// It was what was expected.
        case held
        /// It was something else when the time was over.
        case differed
        /// Nothing could be read.
        case unreadable
        /// It was something else, and the question was asked again.
        case undecided
    }

    /// When, in simulated time: a run has ended before its probe is read.
    package var moment: Moment
    /// How long after the run's end, in real milliseconds.
    package var elapsedMilliseconds: Int64
    /// What was asked, in a few words.
    package var subject: String
    /// The value, or why there is none.
    package var text: String
    /// What it came to.
    package var outcome: Outcome

    /// Describes a read.
    package init(
        moment: Moment,
        elapsedMilliseconds: Int64,
        subject: String,
        text: String,
        outcome: Outcome
    ) {
        self.moment = moment
        self.elapsedMilliseconds = elapsedMilliseconds
        self.subject = subject
        self.text = text
        self.outcome = outcome
    }

    /// The reads at the end of a run, which was at a moment.
    package static func all(_ report: ProbeReport, at moment: Moment) -> [ProbeRead] {
        var decided: [Int: Outcome] = [:]
        for outcome in report.outcomes.values {
            switch outcome {
            case .held(let value): decided[value.read] = .held
            case .differed(let value): decided[value.read] = .differed
            case .unreadable, .unasked: break
            }
        }
        return report.reads.enumerated().map { place, read in
            ProbeRead(
                moment: moment,
                elapsedMilliseconds: read.elapsedMilliseconds,
                subject: read.subject,
                text: read.value ?? read.failure ?? "",
                outcome: read.value == nil ? .unreadable : decided[place] ?? .undecided
            )
        }
    }
}
