import Crypto  // swift-crypto; on Apple's systems CryptoKit
import Foundation

/// Whether one of the secrets made the signature, given as 32 bytes.
///
/// While a secret is being replaced there are two, new and old. No secret at
/// all makes nothing authentic.
func isAuthentic(body: Data, signature: Data, secrets: [String]) -> Bool {
    // Not contains(where:): the answer takes as long whichever secret it was.
    let answers = secrets.map { secret in
        HMAC<SHA256>.isValidAuthenticationCode(
            signature,
            authenticating: body,
            using: SymmetricKey(data: Data(secret.utf8))
        )
    }
    return answers.contains(true)
}
