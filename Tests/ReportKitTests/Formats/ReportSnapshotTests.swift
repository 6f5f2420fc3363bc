import Glibc
import ReportKit
import SimulationKit
import TestSupport
import Testing

/// Every format of the same few reports, byte for byte: whoever changes one looks at it.
///
/// With `PORTSIM_WRITE_SNAPSHOTS=1` in the environment the files are written anew.
struct ReportSnapshotTests {
    static let formats: [(name: String, bytes: @Sendable ([RunReport]) -> [UInt8])] = [
        ("json", { RunReportJSON.bytes(of: $0) }), ("junit.xml", { JUnitReport.bytes(of: $0) }),
        ("tap", { TAPReport.bytes(of: $0) }), ("sarif", { SARIFReport.bytes(of: $0) }),
        ("md", { MarkdownReport.bytes(of: $0) }),
        ("jsonl", { RunHistory.bytes(of: $0, time: Moment(milliseconds: 1_767_225_600_000)) }),
        ("txt", { Array($0.map { RunReportText.text(of: $0, style: .plain) }.joined(separator: "\n").utf8) }),
        ("github", { Array(GitHubAnnotations.lines(of: $0).map { $0 + "\n" }.joined().utf8) }),
    ]

    @Test(arguments: ReportSamples.all.map(\.name), formats.map(\.name))
    func `a report is as it was looked at`(sample: String, format: String) throws {
        let make = try #require(Self.formats.first { $0.name == format }).bytes
        let bytes = make(ReportSamples.reports(sample))
        let path = Repository.path("Tests/ReportKitTests/Snapshots/\(sample).\(format)")
        if unsafe getenv("PORTSIM_WRITE_SNAPSHOTS") != nil { FileTree.write(bytes, to: path) }
        try #require(FileTree.kind(of: path) == .file, "there is no \(path)")
        #expect(String(decoding: bytes, as: UTF8.self) == FileTree.text(path))
        // Texts are equal that spell a character differently.
        #expect(bytes == FileTree.read(path))
    }
}
