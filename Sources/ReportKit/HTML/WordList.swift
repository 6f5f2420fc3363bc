/// Texts by the place that they were first seen at.
struct WordList {
    private(set) var words: [String] = []
    private var places: [String: Int] = [:]

    /// Begins with these, each once.
    init(_ words: [String] = []) {
        for word in words { _ = place(of: word) }
    }

    /// The place of a text, a new one where it was never seen.
    mutating func place(of word: String) -> Int {
        if let place = places[word] { return place }
        places[word] = words.count
        words.append(word)
        return words.count - 1
    }

    /// The place of a text, or -1 where there is none.
    mutating func place(of word: String?) -> Int {
        word.map { place(of: $0) } ?? -1
    }
}
