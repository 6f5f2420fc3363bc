import ContractKit
import JSONKit
import ReportKit
import SimulationKit
import Testing

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
