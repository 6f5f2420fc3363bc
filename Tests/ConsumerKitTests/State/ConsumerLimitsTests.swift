import Testing
import WireKit

@testable import ConsumerKit

@Suite struct ConsumerLimitsTests {
    @Test func `without a word there is room for a million ids and users`() {
        let limits = ConsumerLimits()
        #expect(limits.identifiersMax == 1_000_000)
        #expect(limits.usersMax == 1_000_000)
        #expect(limits.integrationsMax == 4_000_000)
    }

    @Test
    func `beyond the ids' limit the oldest is forgotten, and its return counts without changing anything`()
        throws
    {
        var state = ConsumerState(limits: ConsumerLimits(identifiersMax: 2))
        let first = Bodies.job("costbasis", "started", id: "a", second: 1)
        let second = Bodies.job("costbasis", "completed", id: "b", second: 2)
        #expect(try state.take(text: first) == .applied)
        #expect(try state.take(text: second) == .applied)
        #expect(try state.take(text: first) == .duplicate)
        #expect(try state.take(text: Bodies.job("costbasis", "started", id: "c", second: 3)) == .applied)
        #expect(try state.take(text: second) == .duplicate)
        #expect(try state.take(text: first) == .outdated)
        #expect(state.beliefs.processed == 4)
        #expect(state.beliefs["alice"]?.costBasis == "started")
    }

    @Test func `one user more than the limit is refused, and taken by nobody's mistake later`() throws {
        var state = ConsumerState(limits: ConsumerLimits(usersMax: 2))
        for user in ["a", "b"] {
            try state.take(text: Bodies.job("costbasis", "started", id: user, user: user, second: 1))
        }
        let surplus = Bodies.job("costbasis", "started", id: "c", user: "c", second: 1)
        for _ in 0..<2 {
            // Refused each time: its id was not remembered.
            #expect(throws: DeliveryRefusal.usersFull(usersMax: 2)) { try state.take(text: surplus) }
        }
        #expect(
            try state.take(text: Bodies.job("costbasis", "completed", id: "d", user: "b", second: 2))
                == .applied
        )
        #expect(state.beliefs.userIdentifiers == ["a", "b"])
        #expect(state.counts[.noRoom] == 2)
        #expect(state.beliefs.processed == 3)
    }

    @Test func `one integration more than the limit is refused, removed ones counted`() throws {
        var state = ConsumerState(limits: ConsumerLimits(integrationsMax: 2))
        try state.take(text: Bodies.integration("deleted", id: "a", wallet: "w1"))
        try state.take(text: Bodies.integration("created", id: "b", user: "bob", wallet: "w1"))
        for action in ["created", "deleted"] {
            #expect(throws: DeliveryRefusal.integrationsFull(integrationsMax: 2)) {
                try state.take(text: Bodies.integration(action, id: "c", wallet: "w2"))
            }
        }
        #expect(
            try state.take(text: Bodies.integration("updated", id: "d", user: "bob", second: 1)) == .applied
        )
        #expect(
            state.probeText.contains(
                #""bob":{"transfer_detection":null,"costbasis":null,"integrations":{"w1""#
            )
        )
    }

    @Test func `a full consumer asks to be tried again`() {
        for refusal in [DeliveryRefusal.usersFull(usersMax: 1), .integrationsFull(integrationsMax: 1)] {
            #expect(refusal.status == .serviceUnavailable)
            #expect(refusal.outcome == .noRoom)
            #expect(refusal.message.contains("and no more"))
        }
    }

    @Test func `a limit of nothing is a mistake of the program`() async {
        await #expect(processExitsWith: .failure) { _ = ConsumerLimits(identifiersMax: 0) }
        await #expect(processExitsWith: .failure) { _ = ConsumerLimits(usersMax: 0) }
        await #expect(processExitsWith: .failure) { _ = ConsumerLimits(integrationsMax: 0) }
    }
}
