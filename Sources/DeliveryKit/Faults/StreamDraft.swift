import SimulationKit

/// A delivery on its way through the faults of the stream, before its body is written.
struct StreamDraft: Sendable {
    /// The event as it is told.
    var event: Event
    /// Whom it is for.
    var target: Target
    /// When the event was emitted, by a clock that is right.
    let emittedAt: Moment
    /// What draws of its contents hang on: its copies have the same.
    var contentKey: UInt64
    /// What all other draws hang on: its copies have others.
    var key: UInt64
    /// A bit for each fault that it may meet, as far as event, user, webhook and counting decide.
    var taken: UInt64
    /// The place of the profile that its body is written by.
    var profile: Int
    /// What is done to the body once it is written, each with its mark.
    var edits: [(edit: BodyEdit, mark: FaultMark)] = []
    var marks: [FaultMark] = []
    /// What clocks showed that stand, by the place of their fault.
    var stops: [(fault: Int, times: ToldTimes)] = []
    /// When it comes out of the stream.
    var leavesAt: Moment
    /// Before when no attempt is made.
    var notBefore: Moment?
    var eventName: [UInt8]?
    /// Whether it is a copy, whose contents are those of its original whatever befalls them.
    private(set) var isCopy = false

    /// When it goes out, as far as the stream decides.
    var due: Moment { max(emittedAt, notBefore ?? emittedAt) }

    var lane: StreamLane { StreamLane(user: event.user.index, webhook: target.webhook) }

    /// Holds it until a moment.
    mutating func hold(until moment: Moment) {
        notBefore = max(due, min(moment, .latest))
    }

    /// Makes it another delivery, of the same contents.
    mutating func beCopy(_ number: Int, of fault: Int) {
        key = StableHash(key, UInt64(fault), UInt64(number), 1).low
        isCopy = true
        inheritMarks()
    }

    /// Makes it another delivery, of other contents.
    mutating func beAddition(_ number: Int, of fault: Int) {
        contentKey = StableHash(contentKey, UInt64(fault), UInt64(number), 2).low
        key = StableHash(key, UInt64(fault), UInt64(number), 2).low
        inheritMarks()
    }

    /// What was done to the one that it is made from counts there.
    private mutating func inheritMarks() {
        for place in marks.indices { marks[place].isInherited = true }
        for place in edits.indices { edits[place].mark.isInherited = true }
    }
}

/// What keeps its order: a user's deliveries to one webhook.
struct StreamLane: Hashable, Comparable, Sendable {
    let user: Int
    let webhook: Int

    static func < (left: StreamLane, right: StreamLane) -> Bool {
        left.user == right.user ? left.webhook < right.webhook : left.user < right.user
    }
}
