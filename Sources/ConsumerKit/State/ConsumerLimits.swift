/// How much a consumer remembers.
package struct ConsumerLimits: Hashable, Sendable {
    /// The most ids remembered, a million unless set otherwise; some 30 bytes each.
    ///
    /// Beyond it the id that came first is forgotten; a repetition of that delivery would count again, and
    /// still change no belief.
    package var identifiersMax: Int

    /// The most users, a million unless set otherwise; a delivery for one more is answered 503.
    package var usersMax: Int

    /// The most integrations of all users, removed ones included: four million unless set otherwise.
    ///
    /// A removed integration is kept, since a late event must not bring it back.
    package var integrationsMax: Int

    /// The most projects, files and payments of all users of an account service: four million unless set
    /// otherwise; a delivery for one more is answered 503.
    package var accountThingsMax: Int

    /// Whether reasons, aliases and the like are kept beside status words, 64 MB of them at most; not by default.
    package var keepsDetails: Bool

    /// Makes limits; each has its default.
    ///
    /// Traps when one is below 1, or the ids beyond two thousand million.
    package init(
        identifiersMax: Int = 1_000_000,
        usersMax: Int = 1_000_000,
        integrationsMax: Int = 4_000_000,
        accountThingsMax: Int = 4_000_000,
        keepsDetails: Bool = false
    ) {
        self.keepsDetails = keepsDetails
        precondition(
            (1...2_000_000_000).contains(identifiersMax),
            "identifiersMax is 1 to 2,000,000,000, not \(identifiersMax)"
        )
        precondition(usersMax >= 1, "usersMax is at least 1, not \(usersMax)")
        precondition(integrationsMax >= 1, "integrationsMax is at least 1, not \(integrationsMax)")
        precondition(accountThingsMax >= 1, "accountThingsMax is at least 1, not \(accountThingsMax)")
        self.accountThingsMax = accountThingsMax
        self.identifiersMax = identifiersMax
        self.usersMax = usersMax
        self.integrationsMax = integrationsMax
    }
}
