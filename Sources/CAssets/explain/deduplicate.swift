/// A connection inside a transaction; your database's client has one.
protocol Transaction {
    /// Runs a statement and returns how many rows it changed.
    func execute(_ sql: String, _ values: [String]) async throws -> Int
}

// CREATE TABLE webhook_seen (
//   id TEXT PRIMARY KEY, seen_at TIMESTAMPTZ NOT NULL DEFAULT now());
let mark = "INSERT INTO webhook_seen (id) VALUES ($1) ON CONFLICT DO NOTHING"

/// Does an event's work once, however often it comes; the status to answer.
///
/// One transaction: when this throws it must be rolled back, so that the mark
/// is undone with the work and the retry finds the event new.
func takeOnce(
    id: String,
    in transaction: any Transaction,
    work: (any Transaction) async throws -> Void
) async throws -> Int {
    // The signed id: whoever replays a body can change X-Webhook-Id. It is
    // opaque text. Content is no key: equal events can both be real. The
    // primary key decides between two at once; a SELECT before would not.
    if try await transaction.execute(mark, [id]) == 1 {
        // Counters are counted by SQL (SET n = n + 1), never read and written.
        try await work(transaction)
    }
    // A duplicate is a success: any other answer asks for it again.
    return 200
}
