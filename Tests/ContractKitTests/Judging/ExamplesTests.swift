import Testing

@testable import ContractKit

struct ExamplesTests {
    @Test(arguments: [[1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1], [4, 7, 1, 6, 2, 5, 3]] as [[Int64]])
    func `the first by sequence are kept and the others counted`(order: [Int64]) {
        var examples = Examples<String>()
        for sequence in order { examples.add(sequence: sequence, "example \(sequence)") }
        #expect(examples.count == 7)
        #expect(examples.lines(\.self) == (1...5).map { "example \($0)" } + ["and 2 more"])
    }

    @Test func `a few are all shown`() {
        var examples = Examples<String>()
        #expect(examples.lines(\.self).isEmpty)
        for sequence in 1...5 { examples.add(sequence: Int64(sequence), String(sequence)) }
        #expect(examples.lines(\.self) == ["1", "2", "3", "4", "5"])
    }

    @Test func `evidence holds twenty items, the first by sequence, and counts what it leaves out`() {
        var examples = Examples<Int64>()
        for sequence in (1...25).reversed() as ReversedCollection<ClosedRange<Int64>> {
            examples.add(sequence: sequence, sequence)
        }
        let evidence = examples.evidence(expected: "none", actual: "25") {
            [FindingEvidence.Item(.delivery($0), "delivery \($0)")]
        }
        #expect(evidence.items.compactMap(\.delivery) == Array(1...20))
        #expect(evidence.omittedCount == 5)
        #expect(evidence.expected == "none")
        #expect(evidence.actual == "25")
        let pairs = examples.evidence {
            [
                FindingEvidence.Item(.attempt(delivery: $0, number: 1), "first"),
                FindingEvidence.Item(.attempt(delivery: $0, number: 2), "second"),
            ]
        }
        #expect(pairs.items.count == FindingEvidence.itemsMax)
        #expect(pairs.omittedCount == 15)
    }
}
