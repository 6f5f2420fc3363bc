/// The first few of what may be many, with the number of all.
///
/// First by sequence, not by arrival: outcomes of different users arrive in an order that differs
/// from run to run, and messages must not.
struct Examples<Example> {
    private var kept: [(sequence: Int64, example: Example)] = []
    /// How many there were.
    private(set) var count: Int64 = 0

    /// Most examples that a message shows.
    static var keptMax: Int { 5 }

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
        let rest = count - Int64(kept.count)
        return kept.map { text($0.example) } + (rest > 0 ? ["and \(Phrase.number(rest)) more"] : [])
    }
}
