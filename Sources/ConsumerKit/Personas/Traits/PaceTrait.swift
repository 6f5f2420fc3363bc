/// When a persona does things, and what comes of it meanwhile.
///
/// Times that tests would wait for are parts of one patience, a second for users.
enum PaceTrait: Hashable, Sendable {
    /// Answers at once and does the work afterwards: lawful.
    case workAfterAnswer(milliseconds: Int)
    /// Answers 429 to more deliveries in a patience than this, and says when to come again.
    case limited(deliveries: Int)
    /// The first delivery is answered after six times the patience.
    case coldStart
    /// Every eighth answer takes one and a half patiences.
    case pauses
    /// Every answer takes eleven patiences, more than a sender waits.
    case tooLate
    /// What ends a cost basis is answered when two thirds of a patience of work are done.
    case workBeforeAnswer
    /// Each delivery takes 5 ms, and more than so many at once are answered 500.
    case crowded(deliveries: Int)
    /// While a body is on its way, nobody else is served.
    case oneBodyAtATime
    /// A transfer detection that started, and nothing else for most of a patience, ends the process.
    case watchdog
    /// Whether an id is new is asked when a delivery comes, and noted 20 ms later.
    case deduplicationRace
    /// The count of deliveries is read when one comes, and written 5 ms later.
    case countRace
    /// What a job's start is compared with is read when it comes, and written over 20 ms later.
    case stateRace
    /// Whether a signature was good is kept in one place for all requests, and asked 3 ms later.
    case sharedVerdict
    /// The long body of a refused request stays unread, and is taken for the next request.
    case unreadBody
    /// Logos are fetched from wherever a delivery says, on this machine only.
    case logosFetched
}
