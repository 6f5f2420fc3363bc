import Testing

@testable import SimulationKit

/// The table of `semantics.md` 2, written without a look at the machine.
@Suite struct IntegrationMachineTests {
    private struct Row {
        let state: IntegrationMachine.State
        let input: IntegrationMachine.Input
        let next: IntegrationMachine.State
        let effect: IntegrationMachine.Effect
    }

    /// What is allowed while no further sync is remembered.
    private static let plain = [
        Row(state: .idle, input: .resyncRequested, next: .queued, effect: .enqueue),
        Row(state: .idle, input: .settingsChanged, next: .idle, effect: .announceSettings),
        Row(state: .idle, input: .removalRequested, next: .removed, effect: .remove),
        Row(state: .queued, input: .resyncRequested, next: .queued, effect: .remember),
        Row(state: .queued, input: .syncStarted, next: .ongoing, effect: .begin),
        Row(state: .queued, input: .settingsChanged, next: .queued, effect: .announceSettings),
        Row(state: .queued, input: .removalRequested, next: .removed, effect: .cancelAndRemove),
        Row(state: .ongoing, input: .resyncRequested, next: .ongoing, effect: .remember),
        Row(state: .ongoing, input: .syncSucceeded, next: .completed, effect: .complete),
        Row(state: .ongoing, input: .syncFailed, next: .failed, effect: .fail),
        Row(state: .ongoing, input: .settingsChanged, next: .ongoing, effect: .announceSettings),
        Row(state: .ongoing, input: .removalRequested, next: .removed, effect: .cancelAndRemove),
        Row(state: .completed, input: .resyncRequested, next: .queued, effect: .enqueue),
        Row(state: .completed, input: .settingsChanged, next: .completed, effect: .announceSettings),
        Row(state: .completed, input: .removalRequested, next: .removed, effect: .remove),
        Row(state: .failed, input: .resyncRequested, next: .queued, effect: .enqueue),
        Row(state: .failed, input: .settingsChanged, next: .failed, effect: .announceSettings),
        Row(state: .failed, input: .removalRequested, next: .removed, effect: .remove),
    ]

    /// Where the end of a sync differs because another was asked for meanwhile.
    private static let remembered = [
        Row(state: .ongoing, input: .syncSucceeded, next: .queued, effect: .completeAndEnqueue),
        Row(state: .ongoing, input: .syncFailed, next: .queued, effect: .failAndEnqueue),
    ]

    private static func row(
        _ state: IntegrationMachine.State,
        _ input: IntegrationMachine.Input,
        isResyncRemembered: Bool
    ) -> Row? {
        let special = isResyncRemembered ? remembered : []
        return (special + plain).first { $0.state == state && $0.input == input }
    }

    @Test(arguments: IntegrationMachine.State.allCases, [false, true])
    func `every input in every state does what the table says`(
        state: IntegrationMachine.State,
        isResyncRemembered: Bool
    ) throws {
        for input in IntegrationMachine.Input.allCases {
            let before = IntegrationMachine(state: state, isResyncRemembered: isResyncRemembered)
            var machine = before
            guard let row = Self.row(state, input, isResyncRemembered: isResyncRemembered) else {
                let refusal = #expect(throws: InvalidTransition.self) { try machine.handle(input) }
                #expect(refusal?.message == "integration: \(input) is not possible while \(state)")
                #expect(machine == before)
                continue
            }
            #expect(try machine.handle(input) == row.effect, "\(input) while \(state)")
            #expect(machine.state == row.next, "\(input) while \(state)")
            let isSettled = input == .syncSucceeded || input == .syncFailed || input == .removalRequested
            let remembers = row.effect == .remember || (isResyncRemembered && !isSettled)
            #expect(machine.isResyncRemembered == remembers, "\(input) while \(state)")
        }
    }

    @Test func `a connected integration has its first sync queued or is idle`() {
        #expect(IntegrationMachine(syncs: true).state == .queued)
        #expect(IntegrationMachine(syncs: false).state == .idle)
        #expect(!IntegrationMachine(syncs: true).isResyncRemembered)
    }

    @Test(arguments: IntegrationMachine.State.allCases)
    func `only what is queued or running counts as syncing`(state: IntegrationMachine.State) {
        let machine = IntegrationMachine(state: state, isResyncRemembered: false)
        #expect(machine.isSyncing == [.queued, .ongoing].contains(state))
    }

    @Test func `every effect occurs in the table`() {
        let effects = Set((Self.plain + Self.remembered).map(\.effect))
        #expect(effects == Set(IntegrationMachine.Effect.allCases))
    }
}
