package import WireKit

/// Why a consumer could not be started.
package enum ConsumerError: Error, Hashable, Sendable {
    /// An empty secret, with which anybody could sign.
    case emptySecret
    /// The address cannot be listened on, or the process has no descriptor left.
    case network(WireError)

    /// The failure as a sentence a person reads.
    package var message: String {
        switch self {
        case .emptySecret: "the secret is empty; give the one that the webhook signs with"
        case .network(let error): error.message
        }
    }
}
