/// Rows of `meta`: the identity.
enum MetaTable {
    static let schema = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) \
        STRICT, WITHOUT ROWID
        """
    private static let notePrefix = "note."

    static func write(_ identity: LedgerIdentity, to database: Database) throws(SQLiteError) {
        let insert = try database.prepare("INSERT INTO meta(key, value, checksum) VALUES(?, ?, ?)")
        let facts = [
            ("version", identity.version),
            ("scenario", identity.scenario),
            ("fingerprint", identity.fingerprint),
            ("seed", String(identity.seed)),
            ("profile", identity.profile),
            ("secret_fingerprint", identity.secretFingerprint),
        ]
        for (key, value) in facts + identity.notes.map({ (notePrefix + $0.key, $0.value) }) {
            insert.bind(key, at: 1)
            insert.bind(value, at: 2)
            insert.bind(checksum(of: key, value), at: 3)
            try insert.run()
        }
    }

    static func annotate(_ notes: [LedgerNote], in database: Database) throws(SQLiteError) {
        let insert = try database.prepare("INSERT OR REPLACE INTO meta(key, value, checksum) VALUES(?, ?, ?)")
        for note in notes {
            let key = notePrefix + note.key
            insert.bind(key, at: 1)
            insert.bind(note.value, at: 2)
            insert.bind(checksum(of: key, note.value), at: 3)
            try insert.run()
        }
    }

    static func read(from database: Database) throws(SQLiteError) -> LedgerIdentity {
        let rows = try database.prepare("SELECT key, value, checksum FROM meta ORDER BY key")
        var facts: [String: String] = [:]
        var notes: [LedgerNote] = []
        while try rows.step() {
            let key = rows.text(at: 0)
            let value = rows.text(at: 1)
            guard rows.integer(at: 2) == checksum(of: key, value) else {
                throw .damaged("the entry '\(key)'")
            }
            if key.hasPrefix(notePrefix) {
                notes.append(LedgerNote(key: String(key.dropFirst(notePrefix.count)), value: value))
            } else {
                facts[key] = value
            }
        }
        guard let version = facts["version"], let scenario = facts["scenario"],
            let fingerprint = facts["fingerprint"], let seed = facts["seed"].flatMap({ UInt64($0) }),
            let profile = facts["profile"], let secretFingerprint = facts["secret_fingerprint"]
        else { throw .damaged("it does not say which run it records") }
        return LedgerIdentity(
            version: version,
            scenario: scenario,
            fingerprint: fingerprint,
            seed: seed,
            profile: profile,
            secretFingerprint: secretFingerprint,
            notes: notes
        )
    }

    private static func checksum(of key: String, _ value: String) -> Int64 {
        var checksum = RowChecksum(salt: 4)
        checksum.add(key)
        checksum.add(value)
        return checksum.value
    }
}
