import ScenarioKit
import SimulationKit

/// Prints the provider's whole lawful stream, one body a line.
enum GenerateCommand {
    static func run(_ arguments: GenerateArguments, _ console: Console) throws -> ExitCode {
        let scenario = try ScenarioLoading.load(arguments.file, arguments.common)
        let seed = scenario.seed
        var world = try scenario.world()
        var writer = BodyWriter(profile: scenario.profile, seed: seed)
        var judge = StreamJudge(
            profile: scenario.profile,
            announcesProgress: scenario.behaviour.announcesProgress
        )
        var left = arguments.limit ?? .max
        var events: [Event] = []
        var line: [UInt8] = []
        while left > 0, world.nextMoment != nil {
            events.removeAll(keepingCapacity: true)
            try world.step(into: &events)
            for event in events {
                try judge.observe(Observation(event))
                writer.begin(event)
                for grant in scenario.profile.grants(of: event, in: world) where left > 0 {
                    line.removeAll(keepingCapacity: true)
                    writer.append(event, for: Target(webhook: 0, grant: grant), to: &line)
                    line.append(UInt8(ascii: "\n"))
                    try console.write(bytes: line)
                    left -= 1
                }
            }
            for user in world.takeRetiredUsers() { try judge.retire(user) }
        }
        if world.nextMoment == nil { try judge.finish() }
        return .success
    }
}
