import JSONKit
import ReportKit

/// Why a file cannot be reported on.
enum ReportInputError: Error, Equatable {
    /// It is neither a run file nor a JSON report.
    case foreign(path: String)
    /// It is a JSON report with something wrong in it: the problem with its place, as it is shown.
    case invalid(text: String)

    /// What is wrong, for people.
    var message: String {
        switch self {
        case .foreign(let path):
            "\(Printable.quoted(path)) is neither a run file nor a JSON report of portsim"
        case .invalid(let text): text
        }
    }
}

/// A file that `report` is given.
enum ReportInput {
    /// What the first bytes say of it.
    enum Kind: Equatable {
        case runFile
        case json
        case foreign
    }

    /// The first bytes of every SQLite database (sqlite.org/fileformat.html, 1.3).
    private static let databaseMark = Array("SQLite format 3\0".utf8)

    /// Whether a file begins as a run file does; looks at no more than that.
    static func isRunFile(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: databaseMark) }

    /// Recognises a file by its first bytes.
    static func kind(of bytes: some Collection<UInt8>) -> Kind {
        if isRunFile(bytes) { return .runFile }
        let blanks = Array(" \t\r\n".utf8)
        return bytes.first { !blanks.contains($0) } == UInt8(ascii: "{") ? .json : .foreign
    }

    /// The runs of a JSON report, or of a history with one in each line; none where it lists none.
    ///
    /// Where a report does not say which file it is about, that is the report: what is shown has a place.
    static func reports(in bytes: [UInt8], path: String) throws(ReportInputError) -> [RunReport] {
        try runs(in: bytes, path: path).map { run in
            var report = run
            report.file = run.file ?? path
            return report
        }
    }

    private static func runs(in bytes: [UInt8], path: String) throws(ReportInputError) -> [RunReport] {
        guard path.hasSuffix(".jsonl") else { return try read(bytes, path: path, firstLine: 1) }
        var reports: [RunReport] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() where !line.isEmpty {
            reports += try read(Array(line), path: path, firstLine: place + 1)
        }
        return reports
    }

    private static func read(
        _ bytes: [UInt8],
        path: String,
        firstLine: Int
    ) throws(ReportInputError) -> [RunReport] {
        do throws(Diagnostic) {
            return try RunReportReader.read(bytes)
        } catch {
            let name = firstLine == 1 ? path : "\(path), line \(firstLine)"
            throw .invalid(text: error.render(in: SourceText(name: name, bytes: bytes)))
        }
    }
}
