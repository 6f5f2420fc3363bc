/// How much is measured.
enum BenchSize: Equatable {
    /// As the figures are published.
    case full
    /// A few seconds: shows that everything works, not how fast it is.
    case quick

    /// Users of the population that `generate` prints.
    var generateUsers: Int {
        switch self {
        case .full: 75_000
        case .quick: 7_500
        }
    }

    /// Fewest events of that population; fewer would be a broken stream, not a figure.
    var generateEventsMin: Int {
        switch self {
        case .full: 1_000_000
        case .quick: 100_000
        }
    }

    /// Users of the population whose bodies are compared with those of the Python generator.
    var comparedUsers: Int { 100 }

    /// Users of the population of the Python generator, which has less to do because it takes longer.
    var pythonUsers: Int {
        switch self {
        case .full: 15_000
        case .quick: 1_500
        }
    }

    /// Users of the population that `run` delivers.
    var runUsers: Int {
        switch self {
        case .full: 22_500
        case .quick: 2_250
        }
    }

    /// Fewest deliveries of that population.
    var runDeliveriesMin: Int {
        switch self {
        case .full: 300_000
        case .quick: 30_000
        }
    }

    /// How often ours and the peers take turns; the median of each is the figure.
    var rounds: Int {
        switch self {
        case .full: 3
        case .quick: 1
        }
    }

    /// Tasks of the Python queue, which has less to do because it takes longer.
    var queueDeliveries: Int {
        switch self {
        case .full: 4_000
        case .quick: 400
        }
    }

    /// The populations of growing size, the largest with ten times the deliveries of the one before.
    var growth: [(users: Int, deliveriesMin: Int)] {
        switch self {
        case .full: [(500, 10_000), (15_000, 300_000), (150_000, 3_000_000)]
        case .quick: [(50, 1_000), (500, 10_000), (5_000, 100_000)]
        }
    }

    /// How long deliveries are planned in real time.
    var latenessSeconds: Int {
        switch self {
        case .full: 15
        case .quick: 2
        }
    }

    /// Integrations of each of the users that a slow consumer is told about.
    var slowIntegrationsPerUser: Int {
        switch self {
        case .full: 20
        case .quick: 4
        }
    }

    /// How many process starts are timed.
    var starts: Int {
        switch self {
        case .full: 20
        case .quick: 5
        }
    }

    /// How long wrk posts.
    var wrkSeconds: Int {
        switch self {
        case .full: 5
        case .quick: 1
        }
    }

    /// How many requests hey posts; a multiple of its 64 connections.
    var heyRequests: Int {
        switch self {
        case .full: 200_000
        case .quick: 12_800
        }
    }
}
