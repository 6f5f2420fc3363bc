import JSONKit
package import SimulationKit

/// The report for statistics over time: a line of JSON for each run, appended to a file that grows.
///
/// A line is the JSON report without white space and with `time`, when it was written.
package enum RunHistory {
    /// The lines of the reports of one command, each with its line break.
    package static func bytes(of reports: [RunReport], time: Moment) -> [UInt8] {
        var bytes: [UInt8] = []
        for report in reports {
            var writer = JSONWriter()
            RunReportJSON.append(report, time: time, to: &writer)
            bytes += writer.finish()
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
