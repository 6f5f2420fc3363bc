/// How much one webhook is given at most: it paces the wire and moves no moment.
package struct WebhookLimits: Equatable, Sendable {
    /// Most deliveries under way to it at one moment; nil for as many as the run may have.
    package var concurrencyMax: Int?
    /// Most attempts in an hour of real time; nil for as many as it takes.
    package var attemptsPerHourMax: Int64?

    /// States limits.
    package init(concurrencyMax: Int? = nil, attemptsPerHourMax: Int64? = nil) {
        self.concurrencyMax = concurrencyMax
        self.attemptsPerHourMax = attemptsPerHourMax
    }
}
