import Glibc

/// How a run file is made and how one is found fit to go on with.
struct LedgerOpening {
    /// Pages kept in memory, in KiB.
    private static let cacheKibibytes = 4_096

    let location: LedgerLocation
    let identity: LedgerIdentity
    let options: LedgerOptions

    /// Makes a new ledger; nothing is left behind where that fails.
    func create() throws(LedgerError) -> LedgerStore {
        guard let path = location.path else {
            return try location.translating { () throws(SQLiteError) in
                try fill(try Database(.temporary))
            }
        }
        guard try claim(path) else {
            throw isFolder(path) ? .isFolder(path: path) : .fileExists(path: path)
        }
        return try createInClaimed(path)
    }

    /// Opens what an earlier run recorded, or makes a new ledger where there is nothing.
    func resume(at path: String) throws(LedgerError) -> (store: LedgerStore, resume: LedgerResume) {
        if try claim(path) {
            let store = try createInClaimed(path)
            return (store, LedgerResume(extent: store.extent, folds: DeliveryFolds(deliveryCount: 0)))
        }
        try Self.inspect(path)
        let database = try location.translating { () throws(SQLiteError) in try Database(.file(path)) }
        if database.isReadOnly { throw .readOnly(path: path) }
        try location.translating { () throws(SQLiteError) in try Self.configure(database) }
        let isEmpty = try location.translating { () throws(SQLiteError) in try LedgerSchema.isEmpty(database)
        }
        if isEmpty {
            // Killed while the file was being made: nothing can have been recorded.
            let store = try location.translating { () throws(SQLiteError) in try fill(database) }
            return (store, LedgerResume(extent: store.extent, folds: DeliveryFolds(deliveryCount: 0)))
        }
        return try reopen(database)
    }

    /// Creates the empty file; false where the path exists.
    private func claim(_ path: String) throws(LedgerError) -> Bool {
        do {
            try DatabaseFile.createExclusively(path)
            return true
        } catch {
            switch error.code {
            case EEXIST: return false
            case EISDIR: throw .isFolder(path: path)
            case EROFS: throw .readOnly(path: path)
            case _ where error.isOutOfSpace: throw .diskFull(path: path)
            default: throw .cannotCreate(path: path, reason: error.message)
            }
        }
    }

    private func createInClaimed(_ path: String) throws(LedgerError) -> LedgerStore {
        do {
            return try location.translating { () throws(SQLiteError) in
                let database = try Database(.file(path))
                try Self.configure(database)
                return try fill(database)
            }
        } catch {
            DatabaseFile.remove(path)
            throw error
        }
    }

    private func isFolder(_ path: String) -> Bool {
        (try? DatabaseFile.kind(of: path)) == .folder
    }

    /// Refuses what is not a run file, without a lock and without touching it.
    ///
    /// Header and tables are in the file itself before it gets a log, so the log need not be read.
    static func inspect(_ path: String) throws(LedgerError) {
        let location = LedgerLocation(path: path)
        let kind: DatabaseFile.Kind
        do {
            kind = try DatabaseFile.kind(of: path)
        } catch {
            throw .cannotOpen(path: path, reason: error.message)
        }
        switch kind {
        case .missing: throw .cannotOpen(path: path, reason: "it leads to nothing")
        case .folder: throw .isFolder(path: path)
        case .other: throw .notALedger(path: path)
        case .file(bytes: 0): return
        case .file: break
        }
        let (application, format) = try location.translating { () throws(SQLiteError) -> (Int64?, Int64) in
            let database = try Database(.immutableFile(path))
            defer { database.close() }
            // A checkpoint that was cut off may have written a header that tells of pages which only the log has;
            // without this, that alone would be taken for damage (https://www.sqlite.org/pragma.html,
            // `writable_schema`). Nothing is written: the connection cannot.
            try database.execute("PRAGMA writable_schema = ON")
            let application = try database.integer("PRAGMA application_id")
            return (application, try database.integer("PRAGMA user_version") ?? 0)
        }
        guard application == LedgerSchema.applicationID else { throw .notALedger(path: path) }
        guard format <= LedgerSchema.format else {
            throw .newerFormat(path: path, found: format, known: LedgerSchema.format)
        }
        // No version has written less than 1.
        guard format == LedgerSchema.format || format < 1 else {
            throw .olderFormat(path: path, found: format, known: LedgerSchema.format)
        }
    }

    /// Settings that come before the first read; they take the lock that keeps every other process out.
    static func configure(_ database: Database) throws(SQLiteError) {
        // First of all, as the cache's size is a read already. Held from the first read on, and no shared-memory
        // file: https://www.sqlite.org/wal.html#noshm
        try database.execute("PRAGMA locking_mode = EXCLUSIVE")
        // https://www.sqlite.org/security.html, advice for files that others may have made.
        try database.execute("PRAGMA trusted_schema = OFF")
        try database.execute("PRAGMA cell_size_check = ON")
        try database.execute("PRAGMA cache_size = -\(Self.cacheKibibytes)")
    }

    /// Makes the tables in an empty database, then turns the log on.
    private func fill(_ database: Database) throws(SQLiteError) -> LedgerStore {
        try database.execute("PRAGMA page_size = \(LedgerOptions.pageBytes)")
        try limitPages(of: database)
        // A process that dies here leaves a journal that empties the file again; the disk's own delays are
        // not waited for, since there is nothing yet that a loss of power could take.
        try database.execute("PRAGMA synchronous = \(options.durability == .power ? "FULL" : "OFF")")
        if location.path == nil {
            try database.execute("PRAGMA cache_size = -\(Self.cacheKibibytes)")
            // Kept small by appending: only pages that existed before are in it.
            try database.execute("PRAGMA journal_mode = MEMORY")
        }
        try database.execute("BEGIN EXCLUSIVE")
        try LedgerSchema.create(in: database)
        try MetaTable.write(identity, to: database)
        try database.execute("COMMIT")
        try turnOnLog(of: database)
        return try LedgerStore(database, extent: LedgerExtent(), options: options)
    }

    private func turnOnLog(of database: Database) throws(SQLiteError) {
        guard location.path != nil else { return }
        let mode = try database.text("PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
            throw SQLiteError(code: 1, message: "this file system allows no write-ahead log")
        }
        // NORMAL waits for the disk at checkpoints alone:
        // https://www.sqlite.org/pragma.html#pragma_synchronous
        try database.execute("PRAGMA synchronous = \(options.durability == .power ? "FULL" : "NORMAL")")
    }

    private func limitPages(of database: Database) throws(SQLiteError) {
        if let pages = options.pagesMax { try database.execute("PRAGMA max_page_count = \(pages)") }
    }

    private func reopen(
        _ database: Database
    ) throws(LedgerError) -> (store: LedgerStore, resume: LedgerResume) {
        let recorded = try location.translating { () throws(SQLiteError) in
            try LedgerSchema.check(database)
            return try MetaTable.read(from: database)
        }
        if let mismatch = recorded.mismatch(given: identity) {
            throw .otherRun(path: location.name, mismatch)
        }
        return try location.translating { () throws(SQLiteError) in
            try limitPages(of: database)
            try turnOnLog(of: database)
            var resume = try fold(database)
            resume.notes = recorded.notes
            return (try LedgerStore(database, extent: resume.extent, options: options), resume)
        }
    }

    /// Reads the recorded attempts once.
    ///
    /// Deliveries are not walked through: each is checked when it is read, and none can be missing unseen,
    /// since their sequences have no gaps and the last one is known.
    private func fold(_ database: Database) throws(SQLiteError) -> LedgerResume {
        var extent = try Self.extent(of: database)
        let last = extent.watermark.sequence
        extent.attemptCount = 0

        var folds = DeliveryFolds(deliveryCount: Int(last))
        let rows = try AttemptTable.select(from: database)
        while try rows.step() {
            let (sequence, attempt) = try AttemptTable.read(rows)
            guard sequence == extent.attemptCount + 1, folds.observe(attempt) else {
                throw .damaged("attempt \(sequence) does not follow the one before")
            }
            extent.attemptCount = sequence
        }
        return LedgerResume(extent: extent, folds: folds)
    }

    /// How much is recorded, as far as tables and watermark tell without reading every row.
    static func extent(of database: Database) throws(SQLiteError) -> LedgerExtent {
        for table in ["attempt", "lane", "watermark", "meta"] {
            try LedgerSchema.checkPages(of: table, in: database)
        }
        var extent = LedgerExtent()
        extent.watermark = try WatermarkTable.last(in: database)
        let last = try database.integer("SELECT max(sequence) FROM delivery") ?? 0
        guard last == extent.watermark.sequence else {
            throw .damaged("its last delivery is \(last), its watermark says \(extent.watermark.sequence)")
        }
        let lane = try database.integer("SELECT max(lane) FROM lane") ?? -1
        extent.laneCount = Int32(truncatingIfNeeded: lane + 1)
        extent.attemptCount = try database.integer("SELECT max(sequence) FROM attempt") ?? 0
        return extent
    }
}
