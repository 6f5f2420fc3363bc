import ContractKit
import Testing

@testable import ReportKit

struct MarkdownReportTests {
    private func lines(_ reports: [RunReport], bytesMax: Int = MarkdownReport.bytesMax) -> [Substring] {
        // As a reader sees it for whom nothing combines with a mark.
        let bytes = MarkdownReport.bytes(of: reports, bytesMax: bytesMax)
        return String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test(arguments: UInt64(0)..<200)
    func `no text of a report makes headings, rows, fences or elements`(seed: UInt64) {
        let reports = ReportSamples.drawn(seed: seed)
        var fence: Substring?
        var headings = 0
        for line in lines(reports) {
            if let open = fence {
                if line == open { fence = nil }
                continue
            }
            if line.hasPrefix("```") {
                fence = line.prefix { $0 == "`" }
                continue
            }
            if line.hasPrefix("#") { headings += 1 }
            if line.hasPrefix("|") {
                let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
                #expect([3, 4, 5, 7].contains(bars), "\(line)")
            }
            // Between backticks nothing is an element; one behind a backslash begins nothing.
            let text = line.replacing(/\\.|(`+).*?\1/, with: "").replacing(/<\/?code>/, with: "")
            for element in text.matches(of: /<.*?>/) {
                #expect(
                    ["<details>", "</details>", "<summary>", "</summary>"].contains(element.0),
                    "\(line)"
                )
            }
        }
        #expect(fence == nil)
        let failing = reports.count {
            $0.cases.contains { $0.outcome == .failed || $0.outcome == .undecided }
        }
        #expect(headings == reports.count + failing + (reports.count > 1 ? 1 : 0))
    }

    @Test(
        arguments: [
            ("- a", "\\- a"), ("a - b", "a - b"), ("1. a", "1\\. a"), ("1.5", "1\\.5"),
            ("@me", "@\u{200B}me"), ("a#1", "a\\#\u{200B}1"),
            ("a\r\nb", "a b"), ("<b>|`_*", "&lt;b&gt;\\|\\`\\_\\*"),
        ]
    )
    func `marks are escaped where they would mean something`(text: String, escaped: String) {
        #expect(MarkdownText.escaped(text) == escaped)
    }

    @Test func `code has fences that its text does not end`() {
        #expect(MarkdownText.code("a") == "`a`")
        #expect(MarkdownText.code("`") == "`` ` ``")
        #expect(MarkdownText.code("a|b") == "<code>a\\|b</code>")
        #expect(MarkdownText.block(["````"]) == "`````\n````\n`````")
    }

    @Test func `what does not fit is left out by whole parts, and the end says so`() {
        let reports = (0..<200).map { _ in ReportSamples.failed() }
        let whole = MarkdownReport.bytes(of: reports)
        for bytesMax in [0, 10, 60, 500, 5_000, 50_000, whole.count - 1] {
            let bytes = MarkdownReport.bytes(of: reports, bytesMax: bytesMax)
            #expect(bytes.count <= bytesMax)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(bytesMax < 60 || text.hasSuffix("did not fit and were left out._\n"))
            #expect(text.matches(of: /\n```/).count.isMultiple(of: 2))
        }
        #expect(MarkdownReport.bytes(of: reports, bytesMax: whole.count) == whole)
    }
}
