import SimulationKit

/// The provider's whole lawful stream as bodies, with the ids that the first webhook of the file carries.
///
/// This is the fast path: bodies are appended to one buffer, and nothing is allocated for any of them.
struct BodyStream {
    /// What stands before the first body, between two, and behind the last.
    struct Frame {
        let opening: [UInt8]
        let separator: [UInt8]
        let closing: [UInt8]
        /// What is printed where there is no body at all.
        let nothing: [UInt8]

        static let lines = Frame(opening: [], separator: [0x0A], closing: [0x0A], nothing: [])
        static let array = Frame(
            opening: Array("[\n".utf8),
            separator: Array(",\n".utf8),
            closing: Array("\n]\n".utf8),
            nothing: Array("[]\n".utf8)
        )
    }

    private var world: World
    private let profile: Profile
    private var writer: BodyWriter
    private var judge: StreamJudge
    private(set) var eventCount: Int64 = 0

    init(world: World, profile: Profile, announcesProgress: Bool) {
        self.world = world
        self.profile = profile
        writer = BodyWriter(profile: profile, seed: world.seed)
        judge = StreamJudge(profile: profile, announcesProgress: announcesProgress)
    }

    /// The moment up to which everything has been emitted.
    var now: Moment { world.now }

    /// Whether there is nothing left to print.
    func isOver(_ window: GenerateWindow) -> Bool { window.isOver(world.nextMoment) }

    /// Enough that each pass goes over many events, few enough that they stay in the processor's data cache.
    private static let eventsAtOnce = 64

    /// Appends bodies until a buffer has so many bytes or there are no more, each with the separator before it.
    mutating func fill(
        _ bytes: inout [UInt8],
        upTo bytesMax: Int,
        separator: [UInt8],
        _ window: inout GenerateWindow
    ) throws {
        var events: [Event] = []
        events.reserveCapacity(Self.eventsAtOnce)
        while bytes.count < bytesMax, !window.isOver(world.nextMoment) {
            // Three passes: the code of all three together is more than the processor's instruction cache holds.
            try world.steps(upTo: Self.eventsAtOnce, before: window.to, into: &events)
            try judge.observe(events)
            eventCount += Int64(events.count)
            write(events, to: &bytes, separator: separator, &window)
            events.removeAll(keepingCapacity: true)
            for user in world.takeRetiredUsers() { try judge.retire(user) }
        }
        if world.nextMoment == nil { try judge.finish() }
    }

    private mutating func write(
        _ events: [Event],
        to bytes: inout [UInt8],
        separator: [UInt8],
        _ window: inout GenerateWindow
    ) {
        let places = window.places(of: events)
        guard profile.fansOut else {
            let taken = window.take(places.count)
            let end = places.lowerBound + taken
            writer.append(events, in: places.lowerBound..<end, for: .first, separator: separator, to: &bytes)
            return
        }
        for place in places {
            for grant in profile.grants(of: events[place], in: world) where window.take() {
                bytes += separator
                writer.append(events[place], for: Target(webhook: 0, grant: grant), to: &bytes)
            }
        }
    }
}
