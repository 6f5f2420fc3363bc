import SimulationKit
import Testing

@testable import ContractKit

struct ExpectationTests {
    private static let bob = EventSelector.User(uid: "uid_bob", name: "bob")

    @Test func `an expectation of a file has its place as its id`() {
        let expectation = Expectation(place: 3, kind: .accepted(allowPending: false))
        #expect(expectation.id == "expect[3]")
        #expect(expectation.severity == .must)
        #expect(!expectation.allowEmpty)
    }

    @Test func `a run always expects its deliveries to be accepted`() {
        let expectation = Expectation.everyDeliveryIsAccepted
        #expect(expectation.id == "accepted")
        #expect(expectation.name == "every delivery is accepted")
        #expect(expectation.kind == .accepted(allowPending: false))
        #expect(expectation.severity == .must)
    }

    @Test(
        arguments: [
            (.accepted(allowPending: false), "every delivery is accepted"),
            (.accepted(allowPending: true), "every delivery is accepted or pending"),
            (.never(EventSelector()), "no delivery"),
            (
                .never(EventSelector(event: .costBasisStarted, user: bob)),
                "no delivery of costbasis.started for user bob"
            ),
            (
                .never(
                    EventSelector(
                        wallet: .init(identifier: "w", name: "bob/main"),
                        webhook: .init(index: 1, name: "b")
                    )
                ),
                "no delivery about integration bob/main to webhook b"
            ),
            (
                .order([.transferDetectionStarted, .costBasisStarted], per: .user),
                "transfer_detection.started, costbasis.started in this order for each user"
            ),
            (
                .order([.integrationCreated, .integrationDeleted], per: .wallet),
                "integration.created, integration.deleted in this order for each integration"
            ),
            (
                .order([.integrationCreated, .integrationDeleted], per: .run),
                "integration.created, integration.deleted in this order"
            ),
        ] as [(Expectation.Kind, String)]
    )
    func `an expectation without a name says what it expects`(kind: Expectation.Kind, summary: String) {
        #expect(kind.summary == summary)
    }

    @Test(arguments: [
        (NumberCondition(equals: 1), "exactly 1 delivery of integration.failed for user bob"),
        (NumberCondition(equals: 2), "exactly 2 deliveries of integration.failed for user bob"),
        (NumberCondition(atLeast: 1), "at least 1 delivery of integration.failed for user bob"),
        (NumberCondition(atLeast: 1, atMost: 3), "1 to 3 deliveries of integration.failed for user bob"),
    ])
    func `a count without a name says what it counts`(condition: NumberCondition?, summary: String) throws {
        let condition = try #require(condition)
        let selector = EventSelector(event: .integrationFailed, user: Self.bob)
        #expect(Expectation.Kind.count(selector, condition).summary == summary)
    }
}
