package import ContractKit
package import DeliveryKit
package import SimulationKit

/// A scenario as it was read: whole and checked.
package struct Scenario: Sendable {
    /// What reports call it.
    package let name: String
    /// Which provider is simulated.
    package let profile: Profile
    /// Where every draw begins.
    package let seed: UInt64
    /// The moment at which the simulation begins.
    package let start: Moment
    /// How fast simulated time may pass.
    package let speed: Speed
    /// Who is told of events; empty where the file names nobody.
    package let webhooks: [WebhookSpecification]
    /// The users that the timeline names, in the order of the file.
    package let users: [UserSpecification]
    /// The timeline by moment; steps of one moment in the order of the file.
    package let commands: [Command]
    /// What is done to webhooks, by moment; steps of one moment in the order of the file.
    package let webhookSteps: [WebhookStep]
    /// The crowd, if there is one.
    package let population: Population?
    /// How the provider behaves towards the named users.
    package let behaviour: ProviderBehaviour
    /// How the account provider behaves towards the named users; nil at the portfolio provider.
    package let account: AccountBehaviour?
    /// How deliveries are made.
    package let delivery: DeliverySettings
    /// Whether plain http may leave this machine.
    package let allowsInsecure: Bool
    /// What must be true of the run; there is always one that deliveries are accepted.
    package let expectations: [Expectation]
    /// Bounds on figures of the run, in the order of the table.
    package let thresholds: [Threshold]
    /// Where the consumer tells what it believes; nil for the consumer inside the process.
    package let probe: ProbeDefinition?
    /// What befalls the run, in the order of the file.
    package let faults: [Fault]
    /// What each of them is aimed at and hits, for people; empty where it is everything.
    package let faultAims: [String]
    /// What the file says and most likely does not mean; nil where there is nothing of the kind.
    package var warnings: ScenarioWarnings? = nil
    /// SHA-256 in hex of what makes the run what it is: all content but addresses, secrets, seed and speed.
    package let fingerprint: String
    /// Where its files ask for what is judged.
    package var places = ScenarioPlaces()

    /// Whether QUEUED-again and ONGOING are announced.
    package var announcesProgress: Bool { behaviour.announcesProgress }

    /// The faults, ready to befall the run.
    package var faultPlan: FaultPlan { faults.isEmpty ? .none : FaultPlan(faults, seed: seed) }

    /// Makes the world at its start, the whole timeline submitted; lawful without the faults of jobs.
    ///
    /// Throws when the world refuses a step, which for a scenario that was read is a fault of this program.
    package func world(withFaults: Bool = true) throws(CommandRefused) -> World {
        var world = World(
            seed: seed,
            start: start,
            behaviour: behaviour,
            account: account,
            users: users,
            population: population,
            jobFaults: withFaults ? faultPlan.jobFaults : []
        )
        for command in commands { try world.submit(command) }
        return world
    }
}
