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

    /// A crowd whose times are constant; what else a population has stays at its default.
    static func population(users: Int) -> String {
        """
        {
          portsim: 1,
          name: 'a crowd of \(users)',
          population: { users: \(users), arrival: { over: '1h' }, integrationsPerUser: 2 },
        }

        """
    }
}
