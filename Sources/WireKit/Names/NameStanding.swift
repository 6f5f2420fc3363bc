/// What is known of one host's name, beside its addresses.
struct NameStanding {
    /// How long addresses are used without a question: getaddrinfo(3) does not say how long they hold.
    static let freshNanoseconds: Int64 = 60_000_000_000
    /// How long a failure, or addresses that nobody answers at, stand before the name is looked up again.
    static let retryNanoseconds: Int64 = 1_000_000_000

    /// Whether it is being looked up.
    var isAsked = false
    /// When the last answer came; nil before the first.
    var answeredAt: Int64?
    /// Why the last lookup gave nothing.
    var failure: NameFailure?

    /// What a new connection needs before it can be opened.
    enum Need: Equatable {
        /// There are addresses.
        case nothing
        /// There are addresses, old ones; they are used while the name is looked up again.
        case renewal
        /// There are none.
        case addresses
        /// There are none, and asking again so soon would be of no use.
        case patience(NameFailure)
    }

    /// Says what a new connection needs.
    func need(addressCount: Int, now: Int64) -> Need {
        if addressCount > 0 {
            return isOlder(than: Self.freshNanoseconds, now: now) ? .renewal : .nothing
        }
        if let failure, !isOlder(than: Self.retryNanoseconds, now: now) { return .patience(failure) }
        return .addresses
    }

    /// Whether the last answer is so old; there being none counts as old.
    func isOlder(than nanoseconds: Int64, now: Int64) -> Bool {
        answeredAt.map { now - $0 >= nanoseconds } ?? true
    }
}
