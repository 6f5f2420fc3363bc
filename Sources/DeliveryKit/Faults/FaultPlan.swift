package import SimulationKit

/// The faults of a run, and which of them an attempt meets.
package struct FaultPlan: Sendable {
    /// A fault that hits one attempt.
    package struct Injection: Sendable {
        /// Its place in the file.
        package let fault: Int
        /// What is done.
        package let kind: FaultKind
        /// Whatever more it draws: goes on where the choice of the attempt ended.
        package var draws: RandomStream

        /// The mark to put beside the attempt.
        package var mark: FaultMark { FaultMark(kind.name, fault: fault) }
    }

    /// The faults in the order of their file.
    package let faults: [Fault]
    /// The seed of the run.
    package let seed: UInt64
    /// A bit for each fault of a stage, by its place.
    private let stages: [FaultStage: UInt64]
    /// A bit for each fault that is decided anew for each attempt.
    package let attemptBits: UInt64

    /// A run without faults.
    package static let none = FaultPlan([], seed: 0)

    /// Plans the faults of a run, at most `Fault.countMax`.
    package init(_ faults: [Fault], seed: UInt64) {
        precondition(faults.count <= Fault.countMax, "a run has at most \(Fault.countMax) faults")
        self.faults = faults
        self.seed = seed
        var stages: [FaultStage: UInt64] = [:]
        for (index, fault) in faults.enumerated() {
            stages[fault.kind.name.stage, default: 0] |= 1 << UInt64(index)
        }
        self.stages = stages
        attemptBits = stages.filter(\.key.isOfAttempts).reduce(0) { $0 | $1.value }
    }

    /// Whether there is none.
    package var isEmpty: Bool { faults.isEmpty }

    /// A bit for each fault of a stage, by its place.
    package func bits(of stage: FaultStage) -> UInt64 { stages[stage] ?? 0 }

    /// When an attempt can go out that is due at a moment: outages that cover it are over then.
    ///
    /// - Returns: The moment, and a mark for each outage that has moved it.
    func opening(
        of subject: FaultSubject,
        user: UInt64,
        attempt: Int,
        notBefore moment: Moment
    ) -> (moment: Moment, marks: [FaultMark]) {
        var opening = moment
        var marks: [FaultMark] = []
        // An outage may end in another one, further up in the file.
        var isMoved = true
        while isMoved {
            isMoved = false
            let hits = injections(.moment, of: subject, user: user, attempt: attempt, at: opening)
            for hit in hits {
                guard case .outage(let span) = hit.kind, span.contains(opening) else { continue }
                // Nothing is later than the last moment that can be written; there it is over in any case.
                let end = min(span.upperBound, .latest)
                guard end > opening else { continue }
                marks.append(FaultMark(.outage, fault: hit.fault, detail: end - opening))
                opening = end
                isMoved = true
            }
        }
        return (opening, marks)
    }

    /// Whether anything befalls the stream, or its attempts, so that deliveries must be told apart.
    package var concernsDeliveries: Bool { faults.contains { $0.kind.name.stage != .process } }

    /// What befalls the provider's jobs.
    package var jobFaults: [JobFault] {
        faults.enumerated().compactMap { place, fault in
            let effect: JobFault.Effect
            switch fault.kind {
            case .jobFail(let reason): effect = .fail(reason ?? Self.standardReason)
            case .jobStall: effect = .stall
            case .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire, .clockSkew, .fanOut,
                .drop, .duplicate, .reorder, .delay, .outage, .burst, .secret, .tamper, .stripHeader,
                .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly, .loseAnswer, .crash:
                return nil
            }
            return JobFault(place: place, effect: effect, target: fault.target, choice: fault.choice)
        }
    }

    /// Why jobs fail where a file does not say.
    package static let standardReason = "internal error"

    /// The faults of a stage that hit an attempt, in the order of the file.
    ///
    /// - Parameters:
    ///   - stage: One of those that are decided for each attempt.
    ///   - subject: The delivery.
    ///   - user: What the user's random streams hang on.
    ///   - attempt: Which attempt, from 1.
    ///   - moment: When it is made.
    /// - Returns: The faults with what they may go on to draw.
    package func injections(
        _ stage: FaultStage,
        of subject: FaultSubject,
        user: UInt64,
        attempt: Int,
        at moment: Moment
    ) -> [Injection] {
        var bits = subject.candidates & self.bits(of: stage)
        guard bits != 0 else { return [] }
        var injections: [Injection] = []
        while bits != 0 {
            let index = bits.trailingZeroBitCount
            bits &= bits - 1
            let fault = faults[index]
            if let wanted = fault.attempt, wanted != attempt { continue }
            var draws = FaultDraw.stream(
                seed: seed,
                fault: index,
                user: user,
                subject: subject.key,
                attempt: attempt
            )
            guard fault.choice.chooses(at: moment, &draws) else { continue }
            injections.append(Injection(fault: index, kind: fault.kind, draws: draws))
        }
        return injections
    }
}
