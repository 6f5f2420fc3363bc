package import SimulationKit

/// The file of an earlier run, open for reading and left as it is.
///
/// Keeps every other process out while it is open, so that it cannot change underneath. Belongs to the thread
/// that opened it; `@unchecked` because every use reaches the database, which traps on a wrong thread.
package final class RecordedRun: @unchecked Sendable {
    /// Where it is.
    package let path: String
    /// What it is the record of.
    package let identity: LedgerIdentity
    /// How much is recorded.
    package let extent: LedgerExtent
    /// The lanes by number.
    package private(set) var lanes = RecordedLanes()

    private let location: LedgerLocation
    private let database: Database
    private let store: LedgerStore
    let reader: LedgerReader

    /// Opens a run file; also one whose run was killed, whose log is then read too.
    package init(path: String) throws(RecordedRunError) {
        self.path = path
        let location = LedgerLocation(path: path)
        self.location = location
        let database = try Self.open(path)
        self.database = database
        (identity, extent, store) = try Self.ledger {
            () throws(LedgerError) -> (LedgerIdentity, LedgerExtent, LedgerStore) in
            try location.translating {
                () throws(SQLiteError) -> (LedgerIdentity, LedgerExtent, LedgerStore) in
                try LedgerSchema.check(database)
                let extent = try LedgerOpening.extent(of: database)
                let store = try LedgerStore(database, extent: extent, options: LedgerOptions())
                return (try MetaTable.read(from: database), extent, store)
            }
        }
        reader = LedgerReader(store, location: location)
        let rows = try Self.ledger { () throws(LedgerError) in try reader.lanes() }
        while let row = try Self.ledger({ () throws(LedgerError) in try rows.nextRow() }) {
            lanes.append(row)
        }
    }

    /// Its profile.
    package func profile() throws(RecordedRunError) -> Profile {
        guard let profile = Profile.all.first(where: { $0.name == identity.profile }) else {
            throw .unknownProfile(path: path, name: identity.profile)
        }
        return profile
    }

    /// Deliveries by sequence.
    package func deliveries() throws(RecordedRunError) -> RecordedRows<DeliveryRow> {
        let cursor = try Self.ledger { () throws(LedgerError) in try reader.deliveries() }
        return RecordedRows { () throws(LedgerError) in try cursor.nextRow() }
    }

    /// Attempts by delivery and number; SQLite sorts them outside of memory.
    package func attempts() throws(RecordedRunError) -> RecordedRows<AttemptRow> {
        let location = location
        let database = database
        let statement = try Self.ledger { () throws(LedgerError) in
            try location.translating { () throws(SQLiteError) in
                try AttemptTable.selectByDelivery(from: database)
            }
        }
        var isAtEnd = false
        return RecordedRows { () throws(LedgerError) -> AttemptRow? in
            // A statement stepped beyond its end would begin anew.
            guard !isAtEnd else { return nil }
            return try location.translating { () throws(SQLiteError) -> AttemptRow? in
                guard try statement.step() else {
                    isAtEnd = true
                    return nil
                }
                return try AttemptTable.read(statement).row
            }
        }
    }

    /// Hands out the whole record, entry by entry, in the order of `History`.
    package func stream(to observe: (HistoryEntry) -> Void) throws(RecordedRunError) {
        try Self.ledger { () throws(LedgerError) in try History.stream(reader, to: observe) }
    }

    /// One delivery that is recorded.
    package func delivery(_ sequence: Int64) throws(RecordedRunError) -> DeliveryRow {
        try Self.ledger { () throws(LedgerError) in try reader.delivery(sequence) }
    }

    /// What every delivery has come to: ten bytes each.
    package func folds() throws(RecordedRunError) -> DeliveryFolds {
        var folds = DeliveryFolds(deliveryCount: Int(extent.watermark.sequence))
        let rows = try attempts()
        while let row = try rows.next() {
            guard folds.observe(row) else {
                let detail =
                    "attempt \(row.number) of delivery \(row.delivery) does not follow the one before"
                throw .ledger(.damaged(path: path, detail: detail))
            }
        }
        return folds
    }

    /// Lets go of the file.
    package func close() {
        reader.end()
        store.close()
    }

    private static func open(_ path: String) throws(RecordedRunError) -> Database {
        let kind = try? DatabaseFile.kind(of: path)
        switch kind {
        case .missing: throw .missing(path: path)
        case .file(bytes: 0): throw .empty(path: path)
        case .file, .folder, .other, nil: break
        }
        // A journal is there only while the tables are being made; opening would undo what is half made.
        if holdsSomething(path + "-journal") { throw .empty(path: path) }
        try ledger { () throws(LedgerError) in try LedgerOpening.inspect(path) }
        let database = try ledger { () throws(LedgerError) in
            try LedgerLocation(path: path).translating { () throws(SQLiteError) in
                try Database(.file(path))
            }
        }
        guard database.isReadOnly else {
            try prepare(database, path)
            return database
        }
        // What cannot be written cannot be locked either, and nobody else can change it.
        database.close()
        guard !holdsSomething(path + "-wal") else { throw .logUnreadable(path: path) }
        return try ledger { () throws(LedgerError) in
            try LedgerLocation(path: path).translating { () throws(SQLiteError) in
                try Database(.immutableFile(path))
            }
        }
    }

    private static func prepare(_ database: Database, _ path: String) throws(RecordedRunError) {
        let hadLog = (try? DatabaseFile.kind(of: path + "-wal")) != .missing
        let isEmpty = try ledger { () throws(LedgerError) in
            try LedgerLocation(path: path).translating { () throws(SQLiteError) in
                try LedgerOpening.configure(database)
                try database.forbidWriting()
                return try LedgerSchema.isEmpty(database)
            }
        }
        // SQLite has made an empty log; under this lock nobody else can have opened it.
        if !hadLog { DatabaseFile.removeLog(of: path) }
        if isEmpty { throw .empty(path: path) }
    }

    private static func holdsSomething(_ path: String) -> Bool {
        guard case .file(let bytes) = try? DatabaseFile.kind(of: path) else { return false }
        return bytes > 0
    }

    static func ledger<Value>(
        _ body: () throws(LedgerError) -> Value
    ) throws(RecordedRunError) -> Value {
        do throws(LedgerError) {
            return try body()
        } catch {
            throw .ledger(error)
        }
    }
}

/// Rows of a run file, pulled one by one.
package final class RecordedRows<Row> {
    private let pull: () throws(LedgerError) -> Row?
    private var ahead: Row?
    private var isPulledAhead = false

    init(_ pull: @escaping () throws(LedgerError) -> Row?) {
        self.pull = pull
    }

    /// Takes the next row; nil after the last.
    package func next() throws(RecordedRunError) -> Row? {
        guard isPulledAhead else { return try RecordedRun.ledger(pull) }
        defer { ahead = nil }
        isPulledAhead = false
        return ahead
    }

    /// Looks at the next row without taking it.
    package func peek() throws(RecordedRunError) -> Row? {
        if !isPulledAhead {
            ahead = try RecordedRun.ledger(pull)
            isPulledAhead = true
        }
        return ahead
    }
}

/// The lanes of a run by number, in some forty bytes each.
package struct RecordedLanes: Sendable {
    private var users: [UInt8] = []
    private var ends: [Int] = []
    private var webhooks: [Int32] = []

    /// How many there are.
    package var count: Int { ends.count }
    /// How many webhooks they are of, as far as deliveries tell.
    package var webhookCount: Int { Int(webhooks.max() ?? -1) + 1 }

    /// The user of a lane; empty for one that is not recorded.
    package func user(of lane: Int32) -> String {
        guard ends.indices.contains(Int(lane)) else { return "" }
        let start = lane == 0 ? 0 : ends[Int(lane) - 1]
        return String(decoding: users[start..<ends[Int(lane)]], as: UTF8.self)
    }

    mutating func append(_ row: LaneRow) {
        users += row.user.utf8
        ends.append(users.count)
        webhooks.append(row.webhook)
    }
}
