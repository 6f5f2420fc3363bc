import ReportKit

/// Rebuilds or merges reports from run files and JSON reports.
enum ReportCommand {
    static func run(
        _ arguments: ReportArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        let output = try ReportOutput(arguments.common.reports, sparing: arguments.files)
        // All are read before anything is written: a mistake in the last shows at once.
        let reports = try arguments.files.flatMap {
            try read($0, showsDeliveries: arguments.common.showsDeliveries)
        }
        for (place, report) in reports.enumerated() {
            // What is wrong with stdout is told at its last flush: it must not cost the reports.
            try? output.show(report, isFirst: place == 0, on: console)
        }
        GitHubStep(environment)?.tell(reports, on: console, outputIsTaken: output.writesToStandardOutput)
        try output.write(reports, to: console)
        return .worst(of: reports.map { ExitCode(rawValue: $0.exitCode) ?? .invariantBroken })
    }

    private static func read(_ path: String, showsDeliveries: Bool) throws -> [RunReport] {
        let bytes = try InputFile.read(path, bytesMax: RunReportReader.bytesMax) { bytes in
            ReportInput.kind(of: bytes) == .runFile
        }
        switch ReportInput.kind(of: bytes) {
        case .runFile: return [try RecordedReport.read(path, showsDeliveries: showsDeliveries)]
        case .json: return try ReportInput.reports(in: bytes, path: path)
        case .foreign: throw ReportInputError.foreign(path: path)
        }
    }
}
