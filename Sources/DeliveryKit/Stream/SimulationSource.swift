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
    /// When it comes out of the stream: at the emission of its event, unless a fault held it.
    package let moment: Moment
    /// The id in body and header.
    package let identifier: [UInt8]
    /// The exact bytes that are signed and sent.
    package let body: [UInt8]
    /// What faults make of it; nil where none is aimed at it.
    package var fault: PlannedFault? = nil
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
    var world: World
    let profile: Profile
    /// Who is told, as they are at first.
    package let webhooks: [Webhook]
    /// What each of them is at every moment.
    package let histories: [WebhookHistory]
    private let operations: [WebhookOperation]
    private var operationCursor = 0
    /// The places of the versions that hold now, in the order of the stream.
    private(set) var versions: [Int]
    private var writer: BodyWriter
    private var judge: StreamJudge
    private var events: [Event] = []
    /// Where bodies are written, so that each is kept in no more bytes than it has.
    private var scratch: [UInt8] = []
    private var isFinished = false
    /// What befalls the stream; nil where nothing does.
    var faults: StreamFaults?
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
        announcesProgress: Bool = true,
        faults: FaultPlan = .none
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
        self.faults = faults.concernsDeliveries ? StreamFaults(faults, profile: profile) : nil
    }

    /// When the next event may come; nil at the end of the stream.
    ///
    /// Kept beside the world: asking it for each delivery would copy it.
    package internal(set) var nextMoment: Moment?

    /// The moment up to which everything has been emitted.
    package var now: Moment { world.now }

    /// Does the world's next step and appends the deliveries that come of it, perhaps none.
    package mutating func advance(into deliveries: inout [PlannedDelivery]) throws(SourceError) {
        if faults != nil, releaseHeld(into: &deliveries) { return }
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
            if faults == nil { plan(event, into: &deliveries) } else { planFaulty(event, into: &deliveries) }
        }
        try retire(into: &deliveries)
        if faults != nil { lookAhead() }
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
                scratch.removeAll(keepingCapacity: true)
                writer.append(event, for: target, to: &scratch)
                var body: [UInt8] = []
                body.reserveCapacity(scratch.count)
                body += scratch
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

    private mutating func retire(into deliveries: inout [PlannedDelivery]) throws(SourceError) {
        let gone = world.takeRetiredUsers()
        guard !gone.isEmpty || nextMoment == nil else { return }
        do throws(Violation) {
            let stalled = faults == nil ? [] : world.stalledUsers
            for user in gone {
                if stalled.contains(user) { judge.forget(user) } else { try judge.retire(user) }
            }
            if nextMoment == nil, !isFinished {
                isFinished = true
                for user in stalled { judge.forget(user) }
                try judge.finish()
            }
        } catch {
            throw .violation(error)
        }
        if faults == nil { retiredUsers += gone } else { leave(gone, into: &deliveries) }
    }
}
