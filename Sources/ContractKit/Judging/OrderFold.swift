import DeliveryKit
import SimulationKit

/// Judges the order in which events were first accepted.
///
/// The one expectation whose memory grows with the run: 40 bytes for each settled delivery of an
/// event that the order names.
struct OrderFold: ExpectationFold {
    private struct Group: Hashable {
        let lane: Int32
        let webhook: Int32
        let wallet: String?
    }

    private let events: [EventType]
    private let scope: Expectation.OrderScope
    /// The place in `groups` of a group that has been seen.
    private var places: [Group: Int] = [:]
    private var groups: [[OrderedEvent]] = []
    private var acceptedCounts: [Int64]

    init(_ events: [EventType], per scope: Expectation.OrderScope) {
        precondition(
            events.count >= 2 && Set(events).count == events.count,
            "an order names at least two events, each once"
        )
        self.events = events
        self.scope = scope
        acceptedCounts = [Int64](repeating: 0, count: events.count)
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard attempt.outcome != .retry, let type = delivery.type,
            let step = events.firstIndex(of: type)
        else { return }
        let isAccepted = attempt.outcome == .delivered
        if isAccepted { acceptedCounts[step] += 1 }
        guard let group = group(of: &delivery) else { return }
        let event = OrderedEvent(
            moment: delivery.row.moment,
            ordinal: delivery.row.ordinal,
            settled: attempt.settled,
            sequence: delivery.row.sequence,
            lane: delivery.row.lane,
            step: UInt8(step),
            isAccepted: isAccepted
        )
        let place = places[group] ?? groups.count
        if place == groups.count {
            places[group] = place
            groups.append([])
        }
        groups[place].append(event)
    }

    /// Judges the group of the event that was accepted; that of a whole run only its end can judge, as what other
    /// users are sent does not arrive in order of emission.
    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        guard attempt.outcome == .delivered, scope != .run, let type = delivery.type, events.contains(type),
            let group = group(of: &delivery), let place = places[group]
        else { return false }
        // Each look costs a sort: at a long group it is looked now and then.
        let count = groups[place].count
        guard count <= Self.groupLookedAtMax || count.isMultiple(of: Self.groupLookedAtMax) else {
            return false
        }
        switch OrderRounds.outcome(of: groups[place], stepCount: events.count) {
        case .broken: return true
        case .held, .notJudged: return false
        }
    }

    /// Up to how many events a group is judged with every one of them, while a run goes on.
    private static let groupLookedAtMax = 256

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        var inversions = Examples<OrderRounds.Inversion>()
        var heldCount: Int64 = 0
        for group in groups {
            switch OrderRounds.outcome(of: group, stepCount: events.count) {
            case .notJudged: continue
            case .held: heldCount += 1
            case .broken(let inversion): inversions.add(sequence: inversion.early.sequence, inversion)
            }
        }
        let judgedCount = heldCount + inversions.count
        guard judgedCount > 0 else { return Ruling(.empty, emptiness) }
        if inversions.count > 0 {
            return Ruling(
                .broken,
                "expected \(events.map(\.name).joined(separator: ", ")) in this order, "
                    + "not so \(extent(inversions.count, of: judgedCount, names))",
                examples: inversions.lines { line($0, names) },
                evidence: inversions.evidence(
                    expected: events.map(\.name).joined(separator: ", ")
                ) { inversion in
                    [
                        FindingEvidence.Item(
                            .delivery(inversion.early.sequence),
                            "\(name(inversion.early, names)) was accepted before"
                        ),
                        FindingEvidence.Item(
                            .delivery(inversion.late.sequence),
                            name(inversion.late, names)
                        ),
                    ]
                }
            )
        }
        let othersCount = Int64(groups.count) - judgedCount
        let others =
            othersCount == 0
            ? "" : "; \(Phrase.count(othersCount, "other lacks", "others lack")) one of the events"
        return Ruling(.heldSoFar, "in this order \(extent(nil, of: judgedCount, names))\(others)")
    }

    /// Where the events of a delivery are put in order; nil for what has no place in this scope.
    private func group(of delivery: inout ObservedDelivery) -> Group? {
        let row = delivery.row
        switch scope {
        case .user:
            return Group(lane: row.lane, webhook: row.webhook, wallet: nil)
        case .wallet:
            guard let wallet = delivery.walletIdentifier() else { return nil }
            return Group(lane: row.lane, webhook: row.webhook, wallet: wallet)
        case .run:
            return Group(lane: 0, webhook: row.webhook, wallet: nil)
        }
    }

    private var emptiness: String {
        let missing = zip(events, acceptedCounts).filter { $0.1 == 0 }.map(\.0.name)
        if !missing.isEmpty { return "no \(Phrase.list(missing, "or")) was ever accepted" }
        let holder =
            switch scope {
            case .user: "no user"
            case .wallet: "no integration"
            case .run: "no webhook"
            }
        return "\(holder) had all of \(Phrase.list(events.map(\.name))) accepted"
    }

    /// How many groups are meant: `for 2 of 40 users`, or `for 40 users` without a part.
    private func extent(_ part: Int64?, of whole: Int64, _ names: JudgementNames) -> String {
        let nouns =
            switch scope {
            case .user: ("user", "users")
            case .wallet: ("integration", "integrations")
            case .run: ("webhook", "webhooks")
            }
        // One user at two webhooks has two orders, as only a receiver sees one.
        let each = names.hasSeveralWebhooks && scope != .run ? ", counted for each webhook" : ""
        let total = Phrase.count(whole, nouns.0, nouns.1)
        if scope == .run, whole == 1 { return part == nil ? "in the whole run" : "in this run" }
        guard let part else { return "for \(total)\(each)" }
        return "for \(Phrase.number(part)) of \(total)\(each)"
    }

    private func line(_ inversion: OrderRounds.Inversion, _ names: JudgementNames) -> String {
        "\(name(inversion.early, names)) was accepted before \(name(inversion.late, names))"
    }

    private func name(_ event: OrderedEvent, _ names: JudgementNames) -> String {
        if let row = names.lookUp(event.sequence) { return names.delivery(row) }
        // Ids are not kept in memory; the place in the run finds it too.
        let user = names.user(ofLane: event.lane)
        return "delivery \(Phrase.number(event.sequence)), \(events[Int(event.step)].name) for \(user)"
    }
}
