package import SimulationKit

/// Which deliveries of an earlier run are meant: those that any of the words names.
package struct RecordedSelection: Equatable, Sendable {
    /// One word of the command line.
    package enum Term: Equatable, Sendable {
        /// Those that were given up.
        case failed
        /// Those of an event of this type.
        case event(EventType)
        /// The one that has this id, or an event's id: a webhook each.
        case identifier(String)
        /// Those of a user, by its `uid` or by its name in the scenario.
        case user(String)

        /// Reads a word; what is neither `failed`, an event nor an id is a user.
        package init(_ word: String) {
            if word == Self.failedWord {
                self = .failed
            } else if let type = EventType(name: word) {
                self = .event(type)
            } else if word.hasPrefix("whd_") || word.hasPrefix("evt_") {
                self = .identifier(word)
            } else {
                self = .user(word)
            }
        }

        /// The word for what was given up.
        package static let failedWord = "failed"
    }

    /// The words; none for all deliveries.
    package let words: [String]

    /// Most words of one selection.
    package static let wordsMax = 1_000

    /// Selects by these words; all where there are none.
    package init(_ words: [String] = []) {
        self.words = words
    }

    /// Marks the deliveries that are meant, in one pass over the record.
    ///
    /// `nearest` finds what was probably meant by a word that nothing is of.
    package func chosen(
        in run: RecordedRun,
        nearest: (String, [String]) -> String?
    ) throws(RecordedRunError) -> ChosenDeliveries {
        guard run.extent.watermark.sequence > 0 else { throw .nothingRecorded(path: run.path) }
        let terms = words.map { Term($0) }
        let names = RunNotes(run.identity.notes).userNames
        let folds = terms.contains(.failed) ? try run.folds() : nil
        // By number of the user's lanes, so that each delivery is not compared as text.
        let users = terms.map { term -> Set<Int32>? in
            guard case .user(let word) = term else { return nil }
            let uids = Set(names.filter { $0.value == word }.map(\.key) + [word])
            return Set((0..<Int32(run.lanes.count)).filter { uids.contains(run.lanes.user(of: $0)) })
        }
        let identifiers = terms.map { term -> [UInt8]? in
            if case .identifier(let word) = term { Array(word.utf8) } else { nil }
        }
        var wasMatched = terms.map { $0 == .failed }
        var chosen = ChosenDeliveries(run)
        let rows = try run.deliveries()
        while let row = try rows.next() {
            // What a fault kept from being sent is sent when it is asked for by its id.
            var isMeant = terms.isEmpty && !row.isDropped
            for (place, term) in terms.enumerated() {
                let isOfTerm =
                    switch term {
                    case .failed: folds?[row.sequence].outcome == .failed
                    case .event(let type): row.eventType == Int32(type.rawValue)
                    case .identifier: identifiers[place] == row.id
                    case .user: users[place]?.contains(row.lane) ?? false
                    }
                guard isOfTerm else { continue }
                wasMatched[place] = true
                isMeant = isMeant || !row.isDropped || identifiers[place] != nil
            }
            if isMeant { chosen.add(row) }
        }
        if let place = wasMatched.firstIndex(of: false) {
            let known = [Term.failedWord] + EventType.allCases.map(\.name) + names.values.sorted()
            let word = words[place]
            throw .unmatched(
                path: run.path,
                word: word,
                suggestion: nearest(word, known.filter { $0 != word })
            )
        }
        return chosen
    }
}

/// The deliveries of a run that are meant: a bit for each, and eight bytes for each lane.
package struct ChosenDeliveries: Sendable {
    private var bits: [UInt64]
    private var lastOfLane: [Int64]
    /// How many there are.
    package private(set) var count: Int64 = 0

    init(_ run: RecordedRun) {
        bits = [UInt64](repeating: 0, count: Int(run.extent.watermark.sequence) / 64 + 1)
        lastOfLane = [Int64](repeating: 0, count: run.lanes.count)
    }

    mutating func add(_ row: DeliveryRow) {
        bits[Int(row.sequence) / 64] |= 1 << UInt64(row.sequence % 64)
        if lastOfLane.indices.contains(Int(row.lane)) { lastOfLane[Int(row.lane)] = row.sequence }
        count += 1
    }

    func contains(_ sequence: Int64) -> Bool {
        bits[Int(sequence) / 64] & (1 << UInt64(sequence % 64)) != 0
    }

    func isLast(_ row: DeliveryRow) -> Bool {
        lastOfLane.indices.contains(Int(row.lane)) && lastOfLane[Int(row.lane)] == row.sequence
    }
}
