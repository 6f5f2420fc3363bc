import Testing
import WireKit

@testable import ConsumerKit

/// What the reference consumer makes of an account service's deliveries.
@Suite struct AccountStateTests {
    private static let life = [
        AccountBodies.user("created", id: "evt_1"),
        AccountBodies.project("created", id: "evt_2"),
        AccountBodies.file(id: "evt_3"),
        AccountBodies.file(id: "evt_4", file: "file_2"),
        AccountBodies.project("updated", id: "evt_5", second: 9, status: "archived"),
        AccountBodies.user("updated", id: "evt_6", second: 10, status: "suspended"),
        AccountBodies.payment("failed", id: "evt_7"),
        AccountBodies.payment("succeeded", id: "evt_8", payment: "pay_2"),
        AccountBodies.project("created", id: "evt_9", project: "proj_2"),
        AccountBodies.file(id: "evt_10", file: "file_3", project: "proj_2"),
        AccountBodies.project("deleted", id: "evt_11", project: "proj_2", second: 12),
    ]

    private static func probe(_ state: ConsumerState) -> String {
        String(decoding: state.beliefs.probe, as: UTF8.self)
    }

    private static func believe(_ bodies: [[UInt8]]) throws -> ConsumerState {
        var state = ConsumerState()
        for body in bodies { _ = try state.take(body) }
        return state
    }

    @Test func `beliefs are users with projects, files and payments`() throws {
        let state = try Self.believe(Self.life)
        #expect(
            Self.probe(state)
                == #"{"processed":11,"users":{"user_1":{"status":"suspended","#
                + #""projects":{"proj_1":{"status":"archived","files":2}},"#
                + #""payments":{"pay_1":"failed","pay_2":"succeeded"}}}}"#
        )
        #expect(state.counts.withUnknownFields == 0)
        #expect(state.beliefs.accountThingCount == 6)
    }

    @Test func `neither order nor repetition matters`() throws {
        let expected = Self.probe(try Self.believe(Self.life))
        for shift in Self.life.indices {
            let turned = Array(Self.life[shift...] + Self.life[..<shift])
            #expect(Self.probe(try Self.believe(turned)) == expected)
            #expect(Self.probe(try Self.believe(turned.reversed())) == expected)
            #expect(Self.probe(try Self.believe(turned + turned)) == expected)
        }
    }

    @Test func `a deletion is final and nobody comes back`() throws {
        let deletion = AccountBodies.user("deleted", id: "evt_99", second: 20)
        for place in 0...Self.life.count {
            var bodies = Self.life
            bodies.insert(deletion, at: place)
            let state = try Self.believe(bodies)
            #expect(Self.probe(state) == #"{"processed":12,"users":{}}"#)
            #expect(state.beliefs.accountThingCount == 0)
        }
    }

    @Test func `the event, its subject and its word are told`() throws {
        let user = try SignedEvent(body: Self.life[0])
        #expect(user.name == "user.created")
        #expect(user.owner == "user_1")
        #expect(user.walletIdentifier == nil)
        #expect(user.word == "active")
        let file = try SignedEvent(body: Self.life[2])
        #expect(file.owner == "user_1")
        #expect(file.walletIdentifier == "file_1")
        #expect(file.word == nil)
    }

    @Test func `003's shorter users are understood`() throws {
        let body = AccountBodies.event(
            "user.created",
            id: "evt_1",
            #""user_id":"usr_1","email":"a@example.com""#
        )
        let state = try Self.believe([body])
        #expect(state.counts.withUnknownFields == 0)
        #expect(
            Self.probe(state)
                == #"{"processed":1,"users":{"usr_1":{"status":null,"projects":{},"payments":{}}}}"#
        )
    }

    @Test func `what it does not know is taken and counted`() throws {
        var state = ConsumerState()
        let unknown = AccountBodies.event("user.merged", id: "evt_1", #""user_id":"user_1""#)
        #expect(try state.take(unknown).1 == .unknownEvent)
        let unowned = AccountBodies.event("file.uploaded", id: "evt_2", #""id":"file_1","project_id":"p""#)
        #expect(try state.take(unowned).1 == .unowned)
        let grown = AccountBodies.event(
            "user.created",
            id: "evt_3",
            #""id":"user_1","name":"A","email":"a@example.com","status":"active","plan":"free""#
        )
        #expect(try state.take(grown).1 == .applied)
        #expect(state.counts.withUnknownFields == 1)
        #expect(try state.take(grown).1 == .duplicate)
        #expect(state.beliefs.processed == 3)
    }

    @Test(arguments: [
        ("user.created", #""id":7"#, "'data.id' is missing or not a text with something in it"),
        (
            "project.created", #""id":"p","user_id":"u""#,
            "'data.status' is missing or not a text with something in it"
        ),
        (
            "file.uploaded", #""id":"f","user_id":"u""#,
            "'data.project_id' is missing or not a text with something in it"
        ),
        (
            "payment.failed", #""user_id":"u","status":"failed""#,
            "'data.id' is missing or not a text with something in it"
        ),
    ])
    func `what an event needs and lacks is named`(type: String, data: String, message: String) {
        var state = ConsumerState()
        let refusal = #expect(throws: DeliveryRefusal.self) {
            try state.take(AccountBodies.event(type, id: "evt_1", data))
        }
        #expect(refusal?.message == message)
    }

    @Test func `a body without its time is refused`() {
        var state = ConsumerState()
        let body = Array(#"{"id":"evt_1","type":"user.deleted","data":{"id":"user_1"}}"#.utf8)
        let refusal = #expect(throws: DeliveryRefusal.self) { try state.take(body) }
        #expect(refusal?.message == "'created_at' is missing or not a time such as 2026-01-01T00:00:00Z")
    }

    @Test func `there is room for so many things and no more`() throws {
        var state = ConsumerState(limits: ConsumerLimits(usersMax: 1, accountThingsMax: 2))
        _ = try state.take(AccountBodies.project("created", id: "evt_1"))
        _ = try state.take(AccountBodies.file(id: "evt_2"))
        #expect(throws: DeliveryRefusal.accountThingsFull(accountThingsMax: 2)) {
            try state.take(AccountBodies.payment("failed", id: "evt_3"))
        }
        #expect(throws: DeliveryRefusal.usersFull(usersMax: 1)) {
            try state.take(
                AccountBodies.event("user.created", id: "evt_4", #""id":"user_2","status":"active""#)
            )
        }
        // What makes room lets others in.
        _ = try state.take(AccountBodies.project("deleted", id: "evt_5"))
        #expect(try state.take(AccountBodies.payment("failed", id: "evt_3")).1 == .applied)
        #expect(DeliveryRefusal.accountThingsFull(accountThingsMax: 2).status == .serviceUnavailable)
        #expect(DeliveryRefusal.accountThingsFull(accountThingsMax: 2).outcome == .noRoom)
    }
}
