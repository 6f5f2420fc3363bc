import Testing

@testable import SimulationKit

@Suite struct ScriptTests {
    @Test func `a step that leaves everything to the seed has no script`() {
        #expect(Script<IntegrationPlan>.of(SyncPlan.drawn, overrides: []) == nil)
        #expect(Script<IntegrationPlan>.of(nil as SyncPlan?, overrides: []) == nil)
        #expect(Script<IntegrationPlan>.of(WipePlan.drawn, overrides: []) == nil)
        #expect(Script<IntegrationPlan>.of(overrides: []) == nil)
        #expect(Script<IntegrationPlan>.of(WipePlan(outcome: .succeeds), overrides: [])?.plan?.wipe != nil)
        #expect(Script<IntegrationPlan>.of(SyncPlan.failing, overrides: []) != nil)
        #expect(Script<IntegrationPlan>.of(SyncPlan.drawn, overrides: [EventOverride()]) != nil)
    }

    @Test func `overrides are used up in their order, and those of the next step come with it`() {
        var scripts = Scripts<SyncPlan>()
        let first = [EventOverride(identifier: "a"), EventOverride(identifier: "b")]
        scripts.begin(Script(SyncPlan.failing, overrides: first))
        scripts.remember(Script(nil, overrides: [EventOverride(identifier: "c")]))
        #expect(scripts.plan === SyncPlan.failing)
        let taken = (0..<3).map { _ in scripts.takeOverride()?.identifier }
        #expect(taken == ["a", "b", nil])
        scripts.beginRemembered()
        #expect(scripts.plan == nil)
        #expect(scripts.takeOverride()?.identifier == "c")
        scripts.beginRemembered()
        #expect(scripts.takeOverride() == nil)
    }

    @Test func `a negative lag traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = EventOverride(lagMilliseconds: -1)
        }
    }
}
