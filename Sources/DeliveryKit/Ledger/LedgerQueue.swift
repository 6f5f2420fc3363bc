import Dispatch
import Synchronization

/// One request to the ledger's thread.
enum LedgerCommand: Sendable {
    case stream(LedgerToken, lanes: [LaneRow], deliveries: [DeliveryRow], watermark: LedgerWatermark?)
    case attempts(LedgerToken, [AttemptRow])
    case bodies(LedgerToken, sequences: [Int64])
    /// Commit, then lend the database to the thread that asked.
    case lend
    case close

    /// Rows that it will write.
    var rowCount: Int {
        switch self {
        case .stream(_, let lanes, let deliveries, _): lanes.count + deliveries.count
        case .attempts(_, let attempts): attempts.count
        case .bodies, .lend, .close: 0
        }
    }
}

/// The two queues between the loop and the ledger's thread: tokens in, tokens out.
///
/// Neither side waits for the other's work; the locks are held for an append or a swap.
final class LedgerQueue: Sendable {
    private struct Inbox {
        var commands: [LedgerCommand] = []
        var lastToken: UInt64 = 0
        var isAwaited = false
    }

    private let inbox = Mutex(Inbox())
    private let outbox = Mutex<[LedgerReply]>([])
    private let arrival = DispatchSemaphore(value: 0)
    private let rows = Atomic(0)
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// Rows appended and neither committed nor given up.
    var outstandingRows: Int {
        rows.load(ordering: .relaxed)
    }

    /// Adds a request, and wakes the thread if it sleeps.
    @discardableResult
    func push(_ make: (LedgerToken) -> LedgerCommand) -> LedgerToken {
        let (token, isAwaited) = inbox.withLock { inbox in
            inbox.lastToken += 1
            let token = LedgerToken(inbox.lastToken)
            let command = make(token)
            // Counted before the thread can see it, so that the count never falls below zero.
            rows.add(command.rowCount, ordering: .relaxed)
            inbox.commands.append(command)
            let isAwaited = inbox.isAwaited
            inbox.isAwaited = false
            return (token, isAwaited)
        }
        if isAwaited { arrival.signal() }
        return token
    }

    /// Waits for requests and takes them all, oldest first.
    func take() -> [LedgerCommand] {
        while true {
            let commands = inbox.withLock { inbox in
                inbox.isAwaited = inbox.commands.isEmpty
                var taken: [LedgerCommand] = []
                swap(&taken, &inbox.commands)
                return taken
            }
            if !commands.isEmpty { return commands }
            arrival.wait()
        }
    }

    /// Takes rows off the count of what is outstanding.
    func settle(rows count: Int) {
        rows.subtract(count, ordering: .relaxed)
    }

    /// Adds a reply; the loop is woken by the first one it has not taken.
    func post(_ reply: LedgerReply) {
        let isFirst = outbox.withLock { outbox in
            let isFirst = outbox.isEmpty
            if case .committed = reply, case .committed = outbox.last {
                // A later commit says all that an earlier one said.
                outbox[outbox.count - 1] = reply
            } else {
                outbox.append(reply)
            }
            return isFirst
        }
        if isFirst { wake() }
    }

    /// Moves all replies to the end of a list.
    func takeReplies(into replies: inout [LedgerReply]) {
        let taken = outbox.withLock { outbox in
            var taken: [LedgerReply] = []
            swap(&taken, &outbox)
            return taken
        }
        replies.append(contentsOf: taken)
    }
}
