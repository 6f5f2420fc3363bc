package import SimulationKit

/// Something that the real world does to webhooks, what it is aimed at, and which of that it hits.
package struct Fault: Equatable, Sendable {
    /// What is done.
    package var kind: FaultKind
    /// What it is aimed at.
    package var target: FaultTarget
    /// Which of that it hits.
    package var choice: FaultChoice
    /// Whether a provider may do it; nil for what is done to this program itself.
    package var legality: FaultLegality?

    /// Most faults of one run: a word has a bit for each.
    package static let countMax = 64

    /// Describes a fault.
    ///
    /// `latenessMaxMilliseconds` is how late the last attempt of a delivery may come: a clock that is wrong by
    /// no more, and slow, cannot be told from a retry.
    package init(
        _ kind: FaultKind,
        target: FaultTarget = FaultTarget(),
        choice: FaultChoice = .every,
        latenessMaxMilliseconds: Int64 = 0
    ) {
        self.kind = kind
        self.target = target
        self.choice = choice
        legality = kind.name.legality
        guard case .clockSkew(let milliseconds) = kind else { return }
        // Where it stands, it tells of two events in one moment, as a clock of whole seconds does all the time.
        let isSlow = milliseconds.map { $0 <= 0 && -$0 <= latenessMaxMilliseconds } ?? true
        if isSlow { legality = .legal }
    }

    /// Which attempt of a delivery it hits, from 1; nil for any.
    ///
    /// Where neither an attempt nor chance nor a span of time chooses among attempts, it is the first: what is
    /// then tried again comes through.
    package var attempt: Int? {
        if let attempt = target.attempt { return attempt }
        switch choice {
        case .every, .count:
            switch kind.name.stage {
            case .request, .wire: return 1
            case .job, .stream, .moment, .process: return nil
            }
        case .probability, .window: return nil
        }
    }
}

extension FaultName {
    /// Its stage and legality, as lists show them: `stream, legal`.
    package var standing: String {
        ([stage.rawValue] + [legality?.rawValue].compactMap(\.self)).joined(separator: ", ")
    }

    /// Whether a provider may do it; nil for what is done to this program itself.
    ///
    /// A clock that is slow by no more than a retry is late, or stands, is legal all the same.
    package var legality: FaultLegality? {
        switch self {
        case .jobFail, .jobStall, .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire, .fanOut,
            .drop, .duplicate, .reorder, .delay, .outage, .burst, .sever, .dribble, .giveUpEarly, .loseAnswer:
            .legal
        case .clockSkew, .secret, .tamper, .stripHeader, .headerMismatch, .staleReplay: .illegal
        case .crash: nil
        }
    }
}
