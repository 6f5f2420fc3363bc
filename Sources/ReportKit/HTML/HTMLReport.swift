import ContractKit
import WireKit

/// The report as one page that opens from a file: nothing in it is fetched, and nothing of it goes anywhere.
///
/// Style and script stand in it, named by their hashes in its policy, so that nothing else can run; the runs are
/// JSON in an element that is never run. Without scripts the page still tells verdicts and how to run it again.
package enum HTMLReport {
    /// Most bytes that the deliveries of one page take, roughly: bodies beyond them are left out, then deliveries.
    package static let dataBytesMax = 1_850_000

    /// The page of one or several runs.
    package static func bytes(of reports: [RunReport]) -> [UInt8] {
        let style = PageAsset.style.bytes
        let script = PageAsset.script.bytes
        var page: [UInt8] = []
        page += head(title: title(of: reports), style: style, script: script).utf8
        page += "<style>".utf8
        page += style
        page += "</style>\n</head>\n<body>\n<div id=\"page\"></div>\n<noscript>\n".utf8
        for report in reports { page += summary(of: report).utf8 }
        page += "</noscript>\n<script type=\"application/json\" id=\"data\">".utf8
        page += MarkupText.script(json: RunPageData.bytes(of: reports, bytesMax: dataBytesMax))
        page += "</script>\n<script type=\"module\">".utf8
        page += script
        page += "</script>\n</body>\n</html>\n".utf8
        return page
    }

    private static func head(title: String, style: [UInt8], script: [UInt8]) -> String {
        let policy = [
            "default-src 'none'", "style-src \(source(style))", "script-src \(source(script))",
            "base-uri 'none'", "form-action 'none'",
        ]
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy.joined(separator: "; "))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(MarkupText.escaped(title))</title>

            """
    }

    private static func source(_ bytes: [UInt8]) -> String {
        "'sha256-\(String(decoding: Encoded.base64(SHA256.digest(of: bytes).bytes), as: UTF8.self))'"
    }

    private static func title(of reports: [RunReport]) -> String {
        if reports.count == 1 {
            return "\(reports[0].verdict.rawValue): \(reports[0].subject.scenario) · portsim"
        }
        let passedCount = reports.count { $0.verdict == .passed }
        return "\(passedCount) of \(reports.count) runs passed · portsim"
    }

    /// What a reader without scripts gets.
    private static func summary(of report: RunReport) -> String {
        let facts = [
            ("verdict", report.verdict.rawValue), ("seed", String(report.subject.seed)),
            ("digest", report.digest),
            ("run it again", report.reproduction?.text ?? ""),
            ("checks", report.isVerification ? report.verdictCounts : ""),
        ]
        let lines = facts.filter { !$0.1.isEmpty }.map { "<p>\($0.0): \(MarkupText.escaped($0.1))</p>\n" }
        return "<h1>\(MarkupText.escaped(report.subject.scenario))</h1>\n\(lines.joined())"
    }
}
