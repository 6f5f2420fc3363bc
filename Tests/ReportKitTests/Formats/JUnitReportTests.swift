import ContractKit
import JSONKit
import ReportKit
import Testing

@testable import ReportKit

struct JUnitReportTests {
    @Test func `reports are valid by the schema that servers use`() throws {
        let reports = ReportSamples.all.map(\.reports) + (0..<60).map { ReportSamples.drawn(seed: $0) }
        #expect(try ForeignReader.problems(junit: reports.map { JUnitReport.bytes(of: $0) }) == "")
    }

    @Test func `the schema refuses what is none`() throws {
        let text = String(decoding: JUnitReport.bytes(of: [.passing()]), as: UTF8.self)
        let bad = text.replacing("testcase name", with: "testcase nam")
        #expect(try ForeignReader.problems(junit: [Array(bad.utf8)]).contains("nam"))
    }

    @Test func `another implementation reads every text back`() throws {
        let reports = ReportSamples.all.map(\.reports) + (0..<60).map { ReportSamples.drawn(seed: $0) }
        let documents = try ForeignReader.suites(junit: reports.map { JUnitReport.bytes(of: $0) })
        try #require(documents.count == reports.count)
        for (document, reports) in zip(documents, reports) {
            let expected = reports.map { report in
                JSONValue.array([
                    .string(written(report.subject.scenario)), .array(report.cases.map { expectation($0) }),
                ])
            }
            #expect(document == .array(expected))
        }
    }

    @Test func `the whole message is in the text, and no message is without a bound`() throws {
        var report = RunReport.passing()
        report.verdict = .failed
        report.checks[0].verdict = .fail
        report.checks[0].message = "first\n" + String(repeating: "é", count: 100_000)
        let one = String(decoding: JUnitReport.bytes(of: [report]), as: UTF8.self)
        #expect(one.utf8.count < 3 * ReportText.messageBytesMax)
        #expect(one.contains("bytes left out]</failure>"))
        report.checks = Array(repeating: report.checks[0], count: 400)
        let many = JUnitReport.bytes(of: [report])
        #expect(many.count > JUnitReport.messagesBytesMax)
        #expect(many.count < JUnitReport.messagesBytesMax + 400 * 2_048 + JUnitReport.outputBytesMax)
        #expect(try ForeignReader.problems(junit: [many]) == "")
    }

    @Test func `counts are those of the cases`() {
        let text = String(decoding: JUnitReport.bytes(of: [ReportSamples.failed()]), as: UTF8.self)
        #expect(text.contains(#"<testsuites name="portsim" tests="8" failures="2" errors="0""#))
        #expect(text.contains(#"tests="8" failures="2" errors="0" skipped="4""#))
        let aborted = String(decoding: JUnitReport.bytes(of: [ReportSamples.aborted()]), as: UTF8.self)
        #expect(aborted.contains(#"tests="2" failures="0" errors="1""#))
    }

    /// What XML can say of a text.
    private func written(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(XMLWriter.isWritable(scalar) ? scalar : "\u{FFFD}")
        }
        return String(result)
    }

    private func expectation(_ one: ReportCase) -> JSONValue {
        let name = JSONValue.string(written("\(one.name) (\(one.id))"))
        let message = written(one.summary)
        let text = JSONValue.string(written(one.text))
        return switch one.outcome {
        case .passed: .array([name, "", "", ""])
        case .failed: .array([name, "failure", .string(message), text])
        case .undecided: .array([name, "error", .string(message), text])
        case .skipped: .array([name, "skipped", .string(message), text])
        case .warned: .array([name, "skipped", .string("decides nothing: \(message)"), text])
        }
    }
}

struct XMLWriterTests {
    @Test func `what XML 1.0 has no way to write is replaced`() {
        for value in UInt32(0)..<0x20 {
            let isBlank = value == 0x9 || value == 0xA || value == 0xD
            #expect(XMLWriter.isWritable(Unicode.Scalar(value) ?? " ") == isBlank)
        }
        #expect(!XMLWriter.isWritable("\u{FFFE}") && !XMLWriter.isWritable("\u{FFFF}"))
        #expect(XMLWriter.isWritable("\u{FFFD}") && XMLWriter.isWritable("\u{10FFFF}"))
    }

    @Test func `marks, breaks and tabs survive in texts and in attributes`() {
        var writer = XMLWriter()
        writer.element("a", ["b": "<&>\"'\t\n\r"], text: "<&>\"'\t\n\r]]>")
        let text = String(decoding: writer.finish(), as: UTF8.self)
        #expect(
            text.hasSuffix(
                "<a b=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13;\">&lt;&amp;&gt;\"'\t\n&#13;]]&gt;</a>\n"
            )
        )
    }

    @Test func `an element that is not closed is a mistake of the program`() async {
        await #expect(processExitsWith: .failure) {
            var writer = XMLWriter()
            writer.begin("a")
            _ = writer.finish()
        }
    }
}
