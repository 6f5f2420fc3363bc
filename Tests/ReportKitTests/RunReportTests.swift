import ContractKit
import DeliveryKit
import ReportKit
import SimulationKit
import Testing

struct RunReportTests {
    private func report(eventTypes: [EventType], eventCounts: [Int64]) -> RunReport {
        RunReport(
            command: "run",
            version: "1",
            subject: RunReport.Subject(scenario: "s", profile: "p", seed: 1),
            verdict: .passed,
            exitCode: 0,
            digest: "",
            wallNanoseconds: 0,
            simulatedMilliseconds: 0,
            eventTypes: eventTypes,
            eventCounts: eventCounts,
            tally: tally([(500, 7, .retry), (200, 9, .delivered)]),
            checks: []
        )
    }

    @Test func `events are told in the order of the catalogue, those that never came included`() {
        let report = report(eventTypes: [.costBasisStarted, .integrationCreated], eventCounts: [5, 6, 7])
        #expect(
            report.events == [
                .init(type: .costBasisStarted, count: 0), .init(type: .integrationCreated, count: 5),
            ]
        )
        #expect(report.eventsTotal == 5)
    }

    @Test func `the tally's figures are taken over`() {
        let report = report(eventTypes: [], eventCounts: [])
        #expect(report.deliveries == DeliveryCounts(total: 1, delivered: 1))
        #expect(report.attemptCount == 2)
        #expect(report.retryCount == 1)
        #expect(report.ack?.maxMicroseconds == 9)
    }
}
