import ScenarioKit

/// Prints a schema.
enum SchemaCommand {
    static func run(_ arguments: SchemaArguments, _ console: Console) throws -> ExitCode {
        switch arguments.kind {
        case .scenario: try console.write(bytes: ScenarioSchema.bytes)
        }
        return .success
    }
}
