package import SimulationKit

/// One delivery that is not the same in two runs.
package struct DeliveryDifference: Equatable, Sendable {
    /// In which way it differs; a body that differs comes before attempts that do.
    package enum Kind: Equatable, Sendable {
        /// Only the first run has it.
        case missing
        /// Only the second run has it.
        case extra
        /// Both have it, with other bytes.
        case body
        /// Both have the same bytes, made at other moments of simulated time.
        case moment(Int64, Int64)
        /// How many attempts each has.
        case attempts(Int, Int)
        /// The moment of an attempt, in milliseconds since 1970.
        case attemptMoment(number: Int, Int64, Int64)
        /// The status of an attempt, 0 without an answer.
        case status(number: Int, Int, Int)
        /// What it has come to; nil while it waits.
        case outcome(AttemptOutcome?, AttemptOutcome?)
    }

    /// Its id.
    package let identifier: String
    /// Its event; nil where this version knows none of the number.
    package let type: EventType?
    /// Whom it is about.
    package let user: String
    /// The webhook's place in the scenario, from 0.
    package let webhook: Int
    /// In which ways it differs; at least one.
    package let kinds: [Kind]

    /// States a difference.
    package init(identifier: String, type: EventType?, user: String, webhook: Int, kinds: [Kind]) {
        precondition(!kinds.isEmpty, "a difference has a kind")
        self.identifier = identifier
        self.type = type
        self.user = user
        self.webhook = webhook
        self.kinds = kinds
    }
}

/// How many deliveries of two runs are the same, and how many are not.
package struct ComparisonCounts: Equatable, Sendable {
    /// Those that both have and that are equal.
    package var equal: Int64 = 0
    /// Those that both have and that differ.
    package var different: Int64 = 0
    /// Those of the first run alone.
    package var missing: Int64 = 0
    /// Those of the second run alone.
    package var extra: Int64 = 0

    /// Counts nothing.
    package init() {}

    /// Whether the runs are equal.
    package var isEqual: Bool { different == 0 && missing == 0 && extra == 0 }
}

/// Compares the records of two runs in one pass over both.
///
/// Deliveries come in the order of their moments, and those of one moment in any: where the two do not go in
/// step, what is left of a moment is held in memory, and no more than that.
package struct RunComparison {
    /// A delivery is the same one where webhook and id are: ids hang on seed, user, ordinal and target.
    private struct Key: Hashable {
        let webhook: Int32
        let identifier: [UInt8]

        init(_ row: DeliveryRow) {
            webhook = row.webhook
            identifier = row.id
        }
    }

    /// A delivery with what was tried of it.
    private struct Entry {
        let row: DeliveryRow
        let attempts: [AttemptRow]
    }

    /// One of the runs, its deliveries beside their attempts.
    private final class Side {
        let run: RecordedRun
        private let deliveries: RecordedRows<DeliveryRow>
        private let attempts: RecordedRows<AttemptRow>

        init(_ run: RecordedRun) throws(RecordedRunError) {
            self.run = run
            deliveries = try run.deliveries()
            attempts = try run.attempts()
        }

        func peek() throws(RecordedRunError) -> DeliveryRow? {
            try deliveries.peek()
        }

        func next() throws(RecordedRunError) -> Entry? {
            guard let row = try deliveries.next() else { return nil }
            var own: [AttemptRow] = []
            while let attempt = try attempts.peek(), attempt.delivery <= row.sequence {
                if attempt.delivery == row.sequence { own.append(attempt) }
                _ = try attempts.next()
            }
            return Entry(row: row, attempts: own)
        }

        /// Takes all deliveries of a moment, and those before it.
        func rest(upTo moment: Int64) throws(RecordedRunError) -> [Entry] {
            var entries: [Entry] = []
            while let row = try peek(), row.moment <= moment, let entry = try next() { entries.append(entry) }
            return entries
        }
    }

    private let first: Side
    private let second: Side

    /// Begins to compare; throws where the runs are not of one scenario, profile and seed.
    ///
    /// A replay is compared as the run that it is of. The versions of the tool may differ.
    package init(_ first: RecordedRun, _ second: RecordedRun) throws(RecordedRunError) {
        var (one, other) = (first.identity, second.identity)
        one.version = other.version
        one.fingerprint = RunNotes(one.notes).replayOf ?? one.fingerprint
        other.fingerprint = RunNotes(other.notes).replayOf ?? other.fingerprint
        if let mismatch = one.mismatch(given: other) { throw .unlikeRuns(mismatch) }
        self.first = try Side(first)
        self.second = try Side(second)
    }

    /// Compares all deliveries and hands out each that differs, by moment.
    package func run(
        _ observe: (DeliveryDifference) -> Void
    ) throws(RecordedRunError) -> ComparisonCounts {
        var counts = ComparisonCounts()
        while true {
            switch (try first.peek(), try second.peek()) {
            case (nil, nil): return counts
            case (.some, nil): try pass(first, .missing, &counts, observe)
            case (nil, .some): try pass(second, .extra, &counts, observe)
            case (let one?, let other?) where Key(one) == Key(other):
                guard let left = try first.next(), let right = try second.next() else { return counts }
                compare(left, right, &counts, observe)
            case (let one?, let other?) where one.moment < other.moment:
                try pass(first, .missing, &counts, observe)
            case (let one?, let other?) where one.moment > other.moment:
                try pass(second, .extra, &counts, observe)
            case (let one?, .some): try match(at: one.moment, &counts, observe)
            }
        }
    }

    /// Takes a delivery that one side has alone.
    private func pass(
        _ side: Side,
        _ kind: DeliveryDifference.Kind,
        _ counts: inout ComparisonCounts,
        _ observe: (DeliveryDifference) -> Void
    ) throws(RecordedRunError) {
        guard let entry = try side.next() else { return }
        tell(entry, [kind], side, &counts, observe)
    }

    /// Finds the pairs among what is left of a moment on both sides.
    private func match(
        at moment: Int64,
        _ counts: inout ComparisonCounts,
        _ observe: (DeliveryDifference) -> Void
    ) throws(RecordedRunError) {
        let left = try first.rest(upTo: moment)
        let right = try second.rest(upTo: moment)
        var places: [Key: [Int]] = [:]
        for (place, entry) in right.enumerated().reversed() {
            places[Key(entry.row), default: []].append(place)
        }
        var isPaired = [Bool](repeating: false, count: right.count)
        for entry in left {
            if let place = places[Key(entry.row)]?.popLast() {
                isPaired[place] = true
                compare(entry, right[place], &counts, observe)
            } else {
                tell(entry, [.missing], first, &counts, observe)
            }
        }
        for (place, entry) in right.enumerated() where !isPaired[place] {
            tell(entry, [.extra], second, &counts, observe)
        }
    }

    private func compare(
        _ one: Entry,
        _ other: Entry,
        _ counts: inout ComparisonCounts,
        _ observe: (DeliveryDifference) -> Void
    ) {
        var kinds: [DeliveryDifference.Kind] = []
        if one.row.body != other.row.body { kinds.append(.body) }
        if one.row.moment != other.row.moment { kinds.append(.moment(one.row.moment, other.row.moment)) }
        if one.attempts.count != other.attempts.count {
            kinds.append(.attempts(one.attempts.count, other.attempts.count))
        }
        // What follows the first attempt that differs hangs on it.
        for (left, right) in zip(one.attempts, other.attempts) {
            let number = Int(left.number)
            if left.moment != right.moment {
                kinds.append(.attemptMoment(number: number, left.moment, right.moment))
            }
            if left.status != right.status {
                kinds.append(.status(number: number, Int(left.status), Int(right.status)))
            }
            if left.moment != right.moment || left.status != right.status { break }
        }
        let outcomes = (one.attempts.last?.outcome, other.attempts.last?.outcome)
        if outcomes.0 != outcomes.1 { kinds.append(.outcome(outcomes.0, outcomes.1)) }
        guard !kinds.isEmpty else {
            counts.equal += 1
            return
        }
        tell(one, kinds, first, &counts, observe)
    }

    private func tell(
        _ entry: Entry,
        _ kinds: [DeliveryDifference.Kind],
        _ side: Side,
        _ counts: inout ComparisonCounts,
        _ observe: (DeliveryDifference) -> Void
    ) {
        switch kinds[0] {
        case .missing: counts.missing += 1
        case .extra: counts.extra += 1
        case .body, .moment, .attempts, .attemptMoment, .status, .outcome: counts.different += 1
        }
        observe(
            DeliveryDifference(
                identifier: String(decoding: entry.row.id, as: UTF8.self),
                type: UInt8(exactly: entry.row.eventType).flatMap { EventType(rawValue: $0) },
                user: side.run.lanes.user(of: entry.row.lane),
                webhook: Int(entry.row.webhook),
                kinds: kinds
            )
        )
    }
}
