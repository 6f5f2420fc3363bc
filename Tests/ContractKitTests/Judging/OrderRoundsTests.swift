import Testing

@testable import ContractKit

struct OrderRoundsTests {
    /// Events as emitted, such as `a1 b1`, judged against those accepted, in their order of acceptance.
    private func outcome(expected: String, emitted: String, accepted: String) throws -> OrderRounds.Outcome {
        let steps = expected.split(separator: " ")
        let accepted = accepted.split(separator: " ")
        let events = try emitted.split(separator: " ").enumerated().map { index, word in
            let place = accepted.firstIndex(of: word)
            return OrderedEvent(
                moment: Int64(index),
                ordinal: Int64(index),
                // What is given up may settle last of all.
                settled: 100 + Int64(place ?? 50),
                sequence: Int64(index),
                lane: 0,
                step: UInt8(try #require(steps.firstIndex(of: word.prefix(1)))),
                isAccepted: place != nil
            )
        }
        return OrderRounds.outcome(of: events, stepCount: steps.count)
    }

    @Test(arguments: [
        ("a b", "a1 b1 a2 b2", "a1 b1 a2 b2"),
        ("a b", "a1 b1 b2 a2", "a1 b1 b2 a2"),
        ("a b", "a1 b1 a2 b2", "a1 a2 b2"),
        ("a b", "a1 b1 a2 b2", "b1 a2 b2"),
        ("a b", "a1 a2 b1 b2", "a1 a2 b1 b2"),
        // A first chain that failed after its first event.
        ("a b c", "a1 a2 b2 c2", "a1 a2 b2 c2"),
        // Two integrations of one user, interleaved.
        ("a b c", "a1 b1 a2 c1 b2 c2", "a1 b1 a2 c1 b2 c2"),
        // A resync after a failure goes back to a middle step.
        ("a b c", "a1 b1 c1 b2 b3", "a1 b1 c1 b2 b3"),
    ])
    func `an order holds`(expected: String, emitted: String, accepted: String) throws {
        #expect(try outcome(expected: expected, emitted: emitted, accepted: accepted) == .held)
    }

    @Test(arguments: [
        ("a b", "a1 b1", "b1 a1", 1, 0),
        ("b a", "a1 b1", "a1 b1", 0, 1),
        ("b a", "a1 b1 a2 b2", "a1 b1 a2 b2", 0, 1),
        // Only the second round is out of order.
        ("a b", "a1 b1 a2 b2", "a1 b1 b2 a2", 3, 2),
        ("a b", "a1 b1 a2 b2", "a1 b2 a2 b1", 3, 2),
        // The outer two of three, where the one between them was lost in that round.
        ("a b c", "a1 b1 c1 a2 b2 c2", "c1 a1 a2 b2 c2", 2, 0),
    ])
    func `an inversion is found`(
        expected: String,
        emitted: String,
        accepted: String,
        early: Int64,
        late: Int64
    ) throws {
        guard
            case .broken(let inversion) = try outcome(
                expected: expected,
                emitted: emitted,
                accepted: accepted
            )
        else {
            Issue.record("no inversion in \(accepted)")
            return
        }
        #expect(inversion.early.sequence == early)
        #expect(inversion.late.sequence == late)
    }

    @Test(arguments: [("a b", "a1 b1", "b1"), ("a b", "a1 b1", ""), ("a b c", "a1 b1 a2 b2", "b1 a1 b2 a2")])
    func `who lacks one of the events is not judged`(
        expected: String,
        emitted: String,
        accepted: String
    ) throws {
        #expect(try outcome(expected: expected, emitted: emitted, accepted: accepted) == .notJudged)
    }

    @Test func `copies count as the one that was accepted first`() {
        func event(
            _ ordinal: Int64,
            step: UInt8,
            settled: Int64,
            _ sequence: Int64,
            _ accepted: Bool = true
        )
            -> OrderedEvent
        {
            OrderedEvent(
                moment: ordinal,
                ordinal: ordinal,
                settled: settled,
                sequence: sequence,
                lane: 0,
                step: step,
                isAccepted: accepted
            )
        }
        let first = event(1, step: 0, settled: 10, 1)
        let lateCopy = event(1, step: 0, settled: 30, 2)
        let refusedCopy = event(1, step: 0, settled: 5, 3, false)
        let second = event(2, step: 1, settled: 20, 4)
        #expect(OrderRounds.outcome(of: [second, refusedCopy, lateCopy, first], stepCount: 2) == .held)
        #expect(
            OrderRounds.outcome(of: [second, refusedCopy, lateCopy], stepCount: 2)
                == .broken(.init(early: second, late: lateCopy))
        )
    }

    @Test func `two in one millisecond are in the order of their lane`() {
        func events(_ firstSequence: Int64, _ secondSequence: Int64) -> [OrderedEvent] {
            [(firstSequence, 0), (secondSequence, 1)].map { sequence, step in
                OrderedEvent(
                    moment: Int64(step),
                    ordinal: Int64(step),
                    settled: 10,
                    sequence: sequence,
                    lane: 0,
                    step: UInt8(step),
                    isAccepted: true
                )
            }
        }
        #expect(OrderRounds.outcome(of: events(1, 2), stepCount: 2) == .held)
        let reordered = events(2, 1)
        #expect(
            OrderRounds.outcome(of: reordered, stepCount: 2)
                == .broken(.init(early: reordered[1], late: reordered[0]))
        )
    }

    @Test func `what is kept of an event is small`() {
        #expect(MemoryLayout<OrderedEvent>.stride == 40)
    }
}
