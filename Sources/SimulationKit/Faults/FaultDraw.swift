/// The chance of faults: each draw hangs on what it is for, and on nothing that happened before.
///
/// So parts of a crowd, concurrency and other faults change no draw, and a resumed run draws the same again.
package enum FaultDraw {
    /// Where the draws of one fault begin for one delivery of a user, or for one attempt of it.
    ///
    /// - Parameters:
    ///   - seed: The seed of the run.
    ///   - fault: The place of the fault in its file.
    ///   - user: What the user's random streams hang on.
    ///   - subject: What it is done to: a delivery, an event or a job of the user.
    ///   - attempt: Which attempt, from 1; 0 where the fault is no attempt's.
    /// - Returns: A stream of draws.
    package static func stream(
        seed: UInt64,
        fault: Int,
        user: UInt64,
        subject: UInt64,
        attempt: Int = 0
    ) -> RandomStream {
        let place = Purpose.fault.rawValue << 48 | UInt64(fault) << 32 | UInt64(attempt)
        return RandomStream(state: StableHash(seed, user, subject, place).low)
    }
}
