package import JSONKit

/// What a scenario is read with beside its own file: other files, variables, what the command line sets.
package struct ScenarioSurroundings: Sendable {
    /// The value of a variable of the environment; nil where it is not set.
    package var variable: @Sendable (String) -> String?
    /// What `--set` puts in place of what the files say, each `path=value`, in order.
    package var assignments: [String]
    /// Reads a file that another extends.
    package var load: @Sendable (String) throws(ScenarioFileError) -> SourceText

    /// Surroundings without variables and assignments, and with the files on disk, unless given.
    package init(
        variable: @escaping @Sendable (String) -> String? = { _ in nil },
        assignments: [String] = [],
        load: @escaping @Sendable (String) throws(ScenarioFileError) -> SourceText = ScenarioFile.load
    ) {
        self.variable = variable
        self.assignments = assignments
        self.load = load
    }
}
