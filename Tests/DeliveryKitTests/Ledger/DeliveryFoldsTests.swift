import DeliveryKit
import Testing

@Suite struct DeliveryFoldsTests {
    @Test func `a delivery is what its latest attempt says`() {
        var folds = DeliveryFolds(deliveryCount: 2)
        #expect(folds[2] == DeliveryFold(attemptCount: 0, settled: nil, outcome: nil))
        let attempts: [AttemptRow] = [
            .sample(2, outcome: .retry),
            .sample(2, number: 2, outcome: .failed),
            // By hand, after it was given up.
            .sample(2, number: 3, outcome: .delivered),
        ]
        let followed = attempts.map { folds.observe($0) }
        #expect(followed == [true, true, true])
        let settled = AttemptRow.sample(2, number: 3).settled
        #expect(folds[2] == DeliveryFold(attemptCount: 3, settled: settled, outcome: .delivered))
        #expect(folds[1].outcome == nil)
    }

    @Test func `what was kept of the latest answer is kept, and of no other`() {
        var folds = DeliveryFolds(deliveryCount: 2)
        var asking = AttemptRow.sample(1, outcome: .retry)
        asking.answer = Array("Retry-After: 5\r\n".utf8)
        #expect(folds.observe(asking) && folds[1].answer == asking.answer && folds[2].answer == nil)
        #expect(folds.observe(.sample(1, number: 2, outcome: .retry)) && folds[1].answer == nil)
    }

    @Test func `an attempt out of turn or of no delivery is refused`() {
        var folds = DeliveryFolds(deliveryCount: 2)
        let attempts: [AttemptRow] = [
            .sample(1, number: 2), .sample(1, number: 0), .sample(0), .sample(3), .sample(-1), .sample(1),
            .sample(1),
        ]
        let followed = attempts.map { folds.observe($0) }
        #expect(followed == [false, false, false, false, false, true, false])
        var none = DeliveryFolds(deliveryCount: 0)
        let followedNone = none.observe(.sample(1))
        #expect(!followedNone)
    }

    @Test func `an illegal request beside an attempt leaves all else as it was`() {
        var folds = DeliveryFolds(deliveryCount: 2)
        let followed1 = folds.observe(.sample(1, outcome: .forged))
        #expect(followed1)
        #expect(folds[1] == DeliveryFold(attemptCount: 0, settled: nil, outcome: nil, forgedAttempt: 1))
        let again = folds.observe(.sample(1, outcome: .forged))
        #expect(!again, "one for each attempt")
        let followed2 = folds.observe(.sample(1, outcome: .retry))
        #expect(followed2)
        let settled = AttemptRow.sample(1).settled
        #expect(folds[1] == DeliveryFold(attemptCount: 1, settled: settled, outcome: .retry))
        let followed3 = folds.observe(.sample(1, number: 2, outcome: .forged))
        #expect(followed3)
        #expect(folds[1].forgedAttempt == 2 && folds[1].outcome == .retry && folds[1].attemptCount == 1)
        #expect(folds[2].forgedAttempt == 0)
        let early = folds.observe(.sample(2, number: 2, outcome: .forged))
        #expect(!early)
    }

    @Test(arguments: AttemptOutcome.allCases.filter { $0 != .forged })
    func `every outcome and the largest number of attempts are kept exactly`(outcome: AttemptOutcome) {
        var folds = DeliveryFolds(deliveryCount: 1)
        let followed = (1...AttemptRow.numberMax + 1).map {
            folds.observe(.sample(1, number: $0, outcome: outcome))
        }
        #expect(followed.count { $0 } == Int(AttemptRow.numberMax))
        #expect(followed.last == false)
        #expect(folds[1].attemptCount == AttemptRow.numberMax)
        #expect(folds[1].outcome == outcome)
    }
}
