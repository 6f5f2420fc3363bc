/// The first few of what may be many, with the number of all.
///
/// First by sequence, not by arrival: outcomes of different users arrive in an order that differs
/// from run to run, and messages must not.
struct Examples<Example> {
    private var kept: [(sequence: Int64, example: Example)] = []
    /// How many there were.
    private(set) var count: Int64 = 0

    /// Most examples that are kept: what a finding's evidence holds.
    static var keptMax: Int { FindingEvidence.itemsMax }
    /// Most examples that a message shows.
    static var shownMax: Int { 5 }

    /// Takes in one; the example is made only if it is kept for now.
    mutating func add(sequence: Int64, _ example: @autoclosure () -> Example) {
        count += 1
        if kept.count == Self.keptMax {
            guard let last = kept.last, sequence < last.sequence else { return }
            kept.removeLast()
        }
        let place = kept.firstIndex { $0.sequence > sequence } ?? kept.count
        kept.insert((sequence, example()), at: place)
    }

    /// Lines for a message: an example each, then how many more there are.
    func lines(_ text: (Example) -> String) -> [String] {
        let shown = kept.prefix(Self.shownMax)
        let rest = count - Int64(shown.count)
        return shown.map { text($0.example) } + (rest > 0 ? ["and \(Phrase.number(rest)) more"] : [])
    }

    /// Evidence: items of each kept example, as many as there is room for, and how many examples were left out.
    func evidence(
        expected: String? = nil,
        actual: String? = nil,
        _ items: (Example) -> [FindingEvidence.Item]
    ) -> FindingEvidence {
        var evidence = FindingEvidence(expected: expected, actual: actual)
        var shownCount: Int64 = 0
        for (_, example) in kept {
            let items = items(example)
            guard evidence.items.count + items.count <= FindingEvidence.itemsMax else { break }
            evidence.items += items
            shownCount += 1
        }
        evidence.omittedCount = count - shownCount
        return evidence
    }
}
