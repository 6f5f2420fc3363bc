import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import ReportKit

struct HTMLReportTests {
    private func data(of page: [UInt8]) throws -> JSONNode {
        let scanner = MarkupScanner(page)
        #expect(scanner.problems == [])
        let script = try #require(scanner.elements.first { $0.attributes["type"] == "application/json" })
        return try JSONReader.read(Array(script.text.utf8), dialect: .json)
    }

    /// The bodies that the page's script will put together, by its own rules.
    private func bodies(in record: JSONNode) throws -> [String?] {
        let words = try #require(record["words"]?.array).map { $0.string ?? "" }
        let ids = try #require(record["ids"]?.array).map { $0.string ?? "" }
        let moments = try #require(record["rows"]?["at"]?.array).map { $0.int64 ?? 0 }
        var pieces: [[Int]] = []
        var texts: [String?] = []
        var moment = SampleRecord.start
        for (place, form) in try #require(record["bodies"]?.array).enumerated() {
            moment += moments[place]
            guard let numbers = form.array?.map({ Int($0.int64 ?? 0) }) else {
                pieces.append([])
                texts.append(nil)
                continue
            }
            var mine = Array(numbers.dropFirst())
            if numbers[0] >= 0 {
                mine = pieces[numbers[0]]
                for change in stride(from: 1, to: numbers.count, by: 2) {
                    mine[numbers[change]] = numbers[change + 1]
                }
            }
            pieces.append(mine)
            let time = TimeFormat.milliseconds.text(Moment(milliseconds: moment))
            texts.append(
                mine.map { words[$0] }.joined(separator: ",").replacing("\u{1}", with: ids[place])
                    .replacing("\u{2}", with: time)
            )
        }
        return texts
    }

    @Test func `a page is well formed, and its scripts and style are the ones its policy names`() throws {
        let scanner = MarkupScanner(HTMLReport.bytes(of: [.passing()]))
        #expect(scanner.problems == [])
        let meta = try #require(
            scanner.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
        )
        let policy = try #require(meta.attributes["content"])
        #expect(policy.hasPrefix("default-src 'none'; "))
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        for (name, directive) in [("style", "style-src"), ("script", "script-src")] {
            let element = try #require(scanner.elements.last { $0.name == name })
            let hash = Encoded.base64(SHA256.digest(of: Array(element.text.utf8)).bytes)
            #expect(policy.contains("\(directive) 'sha256-\(String(decoding: hash, as: UTF8.self))'"))
        }
        #expect(scanner.elements.count { $0.name == "script" } == 2)
        #expect(!scanner.elements.contains { $0.attributes["src"] != nil || $0.attributes["href"] != nil })
    }

    @Test func `without a script a page tells verdict, seed, digest and command`() {
        let page = String(decoding: HTMLReport.bytes(of: [.passing()]), as: UTF8.self)
        #expect(page.contains("<title>passed: the whole language · portsim</title>"))
        #expect(
            page.contains(
                "<noscript>\n<h1>the whole language</h1>\n<p>verdict: passed</p>\n<p>seed: 42</p>\n"
            )
        )
        #expect(page.contains("run it again: portsim run &#39;Scenarios/my first.json5&#39; --seed 42"))
    }

    @Test(arguments: [
        "</script><script>alert(1)</script>", "<!-- <script", "\"'&amp;<>", "👩‍💻 \u{202E}abc\u{202C} שלום",
        "a\u{2028}b\u{2029}c", "]]>", "\u{0}\u{1}\u{1B}[2J", "\\u003C/script>", "{{7*7}}`${1}`",
    ])
    func `hostile texts stay data`(_ text: String) throws {
        var report = RunReport.failing()
        report.subject.scenario = text
        report.consumerLines = [text]
        report.checks[0].name = text
        report.checks[0].message = text
        report.checks[0].evidence = FindingEvidence(
            items: [.init(.delivery(1), text)],
            expected: text,
            actual: text
        )
        let body = Array("{\"data\":{\"alias\":\"\(text)\"}}".utf8)
        report.record = SampleRecord.record(SampleRecord.entries(deliveries: 2, users: 1) { _ in body })
        report.record?.userNames = ["user0": text]
        let page = HTMLReport.bytes(of: [report])
        let run = try #require(try data(of: page)["runs"]?[0])
        #expect(run["scenario"]?.string == text)
        #expect(run["stderr"]?[0]?.string == text)
        #expect(run["checks"]?[0]?["name"]?.string == text)
        #expect(run["checks"]?[0]?["evidence"]?[0]?[1]?.string == text)
        #expect(run["record"]?["names"]?[0]?.string == text)
        let scanner = MarkupScanner(page)
        #expect(scanner.elements.count { $0.name == "script" } == 2)
        let script = try #require(scanner.elements.first { $0.attributes["type"] == "application/json" }).text
        #expect(!script.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 < 0x20 })
        #expect(!script.contains("\u{2028}"))
    }

    @Test func `bodies are told by what changes, and come back byte for byte`() throws {
        let statuses = ["QUEUED", "ONGOING", "COMPLETED"]
        let entries = SampleRecord.entries(deliveries: 9, users: 2) { place in
            if place == 4 { return Array("no json, at all".utf8) }
            if place == 5 { return [0xFF, 0xFE] }
            if place == 6 { return Array("\u{1},\u{2}".utf8) }
            return SampleRecord.body(place, wallet: "w\(place % 2)", status: statuses[place % 3])
        }
        var report = RunReport.passing()
        report.record = SampleRecord.record(entries)
        let record = try #require(try data(of: HTMLReport.bytes(of: [report]))["runs"]?[0]?["record"])
        let expected = try #require(report.record).deliveries.map {
            String(decoding: $0.delivery.body, as: UTF8.self)
        }
        let bodies = try bodies(in: record)
        for place in expected.indices where place != 5 && place != 6 {
            #expect(bodies[place] == expected[place])
        }
        // No mark can stand in these; what is no text says so.
        #expect(bodies[5] == nil && bodies[6] == nil)
        #expect(record["bodies"]?[5]?.int64 == 1)
        // The third of a wallet's bodies is told by few words.
        #expect(try #require(record["bodies"]?[2]?.array).count < 12)
    }

    @Test func `the data of a small page`() throws {
        let entries = SampleRecord.entries(deliveries: 2, users: 1) {
            Array("{\"n\":\($0),\"status\":\"a\"}".utf8)
        }
        var report = RunReport.passing()
        report.record = SampleRecord.record(entries)
        let run = try #require(try data(of: HTMLReport.bytes(of: [report]))["runs"]?[0])
        let record = try #require(run["record"])
        #expect(
            String(decoding: JSONWriter.bytes(of: record.value), as: UTF8.self) == """
                {"start":1767225600000,"total":2,"inSeconds":false,"namesAll":true,"hooks":["main"],\
                "types":\(Self.typeNames),"users":["user0"],"names":["alice"],"wallets":[],"statuses":[],"errors":[],"unsent":[],\
                "ids":["whd_000000000000000000000000","whd_000000000000000000000001"],\
                "rows":{"sequence":[1,1],"at":[0,1000],"user":[0,0],"hook":[0,0],"type":[1,1],"wallet":[-1,-1],\
                "status":[-1,-1],"outcome":[2,2],"size":[20,20],"count":[1,1]},\
                "attempts":{"number":[1,1],"due":[0,0],"lasts":[0,0],"code":[200,200],"took":[401,402],\
                "means":[2,2],"error":[-1,-1],"resent":[0,0]},"marks":[],"attemptMarks":[],"answers":[],"omitted":[],\
                "signatures":[],"signed":[],\
                "words":["{\\"n\\":0","\\"status\\":\\"a\\"}","{\\"n\\":1"],"bodies":[[-1,0,1],[-1,2,1]]}
                """
        )
        #expect(run["ack"]?.array?.map(\.int64) == [412, 1_100, 2_000, 3_917])
        #expect(run["histogram"]?.array?.map(\.int64) == [400, 402, 1, 402, 404, 1])
    }

    private static var typeNames: String {
        "[" + EventType.allCases.map { "\"\($0.name)\"" }.joined(separator: ",") + "]"
    }

    @Test func `marks of faults stand beside what they hit`() throws {
        var record = SampleRecord.record(
            SampleRecord.entries(deliveries: 3, users: 1) { _ in Array("{}".utf8) }
        )
        record.deliveries[1].delivery.fault = FaultMark.encoded([FaultMark(.duplicate, fault: 1, detail: 2)])
        record.deliveries[2].attempts[0].row.fault = FaultMark.encoded([FaultMark(.loseAnswer, fault: 0)])
        var report = RunReport.passing()
        report.record = record
        let page = try #require(try data(of: HTMLReport.bytes(of: [report]))["runs"]?[0]?["record"])
        #expect(
            String(decoding: JSONWriter.bytes(of: try #require(page["marks"]).value), as: UTF8.self)
                == #"[[1,1,"duplicate",2]]"#
        )
        #expect(
            String(decoding: JSONWriter.bytes(of: try #require(page["attemptMarks"]).value), as: UTF8.self)
                == #"[[2,0,"loseAnswer",0]]"#
        )
    }

    @Test func `ten thousand deliveries with their bodies take less than two megabytes`() throws {
        let entries = SampleRecord.entries(deliveries: 10_000, users: 400) { place in
            SampleRecord.body(place, wallet: "binance_0123456789abcdef_\(place % 400)", status: "COMPLETED")
        }
        var report = RunReport.passing()
        report.record = SampleRecord.record(entries)
        let page = HTMLReport.bytes(of: [report])
        #expect(page.count < 2_000_000)
        let record = try #require(try data(of: page)["runs"]?[0]?["record"])
        #expect(record["ids"]?.array?.count == 10_000)
        #expect(try bodies(in: record).allSatisfy { $0 != nil })
    }

    @Test func `bodies that nothing has in common are left out where there is no more room`() throws {
        let entries = SampleRecord.entries(deliveries: 4_000, users: 40) { place in
            Array("{\"noise\":\"\(String(repeating: "\(place)x", count: 200))\"}".utf8)
        }
        var report = RunReport.passing()
        report.record = SampleRecord.record(entries)
        let page = HTMLReport.bytes(of: [report])
        #expect(page.count < 2_000_000)
        let forms = try #require(try data(of: page)["runs"]?[0]?["record"]?["bodies"]?.array)
        #expect(forms.first?.array != nil)
        #expect(forms.last?.int64 == 0)
    }

    @Test func `several runs share a page, and one without deliveries has none`() throws {
        let page = HTMLReport.bytes(of: [.passing(), .failing()])
        let runs = try #require(try data(of: page)["runs"]?.array)
        #expect(runs.count == 2)
        #expect(runs[1]["record"]?.isNull == true)
        #expect(String(decoding: page, as: UTF8.self).contains("<title>1 of 2 runs passed · portsim</title>"))
    }

    @Test func `what is compiled in is what the files say`() {
        let folder = Repository.path("Sources/CAssets/report")
        let files = FileTree.names(in: folder)
        for (asset, suffix) in [(PageAsset.style, ".css"), (.script, ".js")] {
            let text = String(decoding: asset.bytes, as: UTF8.self)
            let own = files.filter { $0.hasSuffix(suffix) }.map { FileTree.read("\(folder)/\($0)") }
            #expect(own.count > 2)
            for file in own { #expect(text.contains(String(decoding: file, as: UTF8.self))) }
            #expect(own.reduce(0) { $0 + $1.count } == asset.bytes.count)
        }
    }
}

extension JSONNode {
    /// An element of an array; nil where there is none.
    fileprivate subscript(place: Int) -> JSONNode? {
        guard let array, array.indices.contains(place) else { return nil }
        return array[place]
    }
}
