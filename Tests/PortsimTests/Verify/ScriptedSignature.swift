import TestSupport
import WireKit

/// How scripted consumers judge signatures, written apart from those who sign.
enum ScriptedSignature {
    /// Whether a request carries the contract's signature once, made with the secret of contract tests.
    static func isRight(_ request: ScriptedRequest) -> Bool {
        isSigned(request) { HMACSHA256(key: Array(ContractRun.secret.utf8)).authenticate(request.body).hex }
    }

    /// Whether a request carries this signature.
    static func isSigned(_ request: ScriptedRequest, by signature: () -> String) -> Bool {
        request.field("X-Webhook-Signature") == signature()
    }
}
