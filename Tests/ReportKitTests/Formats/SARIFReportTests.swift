import ContractKit
import JSONKit
import Testing

@testable import ReportKit

struct SARIFReportTests {
    @Test func `reports are valid by the schema`() throws {
        let reports = ReportSamples.all.map(\.reports) + (0..<60).map { ReportSamples.drawn(seed: $0) }
        let problems = try ForeignReader.problems(
            sarif: reports.map { SARIFReport.bytes(of: $0) }
        )
        #expect(problems == Array(repeating: "", count: reports.count))
    }

    @Test func `the schema refuses what is none`() throws {
        let text = String(decoding: SARIFReport.bytes(of: [ReportSamples.failed()]), as: UTF8.self)
        let bad = [
            text.replacing("\"level\": \"error\"", with: "\"level\": \"bad\""),
            text.replacing("startLine", with: "startline"), text.replacing("\"2.1.0\"", with: "\"2.0.0\""),
        ]
        let problems = try ForeignReader.problems(sarif: bad.map { Array($0.utf8) })
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

    @Test func `no more results are written than are read, and warnings go first`() throws {
        var report = ReportSamples.failed()
        let (failure, wish) = (report.checks[0], report.checks[1])
        report.checks = [wish] + Array(repeating: failure, count: 4_999) + [wish]
        let value = try JSONReader.read(SARIFReport.bytes(of: [report]), dialect: .json).value
        let run = try #require(value["runs"]?.array?.first)
        let levels = try #require(run["results"]?.array?.map { $0["level"]?.string })
        #expect(levels == ["warning"] + Array(repeating: "error", count: 4_999))
        #expect(run["properties"]?["omittedResults"]?.int64 == 1)
        #expect(levels.count == SARIFReport.resultsMax)
        report.checks = Array(repeating: failure, count: 5_001) + [wish]
        let failures = try JSONReader.read(SARIFReport.bytes(of: [report]), dialect: .json).value
        let kept = failures["runs"]?.array?.first?["results"]?.array
        #expect(kept?.count == SARIFReport.resultsMax && kept?.allSatisfy { $0["level"] == "error" } == true)
    }

    @Test func `many runs are one, in which each result says whose it is`() throws {
        var (first, other) = (ReportSamples.failed(), ReportSamples.failed())
        first.subject.scenario = "first"
        other.subject.scenario = "other"
        var again = first
        again.subject.seed = 43
        // GitHub takes no more than twenty runs, and none twice in a category.
        let reports = [first, other, again] + Array(repeating: first, count: 20)
        let value = try JSONReader.read(SARIFReport.bytes(of: reports), dialect: .json).value
        #expect(value["runs"]?.array?.count == 1)
        let run = try #require(value["runs"]?.array?.first)
        #expect(run["automationDetails"]?["id"]?.string == "portsim/")
        let invocations = try #require(run["invocations"]?.array)
        #expect(invocations.prefix(3).map { $0["properties"]?["seed"]?.int64 } == [42, 42, 43])
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.array?.compactMap { $0["id"]?.string })
        #expect(rules == ["first/", "other/"].flatMap { prefix in first.checks.map { prefix + $0.id } })
        let results = try #require(run["results"]?.array)
        #expect(results.count == 5 * reports.count)
        for result in results {
            let scenario = try #require(result["properties"]?["scenario"]?.string)
            let rule = try #require(result["ruleId"]?.string)
            #expect(rule.hasPrefix(scenario + "/"))
            #expect(rules[Int(result["ruleIndex"]?.int64 ?? -1)] == rule)
        }
    }

    @Test func `ids stay short for one scenario, and name the file where two are called the same`() {
        var (first, second) = (ReportSamples.failed(), ReportSamples.failed())
        second.subject.seed = 43
        #expect(SARIFRules([first, second]).all.map(\.identifier) == first.checks.map(\.id))
        first.checks = [first.checks[0]]
        second.checks = first.checks
        second.file = "b.json5"
        #expect(
            SARIFRules([first, second]).all.map(\.identifier) == [
                "the whole language (Scenarios/my first.json5)/expect[0]",
                "the whole language (b.json5)/expect[0]",
            ]
        )
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
