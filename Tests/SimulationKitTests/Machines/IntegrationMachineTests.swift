import Testing

@testable import SimulationKit

/// The table of `semantics.md` 1 and 2, written without a look at the machine.
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

        // The later contract: removal by a wipe, suspension.
        Row(state: .idle, input: .wipeRequested, next: .deleting, effect: .wipe),
        Row(state: .idle, input: .suspensionRequested, next: .inactive, effect: .suspend),
        Row(state: .queued, input: .wipeRequested, next: .deleting, effect: .cancelAndWipe),
        Row(state: .queued, input: .suspensionRequested, next: .inactive, effect: .cancelAndSuspend),
        Row(state: .ongoing, input: .wipeRequested, next: .deleting, effect: .cancelAndWipe),
        Row(state: .ongoing, input: .suspensionRequested, next: .inactive, effect: .cancelAndSuspend),
        Row(state: .completed, input: .wipeRequested, next: .deleting, effect: .wipe),
        Row(state: .completed, input: .suspensionRequested, next: .inactive, effect: .suspend),
        Row(state: .failed, input: .wipeRequested, next: .deleting, effect: .wipe),
        Row(state: .failed, input: .suspensionRequested, next: .inactive, effect: .suspend),
        Row(state: .inactive, input: .settingsChanged, next: .inactive, effect: .announceSettings),
        Row(state: .inactive, input: .removalRequested, next: .removed, effect: .remove),
        Row(state: .inactive, input: .wipeRequested, next: .deleting, effect: .wipe),
        Row(state: .inactive, input: .resumptionRequested, next: .queued, effect: .enqueue),
        Row(state: .deleting, input: .settingsChanged, next: .deleting, effect: .announceSettings),
        Row(state: .deleting, input: .resyncRequested, next: .deleting, effect: .remember),
        Row(state: .deleting, input: .wipeRequested, next: .deleting, effect: .remember),
        Row(state: .deleting, input: .suspensionRequested, next: .deleting, effect: .remember),
        Row(state: .deleting, input: .wipeSucceeded, next: .removed, effect: .remove),
        Row(state: .deleting, input: .wipeFailed, next: .failed, effect: .fail),
    ]

    /// Where something that was asked for meanwhile makes a difference.
    private static let remembered: [IntegrationMachine.Next: [Row]] = [
        .sync: [
            Row(state: .ongoing, input: .syncSucceeded, next: .queued, effect: .completeAndEnqueue),
            Row(state: .ongoing, input: .syncFailed, next: .queued, effect: .failAndEnqueue),
            Row(state: .deleting, input: .wipeFailed, next: .queued, effect: .failAndEnqueue),
        ],
        .suspension: [
            Row(state: .deleting, input: .wipeFailed, next: .inactive, effect: .failAndSuspend),
            Row(state: .deleting, input: .resumptionRequested, next: .deleting, effect: .remember),
        ],
        .wipe: [Row(state: .deleting, input: .wipeFailed, next: .deleting, effect: .failAndWipe)],
    ]

    /// What is refused because a suspension waits, as it is refused while inactive.
    private static let refusedBySuspension: [IntegrationMachine.Input] = [
        .resyncRequested, .suspensionRequested,
    ]

    /// What waits once an input was remembered.
    private static let waiting: [IntegrationMachine.Input: IntegrationMachine.Next] = [
        .resyncRequested: .sync, .resumptionRequested: .sync, .suspensionRequested: .suspension,
        .wipeRequested: .wipe,
    ]

    /// What can wait in a state.
    private static func nexts(in state: IntegrationMachine.State) -> [IntegrationMachine.Next] {
        switch state {
        case .queued, .ongoing: [.nothing, .sync]
        case .deleting: IntegrationMachine.Next.allCases
        case .idle, .completed, .failed, .inactive, .removed: [.nothing]
        }
    }

    private static func row(
        _ state: IntegrationMachine.State,
        _ input: IntegrationMachine.Input,
        _ next: IntegrationMachine.Next
    ) -> Row? {
        if next == .suspension, refusedBySuspension.contains(input) { return nil }
        return ((remembered[next] ?? []) + plain).first { $0.state == state && $0.input == input }
    }

    @Test(arguments: IntegrationMachine.State.allCases)
    func `every input in every state does what the table says`(state: IntegrationMachine.State) throws {
        for next in Self.nexts(in: state) {
            for input in IntegrationMachine.Input.allCases {
                let before = IntegrationMachine(state: state, next: next)
                var machine = before
                let place: Comment = "\(input) while \(state), \(next) waiting"
                guard let row = Self.row(state, input, next) else {
                    let refusal = #expect(throws: InvalidTransition.self, place) { try machine.handle(input) }
                    #expect(refusal?.message == "integration: \(input) is not possible while \(state)")
                    #expect(machine == before, place)
                    continue
                }
                #expect(try machine.handle(input) == row.effect, place)
                #expect(machine.state == row.next, place)
                // What waits goes on waiting while nothing is over.
                let waits =
                    row.effect == .remember ? Self.waiting[input] : machine.state == state ? next : nil
                let begins = input == .syncStarted ? next : .nothing
                #expect(machine.next == waits ?? begins || row.effect == .failAndWipe, place)
            }
        }
    }

    @Test func `a wipe that follows a failed one has nothing waiting behind it`() throws {
        var machine = IntegrationMachine(state: .deleting, next: .wipe)
        #expect(try machine.handle(.wipeFailed) == .failAndWipe)
        #expect(machine == IntegrationMachine(state: .deleting, next: .nothing))
    }

    @Test func `the latest of what is asked for during a wipe follows it`() throws {
        var machine = IntegrationMachine(state: .deleting, next: .nothing)
        for input in [
            IntegrationMachine.Input.resyncRequested, .suspensionRequested, .resumptionRequested,
            .suspensionRequested, .wipeRequested,
        ] {
            #expect(try machine.handle(input) == .remember)
        }
        #expect(machine.next == .wipe)
    }

    @Test func `a connected integration has its first sync queued or is idle`() {
        #expect(IntegrationMachine(syncs: true).state == .queued)
        #expect(IntegrationMachine(syncs: false).state == .idle)
        #expect(IntegrationMachine(syncs: true).next == .nothing)
    }

    @Test(arguments: IntegrationMachine.State.allCases)
    func `only what is queued or running counts as syncing`(state: IntegrationMachine.State) {
        let machine = IntegrationMachine(state: state, next: .nothing)
        #expect(machine.isSyncing == [.queued, .ongoing].contains(state))
    }

    @Test func `every effect occurs in the table`() {
        let effects = Set((Self.plain + Self.remembered.values.flatMap { $0 }).map(\.effect))
        #expect(effects == Set(IntegrationMachine.Effect.allCases))
    }
}
