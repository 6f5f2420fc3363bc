package import SimulationKit

/// A delivery that a source has made and nobody has recorded yet.
package struct PlannedDelivery: Sendable {
    /// Whom its event is about.
    package let user: UserDetails
    /// The webhook's place in the file.
    package let webhook: Int
    /// What happened.
    package let type: EventType
    /// The count of the user's events up to its own.
    package let ordinal: Int64
    /// The emission of its event.
    package let moment: Moment
    /// The id in body and header.
    package let identifier: [UInt8]
    /// The exact bytes that are signed and sent.
    package let body: [UInt8]
}

/// Why a source cannot go on.
package enum SourceError: Error, Equatable {
    /// The world emitted what its own rules forbid: a fault of the simulator.
    case violation(Violation)
    /// A command that had passed as legal was refused: a fault of the simulator.
    case refused(CommandRefused)
    /// The run file that is sent again cannot be read on.
    case recording(RecordedRunError)

    /// What is wrong, for people.
    package var message: String {
        switch self {
        case .violation(let violation): violation.message
        case .refused(let refusal): "a legal step was refused: \(refusal.message)"
        case .recording(let error): error.message
        }
    }
}

/// Turns a world's events into deliveries: one per matching active webhook and grant.
///
/// Judges the stream as it passes, so that a run never delivers what the provider could not send.
package struct SimulationSource: Sendable {
    private var world: World
    private let profile: Profile
    /// Who is told, as they are at first.
    package let webhooks: [Webhook]
    /// What each of them is at every moment.
    package let histories: [WebhookHistory]
    private let operations: [WebhookOperation]
    private var operationCursor = 0
    /// The places of the versions that hold now, in the order of the stream.
    private var versions: [Int]
    private var writer: BodyWriter
    private var judge: StreamJudge
    private var events: [Event] = []
    private var isFinished = false
    /// How many events of each type the world has emitted, by the type's raw value.
    package private(set) var eventCounts = [Int64](repeating: 0, count: EventType.allCases.count)
    /// When the world emitted its latest event; nil before the first.
    package private(set) var lastEventMoment: Moment?
    /// Users who will have no more events, since this was emptied last.
    package var retiredUsers: [Int] = []

    /// Makes a source over a world at its start; operations come in the order of their moments.
    package init(
        world: World,
        profile: Profile,
        webhooks: [Webhook],
        operations: [WebhookOperation] = [],
        announcesProgress: Bool = true
    ) {
        self.world = world
        self.profile = profile
        self.webhooks = webhooks
        self.operations = operations
        histories = WebhookHistory.all(webhooks, operations)
        versions = Array(repeating: 0, count: webhooks.count)
        writer = BodyWriter(profile: profile, seed: world.seed)
        judge = StreamJudge(profile: profile, announcesProgress: announcesProgress)
        nextMoment = world.nextMoment
    }

    /// When the next event may come; nil at the end of the stream.
    ///
    /// Kept beside the world: asking it for each delivery would copy it.
    package private(set) var nextMoment: Moment?

    /// The moment up to which everything has been emitted.
    package var now: Moment { world.now }

    /// Does the world's next step and appends the deliveries that come of it, perhaps none.
    package mutating func advance(into deliveries: inout [PlannedDelivery]) throws(SourceError) {
        events.removeAll(keepingCapacity: true)
        operate()
        do throws(CommandRefused) {
            try world.step(into: &events)
        } catch {
            throw .refused(error)
        }
        nextMoment = world.nextMoment
        for event in events {
            do throws(Violation) {
                try judge.observe(Observation(event))
            } catch {
                throw .violation(error)
            }
            eventCounts[Int(event.type.rawValue)] += 1
            lastEventMoment = event.moment
            plan(event, into: &deliveries)
        }
        try retire()
    }

    /// Carries out the operations that come before the world's next step.
    ///
    /// Those of one moment stand among its commands as the file has them, after all else that happens then.
    private mutating func operate() {
        guard let nextMoment else { return }
        while operationCursor < operations.count {
            let operation = operations[operationCursor]
            guard operation.moment <= nextMoment else { return }
            if operation.moment == nextMoment {
                guard world.isCommandNext, world.commandsCarriedOut >= operation.commandsBefore else {
                    return
                }
            }
            versions[operation.webhook] += 1
            operationCursor += 1
        }
    }

    private mutating func plan(_ event: Event, into deliveries: inout [PlannedDelivery]) {
        for place in versions.indices where histories[place].versions[versions[place]].takes(event.type) {
            for grant in profile.grants(of: event, in: world) {
                let target = Target(webhook: place, grant: grant)
                var body: [UInt8] = []
                body.reserveCapacity(Self.bodyBytesUsual)
                writer.append(event, for: target, to: &body)
                deliveries.append(
                    PlannedDelivery(
                        user: event.user,
                        webhook: place,
                        type: event.type,
                        ordinal: event.ordinal,
                        moment: event.moment,
                        identifier: writer.identifierBytes(of: event, for: target),
                        body: body
                    )
                )
            }
        }
    }

    private mutating func retire() throws(SourceError) {
        let gone = world.takeRetiredUsers()
        guard !gone.isEmpty || nextMoment == nil else { return }
        do throws(Violation) {
            for user in gone { try judge.retire(user) }
            if nextMoment == nil, !isFinished {
                isFinished = true
                try judge.finish()
            }
        } catch {
            throw .violation(error)
        }
        retiredUsers += gone
    }

    /// Enough for nearly every body, so that it is allocated once.
    private static let bodyBytesUsual = 560
}
