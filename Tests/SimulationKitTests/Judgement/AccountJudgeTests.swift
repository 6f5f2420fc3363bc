import Testing

@testable import SimulationKit

/// Broken streams of the account provider, each caught as the rule that it breaks.
@Suite struct AccountJudgeTests {
    typealias Mutation = (rule: Violation.Rule, mutate: @Sendable (inout [Observation]) -> Void)

    private static func verdict(_ observations: [Observation]) -> Violation.Rule? {
        var judge = StreamJudge()
        do throws(Violation) {
            for observation in observations { try judge.observe(observation) }
            try judge.finish()
            return nil
        } catch {
            return error.rule
        }
    }

    private static func lawful() throws -> [Observation] {
        try AccountStory.everything().map { Observation($0) }
    }

    /// One or more ways to break each rule, as changes of the lawful stream.
    static let mutations: [Mutation] = [
        (.userCreatedFirst, { $0.remove(.userCreated) }),
        (.userCreatedFirst, { $0[0].type = .userUpdated }),
        (.userCreatedOnce, { $0.change(.userUpdated) { $0.type = .userCreated } }),
        (.nothingFollowsUserDeletion, { $0.repeatLater(.userUpdated) }),
        (.nothingFollowsUserDeletion, { $0.repeatLater(.projectCreated) }),
        (.nothingFollowsUserDeletion, { $0.repeatLater(.paymentSucceeded) }),
        (.projectsGoBeforeTheirUser, { $0.remove(.projectDeleted) }),
        (.projectCreatedFirst, { $0.remove(.projectCreated) }),
        (.projectCreatedOnce, { $0.change(.projectUpdated) { $0.type = .projectCreated } }),
        (.nothingFollowsProjectDeletion, { $0.change(.projectUpdated) { $0.type = .projectDeleted } }),
        (
            .filesUploadedOnce,
            {
                let subject = $0.first { $0.type == .fileUploaded }?.subject
                $0.change(.fileUploaded, last: true) { $0.subject = subject ?? $0.subject }
            }
        ),
        (
            .paymentsSettleOnce,
            {
                let subject = $0.first { $0.type == .paymentSucceeded }?.subject
                $0.change(.paymentFailed) {
                    $0.type = .paymentSucceeded
                    $0.subject = subject ?? $0.subject
                }
            }
        ),
        (
            .thingsNameTheirUser,
            { $0.change(.projectCreated) { $0.subject = .account(.project("p", user: "x")) } }
        ),
        (.thingsNameTheirUser, { $0.change(.userUpdated) { $0.subject = .account(.user("x")) } }),
        (.reasonsOnFailureOnly, { $0.change(.paymentFailed) { $0.type = .paymentSucceeded } }),
        (.reasonsOnFailureOnly, { $0.change(.paymentSucceeded) { $0.type = .paymentFailed } }),
        (.typeFitsSubject, { $0.change(.userUpdated) { $0.type = .projectUpdated } }),
        (.typeFitsSubject, { $0.change(.projectCreated) { $0.type = .userCreated } }),
        (.typeFitsSubject, { $0.change(.fileUploaded) { $0.type = .paymentSucceeded } }),
        (.typeFitsSubject, { $0.change(.paymentFailed) { $0.type = .fileUploaded } }),
        (.ordinalsAreDense, { $0[4].ordinal += 1 }),
        (.userMomentsNeverRunBack, { $0[5].moment = $0[4].moment + -1 }),
        (.momentsNeverRunBack, { $0[1].moment = $0[0].moment + -1 }),
        (
            .changesInDistinctSeconds,
            {
                let second = $0.first { $0.type == .userUpdated }?.moment
                $0.change(.userUpdated, last: true) { $0.moment = second ?? $0.moment }
            }
        ),
        (
            .changesInDistinctSeconds,
            {
                let second = $0.first { $0.type == .projectUpdated }?.moment
                $0.change(.projectUpdated, last: true) { $0.moment = second ?? $0.moment }
            }
        ),
    ]

    @Test func `a lawful stream is lawful`() throws {
        #expect(Self.verdict(try Self.lawful()) == nil)
    }

    @Test(arguments: mutations.indices)
    func `each way to break a rule is caught as that rule`(place: Int) throws {
        var observations = try Self.lawful()
        Self.mutations[place].mutate(&observations)
        #expect(Self.verdict(observations) == Self.mutations[place].rule, "mutation \(place)")
    }

    @Test func `a retired account is forgotten`() throws {
        var judge = StreamJudge()
        let lawful = try Self.lawful()
        for observation in lawful { try judge.observe(observation) }
        try judge.retire(0)
        var late = lawful[2]
        late.ordinal = 1
        late.moment = lawful[lawful.count - 1].moment
        #expect(throws: Violation(rule: .userCreatedFirst, user: 0, ordinal: 1)) { try judge.observe(late) }
    }
}

extension [Observation] {
    /// Changes the first or last event of a type.
    fileprivate mutating func change(
        _ type: EventType,
        last: Bool = false,
        _ change: (inout Observation) -> Void
    ) {
        let place = last ? lastIndex { $0.type == type } : firstIndex { $0.type == type }
        if let place { change(&self[place]) }
    }

    /// Takes out the first event of a type, and counts the user's others anew.
    fileprivate mutating func remove(_ type: EventType) {
        guard let place = firstIndex(where: { $0.type == type }) else { return }
        let user = self[place].user
        remove(at: place)
        for later in indices.dropFirst(place) where self[later].user == user { self[later].ordinal -= 1 }
    }

    /// Has the first event of a type happen once more after everything.
    fileprivate mutating func repeatLater(_ type: EventType) {
        guard var late = first(where: { $0.type == type }), let end = last?.moment else { return }
        late.moment = end + 1
        late.ordinal = (last { $0.user == late.user }?.ordinal ?? 0) + 1
        append(late)
    }
}
