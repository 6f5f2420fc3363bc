import DeliveryKit
import ScenarioKit

/// Reads a scenario as a command line asks for it.
enum ScenarioLoading {
    static func load(
        _ path: String,
        _ common: CommonArguments,
        _ environment: ProcessEnvironment,
        users: Int64? = nil
    ) throws -> Scenario {
        try ScenarioReader.read(
            try ScenarioFile.load(path: path),
            overrides: ScenarioOverrides(seed: common.seed, speed: common.speed, users: users),
            surroundings: ScenarioSurroundings(
                variable: { environment[$0] },
                assignments: common.assignments
            )
        )
    }
}
