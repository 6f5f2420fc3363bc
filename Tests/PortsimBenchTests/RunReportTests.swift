import Testing

@testable import portsim_bench

@Suite struct RunReportTests {
    private func json(verdict: String = "passed", total: Int = 300, delivered: Int = 300) -> [UInt8] {
        let deliveries = #"{"total": \#(total), "delivered": \#(delivered), "failed": 0, "pending": 0}"#
        let text =
            #"{"portsim": 1, "verdict": "\#(verdict)", "wallSeconds": 1.5, "deliveries": \#(deliveries)}"#
        return Array(text.utf8)
    }

    @Test func `the rate is what was delivered by the time it took`() throws {
        let report = try RunReport(json: json(), deliveriesMin: 300)
        #expect(report.deliveriesPerSecond == 200)
    }

    @Test func `a run that did not deliver everything is no figure`() {
        #expect(throws: BenchError.self) { try RunReport(json: json(verdict: "failed"), deliveriesMin: 0) }
        #expect(throws: BenchError.self) { try RunReport(json: json(delivered: 299), deliveriesMin: 0) }
    }

    @Test func `a run that delivered too little is no figure`() {
        let reason = "300 deliveries, expected 301 or more"
        #expect(throws: BenchError.unusable(name: "the report of portsim run", reason: reason)) {
            try RunReport(json: json(), deliveriesMin: 301)
        }
    }

    @Test(arguments: ["", "{}", "[1", #"{"verdict": "passed", "wallSeconds": 0}"#])
    func `a text that is no report is refused`(text: String) {
        #expect(throws: BenchError.self) { try RunReport(json: Array(text.utf8), deliveriesMin: 0) }
    }
}
