/// Runs statements; your database's client does.
protocol Database {
    func execute(_ sql: String, _ values: [String]) async throws
}

/// Stores a user's text: no trimming, no escaping, no SQL made of it.
func storeAlias(
    _ alias: String,
    of wallet: String,
    in database: any Database
) async throws {
    // PostgreSQL's text holds no NUL. (A String holds no half of a surrogate
    // pair: decoding refuses it, to which 400 is the answer.)
    let text = String(
        String.UnicodeScalarView(
            alias.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }
        )
    )
    // Parameters: text that looks like SQL stays text.
    try await database
        .execute("UPDATE wallet SET alias = $1 WHERE id = $2", [text, wallet])
}

/// The text for a page; Leaf and Plot do this by themselves.
func asHTML(_ text: String) -> String {
    let entities: [Character: String] = [
        "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
    ]
    return text.map { entities[$0] ?? String($0) }.joined()
}

/// The text on one line, so that it cannot write lines of its own.
func asLog(_ text: String) -> String {
    text.debugDescription
}
