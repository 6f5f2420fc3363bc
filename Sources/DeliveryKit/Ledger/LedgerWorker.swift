import Dispatch
import Synchronization

/// The ledger's thread: takes requests, groups them into commits, answers.
///
/// A group ends when nothing more is waiting, so that one attempt is durable at once and a flood pays for few
/// commits.
final class LedgerWorker: Sendable {
    private let store: LedgerStore
    let location: LedgerLocation
    private let queue: LedgerQueue
    /// The database is the borrower's.
    private let lent = DispatchSemaphore(value: 0)
    /// The database is this thread's again.
    private let returned = DispatchSemaphore(value: 0)
    private let failure = Mutex<LedgerError?>(nil)

    init(store: LedgerStore, location: LedgerLocation, queue: LedgerQueue) {
        self.store = store
        self.location = location
        self.queue = queue
    }

    /// Why the ledger stopped recording, nil while it has not.
    var firstFailure: LedgerError? {
        failure.withLock { $0 }
    }

    /// Serves requests until it is told to close.
    func run() {
        store.adopt()
        while true {
            // Reversed, so that each request's rows are freed as soon as they are written.
            var commands = Array(queue.take().reversed())
            var pending: LedgerToken?
            while let command = commands.popLast() {
                switch command {
                case .stream(let token, let lanes, let deliveries, let watermark):
                    pending = token
                    write(command.rowCount) { () throws(SQLiteError) in
                        try store.append(lanes: lanes, deliveries: deliveries, watermark: watermark)
                    }
                case .attempts(let token, let rows):
                    pending = token
                    write(command.rowCount) { () throws(SQLiteError) in try store.append(rows) }
                case .bodies(let token, let sequences):
                    fetch(sequences, for: token)
                case .lend:
                    commit(upTo: &pending)
                    lend()
                case .close:
                    commit(upTo: &pending)
                    return finish()
                }
                if store.isCommitDue { commit(upTo: &pending) }
            }
            commit(upTo: &pending)
        }
    }

    /// Waits until all that was asked before is committed, and lends the database to the calling thread.
    func borrow<Value>(_ body: (LedgerStore) throws(LedgerError) -> Value) throws(LedgerError) -> Value {
        queue.push { _ in .lend }
        lent.wait()
        store.adopt()
        defer { returned.signal() }
        return try body(store)
    }

    private func lend() {
        lent.signal()
        returned.wait()
        store.adopt()
    }

    private func write(_ rowCount: Int, _ body: () throws(SQLiteError) -> Void) {
        guard firstFailure == nil else { return queue.settle(rows: rowCount) }
        do {
            try body()
        } catch {
            // Rows written before in this group go with it, and so does this request.
            queue.settle(rows: store.pendingRows + rowCount)
            fail(error)
        }
    }

    private func commit(upTo pending: inout LedgerToken?) {
        guard let token = pending, firstFailure == nil else { return }
        pending = nil
        do {
            queue.settle(rows: try store.commit())
            // Before the checkpoint, which may take as long as the disk likes.
            queue.post(.committed(upTo: token))
            try store.checkpointIfDue()
        } catch {
            queue.settle(rows: store.pendingRows)
            fail(error)
        }
    }

    private func fetch(_ sequences: [Int64], for token: LedgerToken) {
        guard firstFailure == nil else { return }
        do {
            var bodies: [LedgerBody] = []
            bodies.reserveCapacity(sequences.count)
            for sequence in sequences {
                bodies.append(LedgerBody(sequence: sequence, body: try store.delivery(sequence).body))
            }
            queue.post(.bodies(token, bodies))
        } catch {
            queue.settle(rows: store.pendingRows)
            fail(error)
        }
    }

    private func finish() {
        if firstFailure == nil {
            do {
                try store.checkpoint()
            } catch {
                fail(error)
            }
        }
        store.close()
    }

    private func fail(_ error: SQLiteError) {
        let translated = location.translated(error)
        _ = store.rollBack()
        failure.withLock { $0 = translated }
        queue.post(.failed(translated))
    }
}
