import Synchronization
import WireKit

/// The append-only record of a run, written by a thread of its own.
///
/// Appending never waits: it hands rows over and gives a token; `committed(upTo:)` says when they are
/// durable. The caller bounds the memory of the queue by what it leaves outstanding.
package final class Ledger: Sendable {
    /// Most rows in one append, which is one unit of the record and never split.
    package static let rowsPerAppendMax = 16_384

    private let queue: LedgerQueue
    private let worker: LedgerWorker
    private let thread: WorkerThread
    private let isClosed = Mutex(false)

    /// Records a new run in a new file, or with no path in SQLite's own temporary one.
    ///
    /// - Parameters:
    ///   - path: A file that does not exist yet; it is made with mode 0600.
    ///   - identity: What the run is.
    ///   - options: Knobs.
    ///   - wake: Called on the ledger's thread when replies wait to be taken.
    /// - Returns: A ledger to be closed.
    /// - Throws: `fileExists`, `isFolder`, `cannotCreate`, `readOnly` or `diskFull`; nothing is left then.
    package static func create(
        at path: String?,
        identity: LedgerIdentity,
        options: LedgerOptions = LedgerOptions(),
        wake: @escaping @Sendable () -> Void
    ) throws(LedgerError) -> Ledger {
        let location = LedgerLocation(path: path)
        let store = try LedgerOpening(location: location, identity: identity, options: options).create()
        return Ledger(store: store, location: location, wake: wake)
    }

    /// Goes on with a run file, or starts it where there is none.
    ///
    /// Reads all recorded attempts, on the calling thread.
    ///
    /// - Parameters:
    ///   - path: A file that an earlier run made, or that does not exist yet.
    ///   - identity: What the run is; notes are not compared.
    ///   - options: Knobs.
    ///   - wake: Called on the ledger's thread when replies wait to be taken.
    /// - Returns: A ledger to be closed, and what it holds.
    /// - Throws: As `create`, and `cannotOpen`, `locked`, `notALedger`, `newerFormat`, `olderFormat`, `damaged`, `otherRun`.
    package static func resume(
        at path: String,
        identity: LedgerIdentity,
        options: LedgerOptions = LedgerOptions(),
        wake: @escaping @Sendable () -> Void
    ) throws(LedgerError) -> (ledger: Ledger, resume: LedgerResume) {
        let location = LedgerLocation(path: path)
        let opening = LedgerOpening(location: location, identity: identity, options: options)
        let (store, resume) = try opening.resume(at: path)
        return (Ledger(store: store, location: location, wake: wake), resume)
    }

    private init(store: LedgerStore, location: LedgerLocation, wake: @escaping @Sendable () -> Void) {
        let queue = LedgerQueue(wake: wake)
        let worker = LedgerWorker(store: store, location: location, queue: queue)
        thread = WorkerThread(name: "ledger") { worker.run() }
        self.queue = queue
        self.worker = worker
    }

    deinit {
        end()
    }

    /// Appends lanes, then deliveries on them, as one unit.
    ///
    /// - Parameters:
    ///   - lanes: New lanes, numbered on.
    ///   - deliveries: New deliveries, numbered on.
    ///   - watermark: The last of those deliveries and the digest up to it; nil where there are none.
    /// - Returns: The token whose commit makes them durable.
    @discardableResult
    package func append(
        lanes: [LaneRow],
        deliveries: [DeliveryRow],
        watermark: LedgerWatermark?
    ) -> LedgerToken {
        precondition(lanes.count + deliveries.count <= Self.rowsPerAppendMax, "too many rows in one append")
        precondition(
            deliveries.last?.sequence == watermark?.sequence,
            "a watermark stands at its last delivery"
        )
        precondition(
            watermark.map { $0.digest.count == LedgerWatermark.digestBytes } ?? true,
            "a digest has 32 bytes"
        )
        return queue.push { .stream($0, lanes: lanes, deliveries: deliveries, watermark: watermark) }
    }

    /// Appends attempts of deliveries that were appended before; each delivery's are numbered on.
    @discardableResult
    package func append(attempts: [AttemptRow]) -> LedgerToken {
        precondition(attempts.count <= Self.rowsPerAppendMax, "too many rows in one append")
        for attempt in attempts {
            precondition(
                (1...AttemptRow.numberMax).contains(attempt.number),
                "delivery \(attempt.delivery) has an attempt \(attempt.number)"
            )
        }
        return queue.push { .attempts($0, attempts) }
    }

    /// Asks for bodies of deliveries that were appended before; they come as one reply.
    @discardableResult
    package func fetchBodies(of sequences: [Int64]) -> LedgerToken {
        precondition(sequences.count <= Self.rowsPerAppendMax, "too many bodies in one request")
        return queue.push { .bodies($0, sequences: sequences) }
    }

    /// Moves the waiting replies to the end of a list, oldest first.
    package func takeReplies(into replies: inout [LedgerReply]) {
        queue.takeReplies(into: &replies)
    }

    /// Rows appended and neither committed nor given up.
    package var outstandingRows: Int {
        queue.outstandingRows
    }

    /// Reads the record on the calling thread, which waits for all that was appended before to be committed.
    ///
    /// The ledger's thread stands still meanwhile. After a failure what the last commit left is read.
    package func read<Value>(
        _ body: (LedgerReader) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value {
        precondition(!isClosed.withLock { $0 }, "a closed ledger cannot be read")
        return try worker.borrow { (store) throws(LedgerError) in
            let reader = LedgerReader(store, location: worker.location)
            defer { reader.end() }
            return try body(reader)
        }
    }

    /// Adds notes to what the run is, on the calling thread and durably; a note of the same key is replaced.
    package func annotate(_ notes: [LedgerNote]) throws(LedgerError) {
        precondition(!isClosed.withLock { $0 }, "a closed ledger takes no notes")
        try worker.borrow { (store) throws(LedgerError) in
            try worker.location.translating { () throws(SQLiteError) in try store.annotate(notes) }
        }
    }

    /// Commits what was appended, copies the log into the file, and ends the thread.
    ///
    /// - Throws: The failure that stopped the recording, now or earlier.
    package func close() throws(LedgerError) {
        end()
        if let failure = worker.firstFailure { throw failure }
    }

    private func end() {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { return }
        queue.push { _ in .close }
        thread.join()
    }
}
