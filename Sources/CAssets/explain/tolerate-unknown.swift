import Foundation

/// An integration's status: a struct around the provider's own word, and not an
/// enum, whose decoding fails on words that it does not list.
struct Status: RawRepresentable, Codable, Hashable {
    let rawValue: String

    /// What to show; a new word shows as it is.
    var label: String {
        switch rawValue {
        case "QUEUED": "Waiting"
        case "ONGOING": "Syncing"
        case "COMPLETED": "Up to date"
        default: rawValue
        }
    }
}

/// The status to answer; an event that is not known is a success too.
///
/// Handlers decode the keys they know; `Decodable` ignores all others.
func take(
    event: String,
    data: Data,
    handlers: [String: (Data) async throws -> Void],
    log: (String) -> Void
) async throws -> Int {
    if let handler = handlers[event] {
        try await handler(data)
    } else {
        // 4xx would lose it without a trace, 5xx would bring it again.
        log("no handler for \(event.debugDescription)")
    }
    return 200
}
