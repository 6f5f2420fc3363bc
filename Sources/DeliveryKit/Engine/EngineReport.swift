package import SimulationKit
package import WireKit

/// Figures of a run while it goes on, and at its end.
package struct EngineFigures: Sendable {
    /// Events that the world has emitted.
    package var events: Int64 = 0
    /// Deliveries made, those of an earlier run of the same file included.
    package var deliveries: Int64 = 0
    /// Deliveries that were accepted.
    package var delivered: Int64 = 0
    /// Deliveries that were given up.
    package var failed: Int64 = 0
    /// Deliveries that were given up without another attempt, because their webhook was deleted.
    package var cancelled: Int64 = 0
    /// Deliveries that a fault keeps from ever being sent.
    package var dropped: Int64 = 0
    /// Attempts recorded, those of an earlier run and illegal requests beside them included.
    package var attempts: Int64 = 0
    /// Attempts of this run that an answer came to.
    package var answered: Int64 = 0
    /// Illegal requests of this run that faults sent beside attempts.
    package var forged: Int64 = 0
    /// Attempts of this run that were followed by another.
    package var retries: Int64 = 0
    /// The latest moment of simulated time that has been reached.
    package var now = Moment.earliest

    /// Figures before anything has happened.
    package init() {}

    /// Deliveries made and not settled.
    package var pending: Int64 { deliveries - delivered - failed - cancelled - dropped }
}

/// How a run of the engine ended.
package struct EngineReport: Sendable {
    /// The figures at the end.
    package let figures: EngineFigures
    /// Events by the raw value of their type.
    package let eventCounts: [Int64]
    /// The digest of all bodies, whoever has recorded them.
    package let digest: StreamDigest
    /// Why it ended before the end; nil when nothing more could happen.
    package let stopped: EngineStop.Reason?
    /// Real time from the start of sending to the end.
    package let wallNanoseconds: Int64
    /// Simulated time from the start to the last thing that happened.
    package let simulatedMilliseconds: Int64
}

/// Why a run could not go on.
package enum EngineError: Error, Equatable {
    /// The simulator broke its own rules.
    case source(SourceError)
    /// The run file could not be made, opened or written.
    case ledger(LedgerError)
    /// No socket or descriptor is left.
    case wire(WireError)
    /// Nothing can be encrypted, and something is to be.
    case secure(TLSSetupError)
    /// A run file of the same name and seed holds another stream.
    case otherStream

    /// What is wrong and what to do about it, for people.
    package var message: String {
        switch self {
        case .source(let error): error.message
        case .ledger(let error): error.message
        case .wire(let error): error.message
        case .secure(let error): error.message
        case .otherStream:
            "the run file holds other bodies than this scenario and seed give; it was left as it is, give another --db"
        }
    }
}
