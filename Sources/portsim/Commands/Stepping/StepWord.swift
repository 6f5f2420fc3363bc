/// What somebody who steps through a run may say, a line each.
enum StepWord: Equatable {
    /// Deliver the next attempt, and so many more.
    case next(count: Int)
    /// Let the rest go by itself.
    case go
    /// Send the last request again.
    case again
    /// End the run.
    case quit
    case help
    /// Something else.
    case unknown(String)

    /// Most attempts that one line lets out.
    static let countMax = 1_000_000

    /// Understands a line without its end.
    init(_ line: String) {
        let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
        switch words.first {
        case nil: self = .next(count: 1)
        case "n" where words.count == 1: self = .next(count: 1)
        case "n" where words.count == 2:
            let count = Int(words[1]).flatMap { (1...Self.countMax).contains($0) ? $0 : nil }
            self = count.map { .next(count: $0) } ?? .unknown(line)
        case "c" where words.count == 1: self = .go
        case "r" where words.count == 1: self = .again
        case "q" where words.count == 1: self = .quit
        case "?" where words.count == 1: self = .help
        case .some: self = .unknown(line)
        }
    }

    /// What there is to say.
    static let list = [
        ("Enter", "deliver the next attempt"),
        ("n 10", "deliver ten, and show each"),
        ("r", "send the last request again, which nothing records"),
        ("c", "let the rest go by itself"),
        ("q", "end here; with --db, --resume goes on from here"),
        ("?", "this list"),
    ]
}
