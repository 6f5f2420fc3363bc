import Testing

@testable import SimulationKit

@Suite struct EventTests {
    /// 004 with its ten events, by category.
    @Test func `the ten event types have the names of the documents`() {
        #expect(
            EventType.portfolio.map(\.name) == [
                "integration.created", "integration.updated", "integration.deleted",
                "integration.failed", "transfer_detection.started", "transfer_detection.completed",
                "transfer_detection.failed", "costbasis.started", "costbasis.completed",
                "costbasis.failed",
            ]
        )
        for (place, type) in EventType.allCases.enumerated() {
            #expect(EventType(name: type.name) == type)
            #expect(Int(type.rawValue) == place)
            #expect(!type.summary.isEmpty)
        }
        #expect(EventType(name: "integration.synced") == nil)
        #expect(EventType(name: "Integration.Created") == nil)
    }

    @Test func `stages and statuses name their event type`() {
        for stage in RecalculationStage.allCases {
            for status in JobStatus.allCases {
                let category = stage == .transferDetection ? "transfer_detection" : "costbasis"
                #expect(stage.eventType(status).name == "\(category).\(status.word)")
            }
        }
        #expect(RecalculationStage.transferDetection.action == "DETECT_TRANSFER")
        #expect(RecalculationStage.costBasis.action == "ACCOUNT_MANAGER")
    }
}
