import Foundation

/// A request that is not the provider's; the reason is for the log alone.
struct Refused: Error {
    let reason: String
}

/// Status and body of the answer, whatever the handler does.
func respond(
    log: (String) -> Void,
    handler: () async throws -> Int
) async -> (status: Int, body: String) {
    do {
        return (try await handler(), "{}")
    } catch let refused as Refused {
        // Never the expected signature, in the log neither: it would be valid.
        log("refused: \(refused.reason)")
        return (401, #"{"error":"unauthorized"}"#)
    } catch {
        // The error goes to the log. The answer only says where to look; what
        // would trap is to be checked before, since a trap ends the process.
        let reference = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        log("failed, reference \(reference): \(error)")
        return (500, #"{"error":"internal","reference":"\#(reference)"}"#)
    }
}
