import Foundation

/// Handlers by the names of their events.
typealias Handlers = [String: (_ data: Data) async throws -> Void]

/// Calls the handler of a verified event, whose name and data stood in the
/// body; false when there is none.
func route(
    event: String,
    data: Data,
    header: String?,
    handlers: Handlers,
    log: (String) -> Void
) async throws -> Bool {
    // The body's event is under the signature (in some profiles it is called
    // "type"). The header X-Webhook-Event is not: it is compared for the log.
    if let header, header != event {
        log("header says \(header.debugDescription), body says \(event)")
    }
    guard let handler = handlers[event] else { return false }
    try await handler(data)
    return true
}
