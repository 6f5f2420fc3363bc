import DeliveryKit
import Testing

@Suite struct EngineStopTests {
    @Test func `the first reason stands`() {
        let stop = EngineStop()
        #expect(stop.reason == nil)
        stop.request(.signal(2))
        stop.request(.timeIsUp)
        #expect(stop.reason == .signal(2))
    }
}
