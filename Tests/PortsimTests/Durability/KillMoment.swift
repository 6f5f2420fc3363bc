import SimulationKit

/// When a child is killed; no clock is involved.
enum KillMoment: CustomStringConvertible {
    /// At the n-th pass of a named point, by its own hand.
    case passing(String, count: Int)
    /// When the consumer has received n requests of it.
    case receiving(count: Int)

    var description: String {
        switch self {
        case .passing(let point, let count): "\(point):\(count)"
        case .receiving(let count): "request \(count)"
        }
    }
}

/// How one run is interrupted: once, or twice in a row.
struct KillPlan: CustomStringConvertible {
    let ordering: PopulationRun.Ordering
    let concurrency: Int
    let moments: [KillMoment]

    /// Draws a plan whose moments are all reached before the run is over.
    init(seed: Int, against reference: (PopulationRun.Ordering) throws -> DeliveryTrace) rethrows {
        var choices = RandomStream(state: UInt64(seed))
        func number(upTo most: Int) -> Int { Int(choices.within(1...Int64(most))) }
        // Each kind of moment under each order, each of those once and twice in a row, within 24 seeds.
        ordering = seed / 4 % 2 == 0 ? .strict : .none
        concurrency = [1, 4, 32][number(upTo: 3) - 1]
        let trace = try reference(ordering)
        // Whoever is killed twice has half of the way for each time, so that there is a second time.
        let times = seed % 3 == 0 ? 2 : 1
        // Each attempt of a lane waits for the commit of the one before, however commits are grouped; without
        // lanes only the attempts of one delivery do, and some have three.
        let commits = ordering == .strict ? trace.attemptsInLaneMax / times : 2
        let attempts = trace.attempts.count / times
        moments = (0..<times).map { _ in
            switch seed % 4 {
            case 1: .passing("afterSend", count: number(upTo: attempts))
            case 3: .passing("beforeCommit", count: number(upTo: commits))
            default: .receiving(count: number(upTo: attempts))
            }
        }
    }

    /// A plan with one moment.
    init(_ moment: KillMoment, ordering: PopulationRun.Ordering) {
        self.ordering = ordering
        concurrency = 8
        moments = [moment]
    }

    var description: String {
        "order \(ordering), concurrency \(concurrency), killed at "
            + moments.map(\.description).joined(separator: ", then at ")
    }
}
