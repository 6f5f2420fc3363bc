import JSONKit
import SimulationKit

extension ContractCheck {
    static let permutations = ContractCheck(
        "ORD-06",
        "every order of one history leads to one belief",
        .should,
        effects: .some,
        needs: [.portfolio],
        sends:
            "One history of seven events to a fresh user in order, then to twelve others in orders and with repetitions drawn from the seed. All users end as the first.",
        why:
            "Every pair of events can be crossed by a retry, not only those that other checks name. A failure is brought down to the fewest events that show it.",
        source: "000, at-least-once delivery without order",
        remedy: .orderIntegrations
    ) { run throws(CheckStop) in
        guard run.knows(.integration) || run.knows(.transferDetection) || run.knows(.costBasis) else {
            try run.effects(.integration, .transferDetection, .costBasis) { () throws(CheckStop) in }
            return
        }
        let history = Permutations(run)
        let all = Array(0..<Permutations.eventCount)
        let wanted = try history.belief(after: all)
        var random = run.random
        for _ in 1...12 {
            let order = Permutations.order(&random)
            let found = try history.belief(after: order)
            guard found != wanted else { continue }
            let fewest = try history.shrunk(order)
            run.fail(
                "the order \(history.words(fewest.order)) leads to \(fewest.found), the right one to \(fewest.wanted)",
                hint:
                    "what is believed depends on the order of arrival: weigh events by the times they tell of"
            )
            return
        }
    }
}

/// One history of a user, delivered in any order.
private struct Permutations {
    static let eventCount = 7
    private static let types: [EventType] = [
        .integrationCreated, .integrationUpdated, .integrationUpdated, .transferDetectionStarted,
        .transferDetectionCompleted, .costBasisStarted, .costBasisCompleted,
    ]
    private let run: CheckRun

    init(_ run: CheckRun) { self.run = run }

    /// An order of all events in which some come twice.
    static func order(_ random: inout RandomStream) -> [Int] {
        var order = Array(0..<eventCount)
        for place in 0..<eventCount where random.below(4) == 0 { order.append(place) }
        for place in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(place, Int(random.below(UInt64(place + 1))))
        }
        return order
    }

    /// What the consumer believes of a fresh user after these events.
    func belief(after order: [Int]) throws(CheckStop) -> String {
        let subject = run.subject()
        var made: [Int: CheckDelivery] = [:]
        for place in order where made[place] == nil { made[place] = delivery(place, of: subject) }
        var refused: [CheckDelivery] = []
        for place in order {
            guard let delivery = made[place] else { continue }
            if try !run.send(delivery).isAccepted { refused.append(delivery) }
        }
        // What was refused comes again, as the provider sees to.
        for delivery in refused { try run.send(delivery) }
        try run.fence()
        var words: [String] = []
        for read in [CheckRead.integration, .transferDetection, .costBasis] where run.knows(read) {
            switch try run.look(read, of: subject) {
            case .success(let value): words.append("\(read.rawValue) \(ValueText.text(value))")
            case .failure(let failure):
                run.leaveOpen(failure.message)
                throw .settled
            }
        }
        return words.joined(separator: ", ")
    }

    /// The fewest of an order's events that still lead elsewhere than in their right order.
    func shrunk(_ order: [Int]) throws(CheckStop) -> (order: [Int], found: String, wanted: String) {
        var best = order
        var found = try belief(after: best)
        var wanted = try belief(after: Array(Set(best)).sorted())
        var place = 0
        while place < best.count {
            var fewer = best
            fewer.remove(at: place)
            let there = try belief(after: fewer)
            let right = try belief(after: Array(Set(fewer)).sorted())
            if there != right {
                (best, found, wanted) = (fewer, there, right)
            } else {
                place += 1
            }
        }
        return (best, found, wanted)
    }

    /// The events of an order by their names.
    func words(_ order: [Int]) -> String {
        order.map { place in
            switch place {
            case 1: "integration.updated (sync begins)"
            case 2: "integration.updated (sync completed)"
            default: Self.types[place].name
            }
        }
        .joined(separator: ", ")
    }

    private func delivery(_ place: Int, of subject: CheckSubject) -> CheckDelivery {
        let seconds = Int64(10 * place)
        if place == 1 { return ContractCheck.ongoing(run, of: subject, seconds: seconds) }
        return run.delivery(Self.types[place], of: subject, seconds: seconds)
    }
}
