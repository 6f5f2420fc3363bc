package import SimulationKit

/// How deliveries are made, for a whole run.
package struct DeliverySettings: Sendable {
    /// Whether a user's deliveries wait for one another.
    package enum Ordering: String, CaseIterable, Sendable {
        /// One at a time for each webhook and user; the next waits until this one is settled.
        case strict
        /// Each by itself, so that retries interleave (001: "Don't rely on webhook ordering").
        case none
    }

    /// Which fields of a request's head are sent beside those of HTTP itself.
    package enum Headers: String, CaseIterable, Sendable {
        /// Those that the profile's documents name.
        case documented
        /// All five of 000, whatever the profile.
        case all

        /// Whether event, id and time stand in the head too, beside signature and content type.
        package func namesAll(in profile: Profile) -> Bool {
            switch (self, profile.documentedHeaders) {
            case (.all, _), (.documented, .five): true
            case (.documented, .signature): false
            }
        }
    }

    /// When a delivery is tried again.
    package var retry: RetryPolicy
    /// How long an answer may take, in real milliseconds: the consumer is real.
    package var timeoutMilliseconds: Int
    /// Whether deliveries wait for one another.
    package var ordering: Ordering
    /// Which fields of the head are sent.
    package var headers: Headers
    /// Most deliveries under way at one moment.
    package var concurrency: Int
    /// Most attempts to each webhook in an hour of real time; nil for as many as it takes.
    package var rateLimitPerHour: Int64?
    /// How much each webhook is given at most, by its place; those beyond the list have the rate of all.
    package var webhookLimits: [WebhookLimits] = []

    /// Further fields of the head.
    package var extraFields: [ExtraField] = []
    /// Whether the beginnings of answers are kept to be shown; for a few deliveries.
    package var keepsAnswers = false

    /// Most deliveries under way that may be asked for.
    package static let concurrencyMax = 1_024

    /// The settings of a profile's documents.
    package init(profile: Profile) {
        retry = .standard(of: profile)
        timeoutMilliseconds = profile.timeoutMilliseconds
        ordering = .strict
        headers = .documented
        concurrency = 32
    }
}
