/// How a persona tells deliveries apart otherwise than by the signed id.
enum DeduplicationTrait: Hashable, Sendable {
    /// Not at all.
    case never
    /// As it should, and repetitions are refused with 409.
    case refusing
    /// By all of the body but its id.
    case byContent
    /// By the header `X-Webhook-Id`, which nobody signed.
    case byField
    /// By the signed id and the time of the attempt.
    case byIdentifierAndTime
    /// By the signed ids of so many deliveries.
    case window(Int)
    /// By the signed id, which is remembered before the work is done.
    case beforeWork
}
