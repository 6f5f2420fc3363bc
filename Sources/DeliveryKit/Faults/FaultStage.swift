/// Where on its way something is spoilt; stages follow one another in this order.
package enum FaultStage: String, CaseIterable, Sendable {
    /// Inside the simulation: what the provider's jobs do.
    case job
    /// Between an event and its deliveries, before they are stored.
    case stream
    /// When attempts are made.
    case moment
    /// One attempt's request, on a copy: what is stored never changes.
    case request
    /// One attempt's connection.
    case wire
    /// This program itself.
    case process

    /// Whether it is decided anew for each attempt.
    package var isOfAttempts: Bool {
        switch self {
        case .moment, .request, .wire: true
        case .job, .stream, .process: false
        }
    }
}

/// Whether a real provider may do it to a consumer.
package enum FaultLegality: String, CaseIterable, Sendable {
    /// A consumer must survive it.
    case legal
    /// The provider never does it: a consumer must refuse or ignore it.
    case illegal
}
