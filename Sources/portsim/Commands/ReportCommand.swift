import ReportKit

/// Rebuilds or merges reports from run files and JSON reports.
enum ReportCommand {
    static func run(
        _ arguments: ReportArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        let output = try ReportOutput(arguments.common.reports, sparing: arguments.files)
        var reports: [RunReport] = []
        var emptyPaths: [String] = []
        // All are read before anything is written: a mistake in the last shows at once.
        for path in arguments.files {
            let found = try read(path, arguments.common)
            if found.isEmpty { emptyPaths.append(path) }
            reports += found
        }
        var codes = reports.map { ExitCode(rawValue: $0.exitCode) ?? .invariantBroken }
        for path in emptyPaths {
            // Nothing is green by absence.
            console.warn("\(Printable.quoted(path)) has no run in it, so that nothing was judged")
            codes.append(.inconclusive)
        }
        for (place, report) in reports.enumerated() {
            // What is wrong with stdout is told at its last flush: it must not cost the reports.
            try? output.show(report, isFirst: place == 0, on: console)
        }
        GitHubStep(environment)?.tell(reports, on: console, outputIsTaken: output.writesToStandardOutput)
        try output.write(reports, to: console)
        return .worst(of: codes)
    }

    private static func read(_ path: String, _ common: CommonArguments) throws -> [RunReport] {
        let bytes = try InputFile.read(path, bytesMax: RunReportReader.bytesMax) { bytes in
            ReportInput.isRunFile(bytes)
        }
        switch ReportInput.kind(of: bytes) {
        case .runFile: return [try RecordedReport.read(path, common)]
        case .json:
            let reports = try ReportInput.reports(in: bytes, path: path)
            return common.isStrict ? reports.map(\.strict) : reports
        case .foreign: throw ReportInputError.foreign(path: path)
        }
    }
}
