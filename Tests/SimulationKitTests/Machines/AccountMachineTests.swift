import Testing

@testable import SimulationKit

/// The tables of the account provider's four lives, written without a look at the machines.
@Suite struct AccountMachineTests {
    @Test(arguments: AccountUserMachine.State.allCases, AccountUserMachine.Input.allCases)
    func `a user signs up once and is nobody after being deleted`(
        state: AccountUserMachine.State,
        input: AccountUserMachine.Input
    ) throws {
        let table: [(AccountUserMachine.State, AccountUserMachine.Input, AccountUserMachine.State, String)] =
            [
                (.unknown, .signUp, .registered, "announceCreation"),
                (.registered, .change, .registered, "announceChange"),
                (.registered, .work, .registered, "proceed"),
                (.registered, .deletion, .gone, "deleteAll"),
            ]
        let before = AccountUserMachine(state: state)
        var machine = before
        guard let row = table.first(where: { $0.0 == state && $0.1 == input }) else {
            let refusal = #expect(throws: InvalidTransition.self) { try machine.handle(input) }
            #expect(refusal?.message == "user: \(input) is not possible while \(state)")
            #expect(machine == before)
            return
        }
        #expect(try machine.handle(input).rawValue == row.3)
        #expect(machine.state == row.2)
    }

    @Test(arguments: ProjectMachine.State.allCases, ProjectMachine.Input.allCases)
    func `a project may be changed and take files until it is deleted`(
        state: ProjectMachine.State,
        input: ProjectMachine.Input
    ) throws {
        let before = ProjectMachine(state: state)
        var machine = before
        guard state != .deleted else {
            let refusal = #expect(throws: InvalidTransition.self) { try machine.handle(input) }
            #expect(refusal?.message == "project: \(input) is not possible while deleted")
            #expect(machine == before)
            return
        }
        let effects: [ProjectMachine.Input: ProjectMachine.Effect] = [
            .change: .announceChange, .archive: .announceChange, .reactivate: .announceChange,
            .upload: .takeFile, .deletion: .discardAndAnnounce,
        ]
        let ends: [ProjectMachine.Input: ProjectMachine.State] = [
            .archive: .archived, .reactivate: .active, .deletion: .deleted,
        ]
        #expect(try machine.handle(input) == effects[input])
        #expect(machine.state == ends[input] ?? state)
    }

    @Test(arguments: FileMachine.State.allCases, FileMachine.Input.allCases)
    func `a file is stored once and goes with its project`(
        state: FileMachine.State,
        input: FileMachine.Input
    ) throws {
        let table: [(FileMachine.State, FileMachine.Input, FileMachine.State, FileMachine.Effect)] = [
            (.arriving, .stored, .uploaded, .announceUpload),
            (.arriving, .projectDeleted, .discarded, .forget),
            (.uploaded, .projectDeleted, .discarded, .forget),
        ]
        let before = FileMachine(state: state)
        var machine = before
        guard let row = table.first(where: { $0.0 == state && $0.1 == input }) else {
            let refusal = #expect(throws: InvalidTransition.self) { try machine.handle(input) }
            #expect(refusal?.message == "file: \(input) is not possible while \(state)")
            #expect(machine == before)
            return
        }
        #expect(try machine.handle(input) == row.3)
        #expect(machine.state == row.2)
    }

    @Test(arguments: PaymentMachine.State.allCases, PaymentMachine.Input.allCases)
    func `a payment ends once, one way or another`(
        state: PaymentMachine.State,
        input: PaymentMachine.Input
    ) throws {
        let before = PaymentMachine(state: state)
        var machine = before
        guard state == .pending else {
            let refusal = #expect(throws: InvalidTransition.self) { try machine.handle(input) }
            #expect(refusal?.message == "payment: \(input) is not possible while \(state)")
            #expect(machine == before)
            return
        }
        let ends: [PaymentMachine.Input: (PaymentMachine.State, PaymentMachine.Effect)] = [
            .accepted: (.succeeded, .announceSuccess), .declined: (.failed, .announceFailure),
            .userDeleted: (.cancelled, .drop),
        ]
        #expect(try machine.handle(input) == ends[input]?.1)
        #expect(machine.state == ends[input]?.0)
    }

    @Test func `everything begins at its beginning`() {
        #expect(AccountUserMachine().state == .unknown)
        #expect(ProjectMachine().state == .active)
        #expect(FileMachine().state == .arriving)
        #expect(PaymentMachine().state == .pending)
    }
}
