import DeliveryKit
import Dispatch
import Testing

@Suite struct DatabaseTests {
    @Test func `values come back as they were bound`() throws {
        let database = try Database(.temporary)
        try database.execute("CREATE TABLE t(i INTEGER, b BLOB, s TEXT, n BLOB)")
        let insert = try database.prepare("INSERT INTO t VALUES(?, ?, ?, ?)")
        let integers: [Int64] = [0, -1, .min, .max]
        let blobs: [[UInt8]] = [[], [0], Array(0...255), [UInt8](repeating: 7, count: 100_000)]
        let texts = ["", "a\u{0}b", "ü漢🙂", "'\"\\\n"]
        for index in 0..<4 {
            insert.bind(integers[index], at: 1)
            insert.bind(blobs[index], at: 2)
            insert.bind(texts[index], at: 3)
            insert.bind(nil as [UInt8]?, at: 4)
            try insert.run()
        }
        let select = try database.prepare("SELECT i, b, s, n FROM t ORDER BY rowid")
        for index in 0..<4 {
            #expect(try select.step())
            #expect(select.integer(at: 0) == integers[index])
            #expect(!select.isNull(at: 1) && select.bytes(at: 1) == blobs[index])
            #expect(select.optionalText(at: 2) == texts[index])
            #expect(select.isNull(at: 3) && select.optionalBytes(at: 3) == nil)
        }
        #expect(try !select.step())
        database.close()
    }

    @Test func `bytes bound as text are text, whatever they are`() throws {
        let database = try Database(.temporary)
        try database.execute("CREATE TABLE t(s TEXT) STRICT")
        let insert = try database.prepare("INSERT INTO t VALUES(?)")
        for bytes: [UInt8] in [[], [0xff, 0xfe], Array("whd_1".utf8)] {
            insert.bind(text: bytes, at: 1)
            try insert.run()
        }
        #expect(try database.text("SELECT group_concat(typeof(s)) FROM t") == "text,text,text")
        let select = try database.prepare("SELECT s FROM t WHERE rowid = 2")
        #expect(try select.step())
        #expect(select.bytes(at: 0) == [0xff, 0xfe])
    }

    @Test func `an error names SQLite's reason`() throws {
        let database = try Database(.temporary)
        #expect { try database.execute("SELECT * FROM absent") } throws: {
            ($0 as? SQLiteError)?.message == "no such table: absent"
        }
        #expect { try database.prepare("SELEC") } throws: {
            ($0 as? SQLiteError)?.message.contains("syntax error") == true
        }
    }

    @Test func `a value for a parameter that is not there makes the step fail, once`() throws {
        let database = try Database(.temporary)
        let select = try database.prepare("SELECT ?")
        select.bind(1, at: 2)
        #expect(throws: SQLiteError.self) { try select.step() }
        select.bind(1, at: 1)
        #expect(try select.step() && select.integer(at: 0) == 1)
    }

    @Test func `a finished statement fails and does not crash`() throws {
        let database = try Database(.temporary)
        let select = try database.prepare("SELECT 1")
        select.finish()
        select.finish()
        #expect(throws: SQLiteError.self) { try select.step() }
        #expect(select.integer(at: 0) == 0)
    }

    @Test func `an absent row is no value`() throws {
        let database = try Database(.temporary)
        #expect(try database.integer("SELECT 1 WHERE 0") == nil)
        #expect(try database.integer("SELECT NULL") == nil)
        #expect(try database.text("SELECT 'x'") == "x")
    }

    @Test func `use from a thread that is not the owner traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let database = try Database(.temporary)
            let done = DispatchSemaphore(value: 0)
            DispatchQueue(label: "other").async {
                try? database.execute("SELECT 1")
                done.signal()
            }
            done.wait()
        }
        #expect(trapped(result, with: "a database belongs to one thread at a time"))
    }

    @Test func `another thread can take over`() throws {
        let database = try Database(.temporary)
        let done = DispatchSemaphore(value: 0)
        let finished = Counter()
        DispatchQueue(label: "other").async {
            database.adopt()
            if (try? database.integer("SELECT 1")) == 1 { finished.increment() }
            done.signal()
        }
        done.wait()
        database.adopt()
        #expect(try database.integer("SELECT 1") == 1)
        #expect(finished.value == 1)
    }

    @Test(arguments: [
        (5, 0, SQLiteError.Family.locked), (6, 0, .locked), (261, 0, .locked), (13, 0, .full),
        (11, 0, .damaged),
        (267, 0, .damaged), (26, 0, .notADatabase), (8, 0, .readOnly), (1_032, 0, .readOnly),
        (14, 0, .cannotOpen),
        (10, 0, .inputOutput), (778, 28, .full), (1_034, 122, .full), (778, 5, .inputOutput),
        (1, 0, .inputOutput),
    ])
    func `a code belongs to one family`(code: Int32, systemCode: Int32, family: SQLiteError.Family) {
        #expect(SQLiteError(code: code, message: "", systemCode: systemCode).family == family)
    }
}
