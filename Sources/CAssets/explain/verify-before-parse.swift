import Foundation

/// What every delivery has; handlers decode `data` once more, each its own.
struct Envelope: Decodable {
    let id: String
    let event: String
    let data: Object

    /// Any object: null, a list or a number is none.
    struct Object: Decodable {
        init(from decoder: any Decoder) throws {
            _ = try decoder.container(keyedBy: Key.self)
        }

        private enum Key: CodingKey {}
    }
}

/// The status to answer, and the event where it is 200.
func receive(
    _ body: Data,
    isAuthentic: (Data) -> Bool
) -> (status: Int, event: Envelope?) {
    // First of all: until then the bytes are a stranger's. In Vapor, take
    // request.body, not request.content.
    guard isAuthentic(body) else { return (401, nil) }
    // Not JSON, not UTF-8, nested too deeply, or no event: its sender would
    // only repeat it after a 500.
    guard let event = try? JSONDecoder().decode(Envelope.self, from: body)
    else { return (400, nil) }
    return (200, event)
}
