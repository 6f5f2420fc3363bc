import ReportKit
import SimulationKit
import WireKit

/// The reports that a command line asks for: their files are opened before the work and written after it.
struct ReportOutput {
    private let requests: [ReportRequest]
    /// Beside each request; nil for stdout.
    private let files: [ReportFile?]

    /// Opens the files of the reports, before any work is done that they would be the fruit of.
    ///
    /// None may be one of the others that the command reads or records, nor may two be one.
    init(_ requests: [ReportRequest], sparing others: [String]) throws {
        let paths = requests.filter { !$0.goesToStandardOutput }.map(\.path)
        for path in paths where others.contains(where: { FileIdentity.areSame($0, path) }) {
            throw ReportClash(path: path)
        }
        self.requests = requests
        var files: [ReportFile?] = []
        for request in requests {
            files.append(
                request.goesToStandardOutput
                    ? nil : try ReportFile(request.path, appends: request.format.isAppended)
            )
        }
        self.files = files
        for (place, path) in paths.enumerated() {
            if let twin = paths[..<place].first(where: { FileIdentity.areSameFile($0, path) }) {
                throw ReportClash(path: path, twin: twin)
            }
        }
    }

    /// Whether one of them is the result on stdout, which then carries nothing else.
    var writesToStandardOutput: Bool { requests.contains { $0.goesToStandardOutput } }

    /// Writes all of them; one that cannot be written does not cost the others.
    ///
    /// What is wrong with stdout is told at its last flush.
    func write(_ reports: [RunReport], to console: Console) throws {
        let time = Moment(milliseconds: WallClock.milliseconds())
        let material = ReportMaterial(reports: reports, time: time)
        var failure: ReportFileError?
        for (request, file) in zip(requests, files) {
            let bytes = request.format.bytes(of: material)
            guard let file else {
                try? console.write(bytes: bytes)
                continue
            }
            do throws(ReportFileError) {
                try file.write(bytes)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// Shows a report to people: on stdout, or beside a report that goes there on stderr.
    func show(_ report: RunReport, isFirst: Bool, on console: Console) throws {
        let isOnError = writesToStandardOutput
        guard console.settings.verbosity != .quiet || !isOnError else { return }
        let paint = isOnError ? console.settings.errorPaint : console.settings.outputPaint
        let text = RunReportText.text(
            of: report,
            style: paint.isOn ? .colored : .plain,
            columnsMax: (isOnError ? console.errorColumns : console.outputColumns)
                ?? RunReportText.columnsUsual
        )
        if isOnError {
            console.note(text)
        } else {
            try console.write((isFirst ? "" : "\n") + text)
            try console.flush()
        }
    }
}
