import JSONKit
import ReportKit
import SimulationKit
import Testing

struct RunHistoryTests {
    @Test(arguments: UInt64(0)..<100)
    func `each run is one line of JSON with the time`(seed: UInt64) throws {
        let reports = ReportSamples.drawn(seed: seed)
        let bytes = RunHistory.bytes(of: reports, time: Moment(milliseconds: 1_767_225_600_123))
        #expect(bytes.last == UInt8(ascii: "\n"))
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        try #require(lines.count == reports.count)
        for (line, report) in zip(lines, reports) {
            let value = try JSONReader.read(Array(line), dialect: .json).value
            #expect(value["time"]?.string == "2026-01-01T00:00:00.123Z")
            #expect(value["scenario"] == .string(report.subject.scenario))
        }
    }
}
