import Foundation

/// No secret, so that nothing must be served.
struct SecretMissing: Error {
    let name: String
}

/// The signing secret; call it with `ProcessInfo.processInfo.environment`
/// before listening.
///
/// - Throws: the variable's name alone: its value stays out of logs.
func requireSecret(
    in environment: [String: String],
    name: String = "WEBHOOK_SECRET"
) throws -> String {
    // Files and dashboards leave a line's end behind; it is no part of the key.
    // `?? ""` alone would verify with the empty key, as whoever forges does.
    let secret = (environment[name] ?? "")
        .trimmingCharacters(in: .whitespacesAndNewlines)
    // What is shorter could be guessed.
    guard secret.utf8.count >= 16 else { throw SecretMissing(name: name) }
    return secret
}
