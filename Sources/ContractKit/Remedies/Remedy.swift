/// A way to mend a consumer; each stands as one small function in seven languages.
///
/// The raw value is the stem of the files that hold the function.
package enum Remedy: String, CaseIterable, Sendable {
    case verifyRawBody = "verify-raw-body"
    case readSignature = "read-signature"
    case requireSecret = "require-secret"
    case rotateSecrets = "rotate-secrets"
    case verifyBeforeParse = "verify-before-parse"
    case refuseUniformly = "refuse-uniformly"
    case routeByBody = "route-by-body"
    case deduplicate
    case orderJobs = "order-jobs"
    case orderIntegrations = "order-integrations"
    case deleteForGood = "delete-for-good"
    case tolerateUnknown = "tolerate-unknown"
    case optionalFields = "optional-fields"
    case readBody = "read-body"
    case wideIntegers = "wide-integers"
    case acknowledgeFirst = "acknowledge-first"
    case keepTextVerbatim = "keep-text-verbatim"
    case guardFetches = "guard-fetches"
    case serveInPlace = "serve-in-place"
    case limitAge = "limit-age"

    /// What is to be done, as an order without a full stop.
    package var title: String {
        switch self {
        case .verifyRawBody: "Verify the bytes that came, in constant time"
        case .readSignature: "Read the signature strictly, and refuse without an exception"
        case .requireSecret: "Start only with a secret"
        case .rotateSecrets: "Accept two secrets while one is being replaced"
        case .verifyBeforeParse: "Verify first, parse then, and answer 400 to what cannot be read"
        case .refuseUniformly: "Give every refusal one shape, and keep details in the log"
        case .routeByBody: "Route by the signed body, not by headers"
        case .deduplicate: "Remember the body's id in the transaction that does the work"
        case .orderJobs: "Order job events by data.timestamp, and let the end win a tie"
        case .orderIntegrations: "Order integration events by when they happened, per user and wallet"
        case .deleteForGood: "Keep a mark where something was deleted"
        case .tolerateUnknown: "Answer 2xx to what is not known yet"
        case .optionalFields: "Read every optional field as optional"
        case .readBody: "Read the whole body, up to a limit, however it is framed"
        case .wideIntegers: "Hold times and counts in 64 bits"
        case .acknowledgeFirst: "Store, answer, then work"
        case .keepTextVerbatim: "Store text as it came, and escape it where it goes out"
        case .guardFetches: "Fetch no address that a delivery names before it is checked"
        case .serveInPlace: "Answer POST over https at the very address that is registered"
        case .limitAge: "Refuse by the signed time what is older than the ids that are remembered"
        }
    }

    /// Why it mends the consumer: two sentences.
    package var summary: String {
        switch self {
        case .verifyRawBody: Self.verifyRawBodySummary
        case .readSignature: Self.readSignatureSummary
        case .requireSecret: Self.requireSecretSummary
        case .rotateSecrets: Self.rotateSecretsSummary
        case .verifyBeforeParse: Self.verifyBeforeParseSummary
        case .refuseUniformly: Self.refuseUniformlySummary
        case .routeByBody: Self.routeByBodySummary
        case .deduplicate: Self.deduplicateSummary
        case .orderJobs: Self.orderJobsSummary
        case .orderIntegrations: Self.orderIntegrationsSummary
        case .deleteForGood: Self.deleteForGoodSummary
        case .tolerateUnknown: Self.tolerateUnknownSummary
        case .optionalFields: Self.optionalFieldsSummary
        case .readBody: Self.readBodySummary
        case .wideIntegers: Self.wideIntegersSummary
        case .acknowledgeFirst: Self.acknowledgeFirstSummary
        case .keepTextVerbatim: Self.keepTextVerbatimSummary
        case .guardFetches: Self.guardFetchesSummary
        case .serveInPlace: Self.serveInPlaceSummary
        case .limitAge: Self.limitAgeSummary
        }
    }
}

extension Remedy {
    private static let verifyRawBodySummary = """
        The signature covers the bytes of the request, so they are hashed as they came, before anything decodes \
        them. Lengths are compared first and bytes in constant time, so that no answer tells how much was right.
        """
    private static let readSignatureSummary = """
        A signature is exactly one header with 64 hex digits, and all else is no signature. Whatever a stranger \
        sends ends in 401: an exception here would be a 500, which is retried, or the end of the process.
        """
    private static let requireSecretSummary = """
        An unset variable becomes an empty key or the word "undefined", and anybody can sign with those. The \
        process refuses to start without a real secret.
        """
    private static let rotateSecretsSummary = """
        Deliveries signed with either secret are under way while it is replaced. Both are tried, always both, \
        until the old one is taken out of the configuration.
        """
    private static let verifyBeforeParseSummary = """
        Nothing that is not signed reaches a parser or chooses a branch. What is signed and still no event gets \
        400, since a 5xx would only be sent again.
        """
    private static let refuseUniformlySummary = """
        A refusal says neither which part was wrong nor what would have been right. Exceptions are logged with a \
        reference and never become part of an answer.
        """
    private static let routeByBodySummary = """
        Only the body is signed; whoever has seen one delivery can send it again with another X-Webhook-Event. \
        The headers are good for logs, and may be missing.
        """
    private static let deduplicateSummary = """
        At-least-once delivery brings the same id again: the mark and the work are committed together, so that \
        neither is there without the other, and a unique key decides between two at once. A duplicate is \
        answered 200, else it comes for ever.
        """
    private static let orderJobsSummary = """
        Retries arrive after what follows them, so each event is weighed by the time it happened and a late \
        "started" changes nothing. A later start is a new run, which ends in its turn.
        """
    private static let orderIntegrationsSummary = """
        An integration event is newer by its lastSyncedAt and its envelope's timestamp, not by its arrival. State \
        is kept under user and wallet together, and an update makes what is not there yet.
        """
    private static let deleteForGoodSummary = """
        A late update must not bring back what its user removed. The row stays as a mark, and whatever follows it \
        for that wallet is acknowledged and ignored.
        """
    private static let tolerateUnknownSummary = """
        Providers add events, fields and statuses without asking. What is unknown is acknowledged and kept, and \
        breaks nothing.
        """
    private static let optionalFieldsSummary = """
        A field can be null, empty or absent, and each is an answer. One reader per field says what stands in its \
        place, so that no handler trips over it.
        """
    private static let readBodySummary = """
        The media type is compared without case and parameters, and the body is read to its end with a limit of \
        its own. Reading it before refusing keeps the connection in step for the next request.
        """
    private static let wideIntegersSummary = """
        Milliseconds since 1970 and transaction counts leave 32 bits behind. They are read as whole numbers and \
        kept in 64 bits, in the database too.
        """
    private static let acknowledgeFirstSummary = """
        The answer waits for nothing but the event's own storage; the work is done by another thread or process. \
        A full queue answers 503, which is retried.
        """
    private static let keepTextVerbatimSummary = """
        Aliases and reasons are text from strangers: they are stored as parameters, unchanged, and escaped by \
        whatever shows them. What the database cannot hold is replaced there and nowhere else.
        """
    private static let guardFetchesSummary = """
        A logoUrl can point into your own network. Only https to known hosts at public addresses is fetched, and \
        never as part of taking a delivery.
        """
    private static let serveInPlaceSummary = """
        Redirects are not followed, and a followed one would have lost the body. The registered path is answered \
        with and without its last slash, other methods get 405, and plain http gets no service.
        """
    private static let limitAgeSummary = """
        A captured delivery stays correctly signed for ever, and its header's time can be anything. The body's own \
        time is signed: beyond the age for which ids are remembered, nothing is taken any more.
        """
}
