import Testing

@testable import SimulationKit

/// The table of `semantics.md` 3, written without a look at the machine.
@Suite struct RecalculationMachineTests {
    private typealias Machine = RecalculationMachine

    private struct Row {
        let state: RecalculationMachine.State
        let again: RecalculationMachine.Again
        let input: RecalculationMachine.Input
        let next: RecalculationMachine.State
        let nextAgain: RecalculationMachine.Again
        let effect: RecalculationMachine.Effect
    }

    /// Every allowed pair, for each reason why one more chain may follow.
    private static let table: [Row] = Machine.Again.allCases.flatMap { again in
        // Whoever asks comes before whatever else was the reason.
        let triggered: Machine.Again = again == .no ? .triggered : again
        let end: (Machine.State, Machine.Effect) =
            switch again {
            case .no: (.idle, .end)
            case .triggered: (.settling, .endAndWait)
            case .asked: (.settling, .endAndRestart)
            }
        let resting = [Machine.State.idle, .settling].flatMap { state in
            [
                Row(
                    state: state,
                    again: again,
                    input: .triggered,
                    next: .settling,
                    nextAgain: again,
                    effect: .wait
                ),
                Row(
                    state: state,
                    again: again,
                    input: .asked,
                    next: .detecting,
                    nextAgain: .no,
                    effect: .startDetection
                ),
            ]
        }
        let running = [Machine.State.detecting, .costing].flatMap { state in
            [
                Row(
                    state: state,
                    again: again,
                    input: .triggered,
                    next: state,
                    nextAgain: triggered,
                    effect: .remember
                ),
                Row(
                    state: state,
                    again: again,
                    input: .asked,
                    next: state,
                    nextAgain: .asked,
                    effect: .remember
                ),
                Row(
                    state: state,
                    again: again,
                    input: .stageFailed,
                    next: end.0,
                    nextAgain: .no,
                    effect: end.1
                ),
            ]
        }
        return resting + running + [
            Row(
                state: .settling,
                again: again,
                input: .settled,
                next: .detecting,
                nextAgain: .no,
                effect: .startDetection
            ),
            Row(
                state: .detecting,
                again: again,
                input: .stageCompleted,
                next: .costing,
                nextAgain: again,
                effect: .startCostBasis
            ),
            Row(
                state: .costing,
                again: again,
                input: .stageCompleted,
                next: end.0,
                nextAgain: .no,
                effect: end.1
            ),
        ]
    }

    @Test(arguments: RecalculationMachine.State.allCases, RecalculationMachine.Again.allCases)
    func `every input in every state does what the table says`(
        state: RecalculationMachine.State,
        again: RecalculationMachine.Again
    ) throws {
        for input in Machine.Input.allCases {
            let before = Machine(state: state, again: again)
            var machine = before
            let row = Self.table.first { $0.state == state && $0.again == again && $0.input == input }
            guard let row else {
                let refusal = #expect(throws: InvalidTransition.self) { try machine.handle(input) }
                #expect(refusal?.message == "recalculation: \(input) is not possible while \(state)")
                #expect(machine == before)
                continue
            }
            #expect(try machine.handle(input) == row.effect, "\(input) while \(state), \(again)")
            #expect(machine == Machine(state: row.next, again: row.nextAgain), "\(input) while \(state)")
        }
    }

    @Test func `a user begins without a chain`() {
        #expect(Machine() == Machine(state: .idle, again: .no))
    }

    @Test(arguments: RecalculationMachine.State.allCases)
    func `a stage is under way while one is being worked on`(state: RecalculationMachine.State) {
        #expect(Machine(state: state, again: .no).isRunning == [.detecting, .costing].contains(state))
    }

    @Test func `every effect occurs in the table`() {
        #expect(Set(Self.table.map(\.effect)) == Set(Machine.Effect.allCases))
    }
}
