/// Lets attempts out to their webhooks: as many at once, and as fast, as each may have.
///
/// Of the connections of a run each webhook has a few for itself, which no other can take, so that one that
/// hangs with all its lanes does not keep the others waiting. What may not go out yet is held here by
/// webhook; moments are never changed by it.
struct WebhookGates {
    private struct Gate {
        let concurrencyMax: Int
        /// Real time from one attempt to the next; 0 for none.
        let intervalNanoseconds: Int64
        var inFlight = 0
        /// When the next attempt may go out.
        var opensAt: Int64 = .min
        var held = ReadyQueue()
    }

    /// How far a gate may catch up on what it was late with, so that a sleep of a loop costs no rate.
    private static let slackNanoseconds: Int64 = 10_000_000

    private var gates: [Gate]
    private let connections: Int
    /// The connections that each webhook has for itself.
    private let ownConnections: Int
    /// Those of them that are not in use.
    private var unusedOwn: Int
    private var inFlight = 0
    /// Attempts that are held.
    private(set) var heldCount = 0

    /// Makes the gates of a run's webhooks, by their place; those beyond the list have the standard limits.
    ///
    /// | webhooks | connections | own |
    /// | --- | --- | --- |
    /// | 1 | any | 0 |
    /// | 2 | 2 | 1 |
    /// | 2 | 32 | 4 |
    /// | 10 | 32 | 1 |
    /// | 100 | 32 | 0 |
    init(webhookCount: Int, connections: Int, limits: [WebhookLimits], otherwise standard: WebhookLimits) {
        self.connections = connections
        ownConnections = Self.ownConnections(webhookCount: webhookCount, connections: connections)
        // With fewer connections than webhooks there is none for each, but half of all for the others.
        let share = webhookCount > connections ? connections - connections / 2 : connections
        gates = (0..<webhookCount).map { webhook in
            let limits = webhook < limits.count ? limits[webhook] : standard
            return Gate(
                concurrencyMax: min(limits.concurrencyMax ?? connections, share),
                intervalNanoseconds: limits.attemptsPerHourMax.map { 3_600_000_000_000 / max(1, $0) } ?? 0
            )
        }
        unusedOwn = ownConnections * webhookCount
    }

    static func ownConnections(webhookCount: Int, connections: Int) -> Int {
        guard webhookCount > 1, webhookCount <= connections else { return 0 }
        return max(1, connections / (4 * webhookCount))
    }

    /// Whether an attempt to a webhook may go out now.
    func isOpen(_ webhook: Int, now: Int64) -> Bool {
        gates[webhook].opensAt <= now && hasRoom(webhook)
    }

    /// Notes that an attempt goes out.
    mutating func send(_ webhook: Int, now: Int64) {
        inFlight += 1
        if gates[webhook].inFlight < ownConnections { unusedOwn -= 1 }
        gates[webhook].inFlight += 1
        let interval = gates[webhook].intervalNanoseconds
        guard interval > 0 else { return }
        let slack = interval < Self.slackNanoseconds ? Self.slackNanoseconds : 0
        gates[webhook].opensAt = max(gates[webhook].opensAt, now - slack) + interval
    }

    /// Notes that an attempt has come back.
    mutating func receive(_ webhook: Int) {
        inFlight -= 1
        gates[webhook].inFlight -= 1
        if gates[webhook].inFlight < ownConnections { unusedOwn += 1 }
    }

    /// Holds what may not go out yet.
    mutating func hold(_ entry: ReadyQueue.Entry, webhook: Int) {
        gates[webhook].held.insert(entry)
        heldCount += 1
    }

    /// Puts what may go out again back in line: as much of each webhook as its gate lets through.
    mutating func release(into ready: inout ReadyQueue, now: Int64) {
        guard heldCount > 0 else { return }
        for webhook in gates.indices where gates[webhook].held.count > 0 && isOpen(webhook, now: now) {
            for _ in 0..<passCount(webhook, now: now) {
                guard let entry = gates[webhook].held.popFirst() else { break }
                ready.insert(entry)
                heldCount -= 1
            }
        }
    }

    /// When a gate opens next by time alone; nil where none is waited for.
    func nextOpening(after now: Int64) -> Int64? {
        guard heldCount > 0 else { return nil }
        var next: Int64?
        for webhook in gates.indices
        where gates[webhook].held.count > 0 && gates[webhook].opensAt > now && hasRoom(webhook) {
            next = min(next ?? .max, gates[webhook].opensAt)
        }
        return next
    }

    private func hasRoom(_ webhook: Int) -> Bool {
        let used = gates[webhook].inFlight
        guard used < gates[webhook].concurrencyMax else { return false }
        return used < ownConnections || connections - inFlight > unusedOwn
    }

    private func passCount(_ webhook: Int, now: Int64) -> Int {
        let gate = gates[webhook]
        let room = min(
            gate.concurrencyMax - gate.inFlight,
            max(ownConnections - gate.inFlight, connections - inFlight - unusedOwn)
        )
        guard gate.intervalNanoseconds > 0 else { return room }
        return min(
            room,
            Int((now - max(gate.opensAt, now - Self.slackNanoseconds)) / gate.intervalNanoseconds) + 1
        )
    }
}
