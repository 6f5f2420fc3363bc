import ContractKit
import JSONKit
import Testing

@testable import ReportKit

struct SARIFReportTests {
    @Test func `reports are valid by the schema`() throws {
        let reports = ReportSamples.all.map(\.reports) + (0..<60).map { ReportSamples.drawn(seed: $0) }
        let problems = try ForeignReader.problems(
            reports.map { SARIFReport.bytes(of: $0) },
            schema: "sarif-2.1.0.json"
        )
        #expect(problems == Array(repeating: "", count: reports.count))
    }

    @Test func `the schema refuses what is none`() throws {
        let text = String(decoding: SARIFReport.bytes(of: [ReportSamples.failed()]), as: UTF8.self)
        let bad = [
            text.replacing("\"level\": \"error\"", with: "\"level\": \"bad\""),
            text.replacing("startLine", with: "startline"), text.replacing("\"2.1.0\"", with: "\"2.0.0\""),
        ]
        let problems = try ForeignReader.problems(bad.map { Array($0.utf8) }, schema: "sarif-2.1.0.json")
        #expect(problems.count == 3 && problems.allSatisfy { !$0.isEmpty })
    }

    @Test func `each result names its rule and its place`() throws {
        let report = ReportSamples.failed()
        let value = try JSONReader.read(SARIFReport.bytes(of: [report]), dialect: .json).value
        let run = try #require(value["runs"]?.array?.first)
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
        #expect(rules.map { $0["id"]?.string } == report.checks.map(\.id))
        let results = try #require(run["results"]?.array)
        #expect(results.map { $0["level"]?.string } == ["error", "warning", "note", "warning", "error"])
        for result in results {
            let index = try #require(result["ruleIndex"]?.int64)
            #expect(rules[Int(index)]["id"] == result["ruleId"])
        }
        let locations = results.map { $0["locations"]?.array?.first?["physicalLocation"] }
        #expect(locations[0]?["artifactLocation"]?["uri"]?.string == "Scenarios/my%20first.json5")
        #expect(locations[0]?["region"]?["startLine"]?.int64 == 12)
        #expect(locations[1]?["region"]?["startLine"]?.int64 == 1)
        #expect(locations[4]?["artifactLocation"]?["uri"]?.string == "Scenarios/shared/team.base.json5")
    }

    @Test func `no run has more results than are read`() throws {
        var report = ReportSamples.failed()
        report.checks = Array(repeating: report.checks[0], count: SARIFReport.resultsMax + 3)
        let value = try JSONReader.read(SARIFReport.bytes(of: [report]), dialect: .json).value
        let run = try #require(value["runs"]?.array?.first)
        #expect(run["results"]?.array?.count == SARIFReport.resultsMax)
        #expect(run["properties"]?["omittedResults"]?.int64 == 3)
    }

    @Test(
        arguments: [
            ("a/b.json5", "a/b.json5"), ("/a b/c", "file:///a%20b/c"), ("c:d%", "c%3Ad%25"), ("é", "%C3%A9"),
            ("\u{1}", "%01"),
        ]
    )
    func `paths become references`(path: String, uri: String) {
        #expect(SARIFReport.uri(of: path) == uri)
    }
}
