import ContractKit
import JSONKit

/// A matrix of contract checks as JSON, written for the page's script alone.
struct MatrixPageData {
    private let matrix: CheckMatrix
    /// What is left of the room for all that cells tell.
    private var room: Int

    /// The matrix of some reports, in roughly so many bytes: requests and answers beyond them are left out.
    static func bytes(of reports: [RunReport], bytesMax: Int) -> [UInt8] {
        var data = MatrixPageData(matrix: CheckMatrix(reports), room: bytesMax)
        return data.bytes()
    }

    /// Most bytes of a name or of another text of one line.
    private static let lineBytesMax = 1_024
    /// Most bytes of what one cell tells.
    private static let messageBytesMax = 16_384
    /// Most bytes of what a cell tells that there is no room for.
    private static let shortBytesMax = 200
    /// Most lines of a consumer's stderr.
    private static let consumerLinesMax = 20
    /// Bytes that a cell takes without its texts.
    private static let cellBytes = 200

    private mutating func bytes() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("columns")
        writer.beginArray()
        for report in matrix.columns { append(report, to: &writer) }
        writer.endArray()
        writer.member("omittedColumns", Int64(matrix.omittedColumnCount))
        writer.key("families")
        writer.beginArray()
        for family in matrix.families { append(family, to: &writer) }
        writer.endArray()
        writer.member("omittedRows", Int64(matrix.omittedRowCount))
        writer.endObject()
        return writer.finish()
    }

    private mutating func append(_ report: RunReport, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("target", Self.line(report.subject.scenario))
        writer.member("profile", Self.line(report.subject.profile))
        // A number of 64 bits is more than the numbers of scripts hold.
        writer.member("seed", String(report.subject.seed))
        writer.member("version", Self.line(report.version))
        writer.member("verdict", report.verdict.rawValue)
        writer.member("explanation", Self.line(report.explanation ?? ""))
        writer.member("exitCode", Int64(report.exitCode))
        writer.member("digest", Self.line(report.digest))
        writer.member("wall", report.wallNanoseconds / 1_000_000)
        writer.member("requests", report.attemptCount)
        writer.member("accepted", report.deliveries.delivered)
        writer.member("reproduction", Self.line(report.reproduction?.text ?? ""))
        writer.key("ack")
        if let ack = report.ack {
            writer.integers([
                ack.p50Microseconds, ack.p95Microseconds, ack.p99Microseconds, ack.maxMicroseconds,
            ])
        } else {
            writer.null()
        }
        writer.key("counts")
        writer.beginObject()
        for verdict in FindingVerdict.allCases {
            writer.member(verdict.rawValue, Int64(report.checks.count { $0.verdict == verdict }))
        }
        writer.endObject()
        writer.key("stderr")
        let lines = (report.consumerLines ?? []).suffix(Self.consumerLinesMax).map(Self.line)
        room -= lines.reduce(0) { $0 + Self.cost(of: $1) }
        writer.strings(lines)
        writer.endObject()
    }

    private mutating func append(_ family: CheckMatrix.Family, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("title", family.title)
        writer.key("rows")
        writer.beginArray()
        for row in family.rows {
            writer.beginObject()
            writer.member("id", Self.line(row.id))
            writer.member("name", Self.line(row.name))
            writer.member("severity", row.severity.rawValue)
            writer.key("cells")
            writer.beginArray()
            for finding in row.findings {
                if let finding { append(finding, to: &writer) } else { writer.null() }
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private mutating func append(_ finding: Finding, to writer: inout JSONWriter) {
        let evidence = finding.evidence
        let items = evidence.items.map(\.text)
        var message = ReportText.clipped(finding.message, bytesMax: Self.messageBytesMax)
        let need = Self.cellBytes + items.reduce(Self.cost(of: message)) { $0 + Self.cost(of: $1) }
        let isShort = need > room
        if isShort {
            let summary = ReportText.clipped(finding.summary, bytesMax: Self.shortBytesMax)
            message = Self.cost(of: summary) > 2 * Self.shortBytesMax ? "…" : summary
        }
        room -= isShort ? Self.cellBytes + Self.cost(of: message) : need
        let text = CheckText(message)
        writer.beginObject()
        writer.member("verdict", finding.verdict.rawValue)
        writer.member("severity", finding.severity.rawValue)
        if let answer = evidence.answer {
            writer.key("status")
            if let status = answer.status { writer.integer(status) } else { writer.null() }
            writer.member("took", answer.tookMicroseconds)
        }
        writer.key("told")
        writer.strings(text.told.filter { !items.contains($0) })
        if isShort {
            writer.key("short")
            writer.bool(true)
        } else {
            append(text, items, evidence, to: &writer)
        }
        writer.endObject()
    }

    private func append(
        _ text: CheckText,
        _ items: [String],
        _ evidence: FindingEvidence,
        to writer: inout JSONWriter
    ) {
        let lists = [
            ("hints", text.hints), ("request", text.request), ("answer", text.answer),
            ("items", items.map(Self.line)),
        ]
        for (key, lines) in lists where !lines.isEmpty {
            writer.key(key)
            writer.strings(lines)
        }
        let texts = [
            ("rule", text.rule), ("canary", text.canary), ("again", text.again), ("byHand", text.byHand),
            ("more", text.more),
            ("expected", evidence.expected.map(Self.line)), ("actual", evidence.actual.map(Self.line)),
        ]
        for case (let key, let value?) in texts { writer.member(key, value) }
        if evidence.omittedCount > 0 { writer.member("omitted", evidence.omittedCount) }
    }

    /// Bytes that a text takes in the page: what could end it early stands there by its number.
    private static func cost(of text: String) -> Int {
        text.utf8.reduce(4) { $0 + ($1 < 0x20 || "<>&".utf8.contains($1) ? 6 : 1) }
    }

    private static func line(_ text: String) -> String {
        ReportText.clipped(text, bytesMax: lineBytesMax)
    }
}
