import ReportKit
import ScenarioKit

/// The step of a GitHub workflow that this process is, which is told what did not hold without being asked.
struct GitHubStep {
    private let summaryPath: String?
    private let workspace: String?
    private let folder: String?

    /// Most bytes that GitHub takes as the summary of one step, of all processes in it together.
    static let summaryBytesMax = 1_048_576

    /// Nil where this is no such step.
    ///
    /// https://docs.github.com/actions/reference/workflows-and-actions/variables
    init?(_ environment: ProcessEnvironment) {
        guard environment["GITHUB_ACTIONS"] == "true" else { return nil }
        summaryPath = environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
        workspace = environment["GITHUB_WORKSPACE"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        folder = Directory.current
    }

    /// Writes annotations, and appends the summary.
    ///
    /// GitHub reads commands on both streams: where a report has stdout for itself, they go to stderr.
    func tell(_ reports: [RunReport], on console: Console, outputIsTaken: Bool) {
        let lines = GitHubAnnotations.lines(of: reports) { located($0) }
        let text = lines.map { $0 + "\n" }.joined()
        if outputIsTaken {
            if !text.isEmpty { console.failRendered(String(text.dropLast())) }
        } else {
            // What is wrong with stdout is told at its last flush.
            try? console.write(text)
        }
        guard let summaryPath, !reports.isEmpty else { return }
        do throws(ReportFileError) {
            let file = try ReportFile(summaryPath, appends: true)
            let room = Self.summaryBytesMax - file.byteCount - 2
            try file.write(MarkdownReport.bytes(of: reports, bytesMax: max(0, room)))
        } catch {
            console.warn("the summary of this step is missing: \(error.message)")
        }
    }

    /// A path from the root of the repository, where it is below it.
    private func located(_ path: String) -> String {
        guard let workspace, let folder else { return path }
        let whole = FilePath.normal(path.hasPrefix("/") ? path : "\(folder)/\(path)")
        let root = FilePath.normal(workspace)
        return whole.hasPrefix(root + "/") ? String(whole.dropFirst(root.count + 1)) : path
    }
}
