import ReportKit
import SimulationKit

/// The formats reports can be written in.
package enum ReportFormat: String, CaseIterable, Sendable {
    case json
    case junit
    case tap
    case sarif
    case markdown
    case jsonl
    case html
    case har

    /// Whether a report goes behind what the file holds, rather than in its place.
    var isAppended: Bool {
        switch self {
        case .jsonl: true
        case .json, .junit, .tap, .sarif, .markdown, .html, .har: false
        }
    }

    /// Whether a report shows single deliveries, so that some are to be kept for it.
    var showsDeliveries: Bool {
        switch self {
        case .html, .har: true
        case .json, .junit, .tap, .sarif, .markdown, .jsonl: false
        }
    }

    /// A report in this format.
    func bytes(of material: ReportMaterial) -> [UInt8] {
        switch self {
        case .json: RunReportJSON.bytes(of: material.reports)
        case .junit: JUnitReport.bytes(of: material.reports)
        case .tap: TAPReport.bytes(of: material.reports)
        case .sarif: SARIFReport.bytes(of: material.reports)
        case .markdown: MarkdownReport.bytes(of: material.reports)
        case .jsonl: RunHistory.bytes(of: material.reports, time: material.time)
        case .har: HARReport.bytes(of: material.reports)
        case .html: HTMLReport.bytes(of: material.reports)
        }
    }
}

/// What reports are made of.
struct ReportMaterial {
    /// The runs in their order.
    let reports: [RunReport]
    /// When the reports are written.
    let time: Moment
}
