/// An integration, with optionals where a field can be null or absent:
/// `Decodable` makes nil of both, and 0 stays 0.
struct Integration: Decodable {
    let uid: String?
    let walletId: String
    let publicAddress: String?
    let errorMessage: String?
    let lastSyncedAt: Int64?
    let totalTransactions: Int64?
}

extension String? {
    /// The text; nil also when it is empty: profiles differ in how they say
    /// "none".
    var unlessEmpty: String? {
        // flatMap, never `!`: a trap ends the process, and all its requests.
        flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Whose event it is: a user's uid or, where there is none, a grant.
func owner(of data: Integration, grantId: String?) -> String? {
    data.uid.unlessEmpty ?? grantId.unlessEmpty
}
