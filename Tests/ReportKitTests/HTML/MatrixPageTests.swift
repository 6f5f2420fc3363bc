import ContractKit
import JSONKit
import Testing

@testable import ReportKit

struct MatrixPageTests {
    private func matrix(
        _ reports: [RunReport],
        bytesMax: Int = HTMLReport.dataBytesMax
    ) throws -> JSONValue {
        try JSONReader.read(MatrixPageData.bytes(of: reports, bytesMax: bytesMax), dialect: .json).value
    }

    private func data(of page: [UInt8]) throws -> JSONValue {
        let scanner = MarkupScanner(page)
        #expect(scanner.problems == [])
        #expect(scanner.elements.count { $0.name == "script" } == 2)
        let script = try #require(scanner.elements.first { $0.attributes["type"] == "application/json" })
        return try JSONReader.read(Array(script.text.utf8), dialect: .json).value
    }

    private func text(_ value: JSONValue?) throws -> String {
        String(decoding: JSONWriter.bytes(of: try #require(value)), as: UTF8.self)
    }

    @Test func `rows are checks by family and number, columns are reports`() throws {
        let first = RunReport.verification([
            .check("SIG-02", .fail), .check("SIG-01", .pass), .check("baseline[0]", .warn),
        ])
        let second = RunReport.verification(
            [.check("ORD-01", .skip), .check("SIG-02", .pass), .check("SEC-01", .info)],
            of: "http://127.0.0.1:4000/",
            .passed
        )
        let matrix = CheckMatrix([first, second])
        #expect(matrix.families.map(\.title) == ["signature", "ordering", "security", "others"])
        #expect(
            matrix.families.map { $0.rows.map(\.id) } == [
                ["SIG-01", "SIG-02"], ["ORD-01"], ["SEC-01"], ["baseline[0]"],
            ]
        )
        let verdicts = matrix.families[0].rows.map { $0.findings.map { $0?.verdict } }
        #expect(verdicts == [[.pass, nil], [.fail, .pass]])
        let targets = try #require(try self.matrix([first, second])["columns"]?.array)
        #expect(
            targets.map { $0["target"]?.string } == [
                "http://127.0.0.1:3000/webhooks", "http://127.0.0.1:4000/",
            ]
        )
        #expect(
            try text(targets[0]["counts"])
                == #"{"pass":1,"fail":1,"warn":1,"info":0,"skip":0,"inconclusive":0}"#
        )
    }

    @Test func `a row has the greatest severity of its cells, and an id that comes twice two rows`() throws {
        let matrix = CheckMatrix([
            .verification([.check("LIF-02", .fail, severity: .info)]),
            .verification([.check("LIF-02", .pass, severity: .should), .check("LIF-02", .fail)]),
        ])
        let rows = try #require(matrix.families.first?.rows)
        #expect(rows.map(\.severity) == [.should, .must])
        #expect(rows.map { $0.findings.map { $0?.verdict } } == [[.fail, .pass], [nil, .fail]])
    }

    @Test func `a cell tells verdict, status, time and all that its message holds`() throws {
        let message = """
            accepted (200)
            GET / → 200
            likely: nothing is checked
            rule: Refuse. (000)
            → POST / HTTP/1.1
            ← 200
            canary: alive
            again: portsim verify x
            by hand: curl x
            more: portsim explain SIG-02
            """
        let check = Finding.check("SIG-02", .fail, message: message, items: ["GET / → 200"])
        let matrix = try matrix([.verification([check])])
        let cell = matrix["families"]?.array?.first?["rows"]?.array?.first?["cells"]?.array?.first
        #expect(
            try text(cell) == """
                {"verdict":"fail","severity":"must","status":200,"took":3800,"told":["accepted (200)"],\
                "hints":["nothing is checked"],"request":["POST / HTTP/1.1"],"answer":["200"],\
                "items":["GET / → 200"],"rule":"Refuse. (000)","canary":"alive","again":"portsim verify x","byHand":"curl x",\
                "more":"portsim explain SIG-02"}
                """
        )
    }

    @Test func `no answer is no status, and a check that sent nothing has none`() throws {
        var unasked = Finding.check("SIG-02", .skip)
        unasked.evidence.answer = nil
        let matrix = try matrix([.verification([.check("SIG-01", .fail, status: nil), unasked])])
        let rows = try #require(matrix["families"]?.array?.first?["rows"]?.array)
        let cells = rows.map { $0["cells"]?.array?.first }
        #expect(cells[0]?["status"]?.isNull == true && cells[0]?["took"]?.int64 == 3_800)
        #expect(cells[1]?["status"] == nil && cells[1]?["took"] == nil)
    }

    @Test(arguments: [
        "</script><script>alert(1)</script>", "<!-- <script", "\"'&amp;<>", "\u{202E}abc", "a\u{2028}b",
        "\u{0}\u{1}\u{1B}[2J", "\\u003C/script>", "🇩\u{301}\u{200D}",
    ])
    func `hostile texts stay data in every place of the matrix`(_ text: String) throws {
        let lines = ["", "likely: ", "rule: ", "→ ", "← ", "canary: ", "again: ", "by hand: ", "more: "]
        var check = Finding.check("SIG-01", .fail, message: lines.map { $0 + text }.joined(separator: "\n"))
        check.name = text
        var other = Finding.check(text, .fail, items: [text])
        other.evidence.expected = text
        var report = RunReport.verification([check, other], of: text)
        report.explanation = text
        report.consumerLines = [text]
        let page = HTMLReport.bytes(of: [report])
        let matrix = try #require(try data(of: page)["matrix"])
        let column = matrix["columns"]?.array?.first
        #expect(column?["target"]?.string == text && column?["explanation"]?.string == text)
        #expect(column?["stderr"]?.array?.first?.string == text)
        let rows = try #require(matrix["families"]?.array).map { $0["rows"]?.array?.first }
        let cell = rows[0]?["cells"]?.array?.first
        #expect(rows[0]?["name"]?.string == text && rows[1]?["id"]?.string == text)
        for key in ["told", "hints", "request", "answer"] {
            #expect(cell?[key]?.array?.map(\.string) == [text], "\(key)")
        }
        for key in ["rule", "canary", "again", "byHand", "more"] {
            #expect(cell?[key]?.string == text, "\(key)")
        }
        #expect(rows[1]?["cells"]?.array?.first?["items"]?.array?.first?.string == text)
    }

    @Test func `runs and verifications share a page, and either may be alone`() throws {
        let verification = RunReport.verification([.check("SIG-01", .pass)], .passed)
        let mixed = try data(of: HTMLReport.bytes(of: [.passing(), verification, .failing()]))
        #expect(mixed["runs"]?.array?.map { $0["command"]?.string } == ["run", "run"])
        #expect(mixed["matrix"]?["columns"]?.array?.count == 1)
        let alone = try data(of: HTMLReport.bytes(of: [verification]))
        #expect(alone["runs"]?.array?.isEmpty == true && alone["matrix"] != nil)
        #expect(try data(of: HTMLReport.bytes(of: [.passing()]))["matrix"] == nil)
    }

    @Test func `without a script a page tells how many checks came to what`() {
        let report = RunReport.verification([.check("SIG-01", .pass), .check("SIG-02", .fail)])
        let page = String(decoding: HTMLReport.bytes(of: [report]), as: UTF8.self)
        #expect(page.contains("<p>checks: 1 pass, 1 fail</p>"))
    }

    @Test func `what there is no room for is cut, and says so, and no page grows beyond its limit`() throws {
        let long = (0..<14).map { _ in "→ " + String(repeating: "x", count: 1_000) }
        let checks = (10..<90).map {
            Finding.check("ROB-\($0)", .fail, message: (["too long"] + long).joined(separator: "\n"))
        }
        let reports = [RunReport](repeating: .verification(checks), count: 4)
        let page = HTMLReport.bytes(of: reports)
        #expect(page.count < 2_000_000)
        let rows = try #require(try data(of: page)["matrix"]?["families"]?.array?.first?["rows"]?.array)
        let first = rows.first?["cells"]?.array?.first
        let last = rows.last?["cells"]?.array?.last
        #expect(first?["request"]?.array?.count == 14 && first?["short"] == nil)
        #expect(last?["request"] == nil && last?["short"]?.bool == true)
        #expect(last?["told"]?.array?.map(\.string) == ["too long"])
        #expect(last?["verdict"]?.string == "fail" && last?["status"]?.int64 == 200)
    }

    @Test func `what stands by its number in a page takes room by its length there`() throws {
        let checks = (10..<86).map {
            Finding.check("ROB-\($0)", .fail, message: String(repeating: "<\u{1}", count: 4_000))
        }
        let page = HTMLReport.bytes(of: [RunReport](repeating: .verification(checks), count: 2))
        #expect(page.count < 2_000_000)
        let rows = try data(of: page)["matrix"]?["families"]?.array?.first?["rows"]?.array
        #expect(rows?.last?["cells"]?.array?.last?["told"]?.array?.map(\.string) == ["…"])
    }

    @Test func `columns and rows beyond their limits are counted`() throws {
        let reports = [RunReport](
            repeating: .verification([.check("SIG-01", .pass)]),
            count: CheckMatrix.columnsMax + 3
        )
        let wide = try matrix(reports)
        #expect(wide["columns"]?.array?.count == CheckMatrix.columnsMax)
        #expect(wide["omittedColumns"]?.int64 == 3)
        let checks = (0..<CheckMatrix.rowsMax + 5).map { Finding.check("XYZ-\($0)", .pass) }
        let high = try matrix([.verification(checks)])
        #expect(high["families"]?.array?.first?["rows"]?.array?.count == CheckMatrix.rowsMax)
        #expect(high["omittedRows"]?.int64 == 5)
    }
}
