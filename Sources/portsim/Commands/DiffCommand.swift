import DeliveryKit
import ReportKit

/// Compares two runs of one scenario, delivery by delivery.
enum DiffCommand {
    static func run(_ arguments: DiffArguments, _ console: Console) throws -> ExitCode {
        let requests = arguments.common.reports
        let paths = requests.filter { !$0.goesToStandardOutput }.map(\.path)
        for path in paths
        where [arguments.first, arguments.second].contains(where: { FileIdentity.areSame($0, path) }) {
            throw ReportClash(path: path)
        }
        let first = try RecordedRun(path: arguments.first)
        defer { first.close() }
        // The same file twice would lock itself out.
        let isOneFile = FileIdentity.areSame(arguments.first, arguments.second)
        let second = isOneFile ? first : try RecordedRun(path: arguments.second)
        defer { if !isOneFile { second.close() } }
        let comparison = try RunComparison(first, second)
        let files = try paths.map { try ReportFile($0) }
        let names = [first, second].map { RunNotes($0.identity.notes).endpoints.map(\.name) }
        let webhookNames = names[0].count >= names[1].count ? names[0] : names[1]
        var json = DifferenceReportJSON(identity: first.identity, webhookNames: webhookNames)
        let isJSONResult = requests.contains { $0.goesToStandardOutput }
        let showsLines = !isJSONResult && console.settings.verbosity != .quiet
        var failure: (any Error)?
        let counts = try comparison.run { difference in
            json.add(difference)
            guard showsLines, failure == nil else { return }
            let line = DifferenceText.line(of: difference, webhookNames: webhookNames)
            // What is wrong with stdout is told at its last flush: it must not cost the reports.
            do { try console.write(line + "\n") } catch { failure = error }
        }
        let code = counts.isEqual ? ExitCode.success : .checksFailed
        let bytes = json.bytes(counts: counts, version: Version.number, exitCode: code.rawValue)
        for file in files { try file.write(bytes) }
        if isJSONResult {
            try console.write(bytes: bytes)
            console.note(DifferenceText.summary(of: counts))
        } else {
            try console.write(DifferenceText.summary(of: counts) + "\n")
        }
        return code
    }
}
