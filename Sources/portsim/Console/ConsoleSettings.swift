/// What was decided about colours, progress and how much to say.
package struct ConsoleSettings: Sendable, Equatable {
    /// Colours for stdout.
    package let outputPaint: Paint

    /// Colours for stderr.
    package let errorPaint: Paint

    /// How progress is shown on stderr.
    package let progress: ProgressMode

    /// How much is said beside the result.
    package let verbosity: Verbosity

    /// The facts about the process that the decisions rest on.
    package struct Surroundings: Sendable {
        /// Whether stdout is a terminal.
        package var outputIsTerminal: Bool
        /// Whether stderr is a terminal.
        package var errorIsTerminal: Bool
        /// The variables `NO_COLOR`, `CI` and `TERM` are read from here.
        package var environment: ProcessEnvironment

        /// Facts given one by one.
        package init(outputIsTerminal: Bool, errorIsTerminal: Bool, environment: ProcessEnvironment) {
            self.outputIsTerminal = outputIsTerminal
            self.errorIsTerminal = errorIsTerminal
            self.environment = environment
        }

        /// The facts about this process.
        package static var ofThisProcess: Surroundings {
            Surroundings(
                outputIsTerminal: FileDescriptor.standardOutput.isTerminal,
                errorIsTerminal: FileDescriptor.standardError.isTerminal,
                environment: .ofThisProcess
            )
        }
    }

    /// Decides from what the user asked for and from where the process runs.
    package init(
        color: ColorChoice = .auto,
        showsProgress: Bool = true,
        verbosity: Verbosity = .normal,
        surroundings: Surroundings
    ) {
        let environment = surroundings.environment
        let isDumb = environment["TERM"] == "dumb"
        let isAutomated = environment.isOn("CI")
        // https://no-color.org: present and not empty.
        let isColorRefused = !(environment["NO_COLOR"] ?? "").isEmpty || isDumb || isAutomated

        func paint(isTerminal: Bool) -> Paint {
            switch color {
            case .always: Paint(isOn: true)
            case .never: Paint(isOn: false)
            case .auto: Paint(isOn: isTerminal && !isColorRefused)
            }
        }
        outputPaint = paint(isTerminal: surroundings.outputIsTerminal)
        errorPaint = paint(isTerminal: surroundings.errorIsTerminal)
        self.verbosity = verbosity
        progress =
            if !showsProgress || verbosity == .quiet {
                .hidden
            } else if surroundings.errorIsTerminal && !isDumb && !isAutomated {
                .live
            } else {
                .lines
            }
    }
}

/// What `--color` asks for.
package enum ColorChoice: String, CaseIterable, Sendable {
    case auto
    case always
    case never
}

/// How much is said beside the result.
package enum Verbosity: Sendable, Equatable {
    case quiet
    case normal
    case verbose
}
