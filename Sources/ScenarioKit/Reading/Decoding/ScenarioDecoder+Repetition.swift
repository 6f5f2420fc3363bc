import JSONKit

/// How often a step happens, and how long after one time comes the next.
struct Repetition {
    var times = 1
    var everyMilliseconds: Int64 = 0
    /// Where it is written.
    var range: SourceRange?

    /// It happens once.
    static let none = Repetition()
}

extension ScenarioDecoder {
    /// Reads whether a step repeats: `every` so often, so many `times` in all or as long as `until` allows.
    ///
    /// The first time is at `at`; `until` is counted from the start as `at` is, and a repetition at that very
    /// moment still happens.
    func decodeRepetition(_ step: inout ObjectCursor, at: Int64?) -> Repetition {
        let every = step["every"]
        let times = step["times"]
        let until = step["until"]
        guard let every, let place = step.keyRange("every") else {
            for (value, key) in [(times, "times"), (until, "until")] where value != nil {
                guard let place = step.keyRange(key) else { continue }
                reading.report("'\(key)' ends repetitions, and without 'every' there are none", at: place)
            }
            return .none
        }
        let wait = every.duration()
        let count = times?.integer()
        let end = until?.duration()
        if let ids = step.keyRange("ids") {
            reading.report(
                "this step repeats, and each id stands for one event: let them be derived",
                at: ids
            )
        }
        if times != nil, until != nil, let place = step.keyRange("until") {
            reading.report("'times' and 'until' are two ends: remove one of them", at: place)
            return .none
        }
        if times == nil, until == nil {
            reading.report("'every' has no end: give it 'times' or 'until'", at: place)
            return .none
        }
        guard let wait, let at else { return .none }
        if let count { return repetition(Int(count), every: wait, from: at, at: place) }
        guard let end else { return .none }
        guard end >= at else {
            until?.report("'until' is before 'at'; both are counted from the start")
            return .none
        }
        return repetition(Int((end - at) / wait) + 1, every: wait, from: at, at: place)
    }

    private func repetition(_ times: Int, every: Int64, from at: Int64, at range: SourceRange) -> Repetition {
        // At most a hundred thousand times a century where it was counted: within 64 bits.
        guard times <= ScenarioLimits.stepsMax else { return Repetition(times: times, range: range) }
        let longest = ScenarioLimits.durationMillisecondsMax
        guard at + Int64(times - 1) * every <= longest else {
            reading.report(
                "the last of these comes more than '\(DurationText.text(longest))' after the start",
                at: range
            )
            return .none
        }
        return Repetition(times: times, everyMilliseconds: every, range: range)
    }

    /// Puts the repetitions of each step in its place, as far as there may be so many steps.
    func expand(_ steps: [Step]) -> [Step] {
        var expanded: [Step] = []
        expanded.reserveCapacity(steps.count)
        for step in steps {
            let repetition = step.repetition
            if expanded.count + repetition.times > ScenarioLimits.stepsMax, let range = repetition.range {
                reading.report(
                    "with repetitions a timeline has at most \(ScenarioLimits.stepsMax) steps, and here it has more",
                    at: range
                )
                return expanded
            }
            for time in 0..<repetition.times {
                var copy = step
                copy.atMilliseconds += Int64(time) * repetition.everyMilliseconds
                expanded.append(copy)
            }
        }
        return expanded
    }
}
