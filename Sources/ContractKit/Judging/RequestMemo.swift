import DeliveryKit

/// Makes the request of an attempt once, however many expectations look at it one after the other.
final class RequestMemo {
    private let lookUp: RequestLookUp
    private var attempt: AttemptRow?
    private var request: SentRequest?

    init(_ lookUp: @escaping RequestLookUp) {
        self.lookUp = lookUp
    }

    /// The request of an attempt; nil where none was sent.
    func request(of entry: AttemptEntry) -> SentRequest? {
        if attempt != entry.attempt {
            request = lookUp(entry)
            attempt = entry.attempt
        }
        return request
    }
}
