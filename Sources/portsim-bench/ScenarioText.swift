/// The scenario files that the bench writes.
enum ScenarioText {
    /// One user, one integration: the first thing anybody runs.
    static let firstConnection = """
        {
          portsim: 1,
          name: 'a first connection',
          users: {
            alice: { integrations: { main: { provider: 'binance', alias: 'Main Trading Account' } } },
          },
          timeline: [
            { at: '0s', connect: 'alice/main', sync: { queued: '2s', takes: '30s', transactions: 1542 } },
          ],
        }

        """

    /// The seed of the crowds.
    static let seed = 1

    /// A crowd with every knob at a number of its own, none drawn: what it is does not change with the defaults.
    ///
    /// Its chains are those whose addresses need no hash function that Python lacks.
    static func population(users: Int, seed: Int = seed) -> String {
        crowd(users: users, seed: seed, arrival: "1h", later: "1h", removal: "1d")
    }

    private static func crowd(
        users: Int,
        seed: Int,
        arrival: String,
        later: String,
        removal: String
    ) -> String {
        """
        {
          portsim: 1,
          name: 'a crowd of \(users)',
          seed: \(seed),
          clock: { start: '2026-01-01T00:00:00Z' },
          population: {
            users: \(users),
            arrival: { over: '\(arrival)' },
            integrationsPerUser: 2,
            providers: { binance: 5, coinbase: 3, bitcoin: 6, solana: 2 },
            queued: '800ms',
            takes: '3s',
            transactions: 300,
            syncFailure: { p: 0.06, reasons: { timeout: 1 } },
            resync: { p: 0.5, after: '\(later)' },
            rename: { p: 0.1, after: '\(later)' },
            remove: { p: 0.05, after: '\(removal)' },
            recalculation: {
              settle: '2s', transferDetection: '8s', costBasis: '20s', failure: { p: 0.01 },
            },
          },
        }

        """
    }

    /// A crowd that connects, syncs and recalculates within seconds: 330 users a second, seven events each.
    ///
    /// So many that there are 2,000 events a second from the first to the last, slow beginning and end included.
    static func realtimePopulation(seconds: Int) -> String {
        quick(users: 330 * seconds, arrival: "\(seconds)s", integrations: 1, takes: "500ms")
    }

    /// Users who are all there from the start and have much to do.
    static func liveUsers(_ users: Int, integrations: Int, takes: String = "3s") -> String {
        quick(users: users, arrival: "1s", integrations: integrations, takes: takes)
    }

    /// A crowd of whom about as many are there at each moment, however long the stream: 250 arrive a minute.
    static func longPopulation(users: Int) -> String {
        crowd(
            users: users,
            seed: seed,
            arrival: "\(users * 60 / 250)s",
            later: "5m",
            removal: "10m"
        )
    }

    private static func quick(users: Int, arrival: String, integrations: Int, takes: String) -> String {
        """
        {
          portsim: 1,
          name: 'a quick crowd of \(users)',
          seed: \(seed),
          clock: { start: '2026-01-01T00:00:00Z' },
          population: {
            users: \(users),
            arrival: { over: '\(arrival)' },
            integrationsPerUser: \(integrations),
            providers: { binance: 5, coinbase: 3, bitcoin: 6, solana: 2 },
            queued: { dist: 'uniform', min: '50ms', max: '500ms' },
            takes: { dist: 'uniform', min: '50ms', max: '\(takes)' },
            transactions: 300,
            syncFailure: { p: 0, reasons: { timeout: 1 } },
            resync: { p: 0, after: '1h' },
            rename: { p: 0, after: '1h' },
            remove: { p: 0, after: '1d' },
            recalculation: {
              settle: '100ms', transferDetection: '300ms', costBasis: '300ms', failure: { p: 0 },
            },
          },
        }

        """
    }

    /// A crowd about which nothing is said but its size.
    static func defaultPopulation(users: Int) -> String {
        """
        { portsim: 1, name: 'a usual crowd of \(users)', population: { users: \(users) } }

        """
    }
}
