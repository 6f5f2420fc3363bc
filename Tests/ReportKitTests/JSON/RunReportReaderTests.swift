import ContractKit
import JSONKit
import SimulationKit
import Testing

@testable import ReportKit

struct RunReportReaderTests {
    @Test(arguments: ReportSamples.all.map(\.name))
    func `a report is read as it was written`(sample: String) throws {
        let reports = ReportSamples.reports(sample)
        let bytes = RunReportJSON.bytes(of: reports)
        #expect(RunReportJSON.bytes(of: try RunReportReader.read(bytes)) == bytes)
        for report in reports {
            let line = RunHistory.bytes(of: [report], time: Moment(milliseconds: 0))
            let again = try RunReportReader.read(line)
            #expect(RunReportJSON.bytes(of: again) == RunReportJSON.bytes(of: [report]))
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func `random texts survive`(seed: UInt64) throws {
        let reports = ReportSamples.drawn(seed: seed)
        let bytes = RunReportJSON.bytes(of: reports)
        let again = try RunReportReader.read(bytes)
        #expect(again.map(\.checks) == reports.map(\.checks))
        #expect(again.map(\.places) == reports.map(\.places))
        #expect(RunReportJSON.bytes(of: again) == bytes)
    }

    @Test func `each key that every report has is missed by its name`() throws {
        let optional: Set = [
            "file", "explanation", "strict", "resumed", "retries", "resent", "cancelled", "pending",
            "consumerStderr", "faults", "reproduction", "origin", "evidence", "place", "expected", "actual",
            "omitted",
            "text", "attempt",
        ]
        let root = try JSONReader.read(RunReportJSON.bytes(of: [ReportSamples.failed()]), dialect: .json)
            .value
        var missed: [String] = []
        for key in root.object?.keys ?? [] where !optional.contains(key) {
            var object = try #require(root.object)
            object[key] = nil
            let error = #expect(throws: Diagnostic.self) {
                try RunReportReader.read(JSONWriter.bytes(of: .object(object)))
            }
            let words = key == "portsim" ? "this is no report of portsim" : "'\(key)' is missing"
            #expect(error?.message.hasPrefix(words) == true)
            missed.append(key)
        }
        #expect(missed.count == 16)
    }

    @Test(
        arguments: [
            ("[]", "this is no report of portsim"), ("{}", "this is no report of portsim"),
            (#"{"portsim": 2}"#, "this is of a newer format, 2"), (#"{"portsim": "x"}"#, "the version"),
            (#"{"portsim": 1, "command": "diff"}"#, "this compares two runs"),
            (#"{"portsim": 1, "runs": {}}"#, "'runs' is a list"),
            (#"{"portsim": 1, "runs": [{}]}"#, "'portsim' is missing"),
            (#"{"portsim": 1, "runs": [{"portsim": 9}]}"#, "this is of a newer format, 9"),
            (#"{"portsim": 1, "command": 5}"#, "'command' is a text"),
        ]
    )
    func `what is no report is told at its place`(text: String, words: String) {
        let error = #expect(throws: Diagnostic.self) { try RunReportReader.read(Array(text.utf8)) }
        #expect(error?.message.hasPrefix(words) == true, "\(error?.message ?? "")")
    }

    @Test(
        arguments: [
            ("attempts", "a whole number"), ("total", "a whole number"), ("delivered", "a whole number"),
            ("retries", "a whole number"), ("resent", "a whole number"), ("injected", "a whole number"),
            ("integration.created", "a whole number"), ("omitted", "a whole number"),
            ("line", "a whole number"), ("wallSeconds", "a number"), ("simulatedSeconds", "a number"),
            ("maxMilliseconds", "a number"), ("p50Milliseconds", "a number"),
        ]
    )
    func `a number that nothing can be made of is told by its key`(key: String, words: String) throws {
        let text = String(decoding: RunReportJSON.bytes(of: [ReportSamples.failed()]), as: UTF8.self)
        let mark = "\"\(key)\": "
        let start = try #require(text.ranges(of: mark).last).upperBound
        let end = try #require(text[start...].firstIndex { !"0123456789.".contains($0) })
        for number in ["281474976710657", "9223372036854775807", "-1", "1e300"] {
            let bad = text[..<start] + number + text[end...]
            let error = #expect(throws: Diagnostic.self) { try RunReportReader.read(Array(bad.utf8)) }
            #expect(error?.message.hasPrefix("'\(key)' is \(words) from 0 to ") == true, "\(bad)")
        }
    }

    @Test func `the largest numbers make every report`() throws {
        var text = String(decoding: RunReportJSON.bytes(of: [ReportSamples.failed()]), as: UTF8.self)
        let largest = "281474976710656"
        for key in ["attempts", "total", "delivered", "retries", "injected", "integration.created"] {
            text = text.replacing(try Regex("\"\(key)\": [0-9]+"), with: "\"\(key)\": \(largest)")
        }
        for key in ["simulatedSeconds", "p50Milliseconds", "p95Milliseconds", "maxMilliseconds"] {
            text = text.replacing(try Regex("\"\(key)\": [0-9.]+"), with: "\"\(key)\": \(largest)")
        }
        text = text.replacing(/"wallSeconds": [0-9.]+/, with: "\"wallSeconds\": 281474976")
        let report = try #require(try RunReportReader.read(Array(text.utf8)).first)
        #expect(report.attemptCount == RunReportReader.numberMax)
        // As many of them as make their sums too large.
        let reports = Array(repeating: report, count: 40_000)
        #expect(RunReportText.text(of: report, style: .plain).contains("281,474,976,710,656"))
        #expect(!HARReport.bytes(of: Array(reports.prefix(2))).isEmpty)
        #expect(!HTMLReport.bytes(of: Array(reports.prefix(2))).isEmpty)
        #expect(!MarkdownReport.bytes(of: Array(reports.prefix(2))).isEmpty)
        #expect(!JUnitReport.bytes(of: Array(reports.prefix(64))).isEmpty)
        #expect(ReportText.sum(reports.map(\.attemptCount)) == .max)
    }

    @Test(
        arguments: [
            (#""verdict": "failed""#, #""verdict": "faild""#, "failed"),
            (#""severity": "must""#, #""severity": "mus""#, "must"),
        ]
    )
    func `a word that is not known comes with the nearest`(good: String, bad: String, suggestion: String) {
        let text = String(decoding: RunReportJSON.bytes(of: [ReportSamples.failed()]), as: UTF8.self)
        let error = #expect(throws: Diagnostic.self) {
            try RunReportReader.read(Array(text.replacing(good, with: bad, maxReplacements: 1).utf8))
        }
        #expect(error?.suggestion == suggestion)
    }
}
