import Testing

@testable import portsim

@Suite struct ConsoleSettingsTests {
    @Test(
        arguments: [
            (ColorChoice.auto, true, [:], true),
            (.auto, false, [:], false),
            (.auto, true, ["NO_COLOR": "1"], false),
            (.auto, true, ["NO_COLOR": ""], true),
            (.auto, true, ["CI": "true"], false),
            (.auto, true, ["CI": "false"], true),
            (.auto, true, ["CI": "0"], true),
            (.auto, true, ["CI": ""], true),
            (.auto, true, ["TERM": "dumb"], false),
            (.auto, true, ["TERM": "xterm"], true),
            (.always, false, ["NO_COLOR": "1", "CI": "true", "TERM": "dumb"], true),
            (.never, true, [:], false),
        ] as [(ColorChoice, Bool, [String: String], Bool)]
    )
    func `colours follow the flag, then the variables, then the terminal`(
        choice: ColorChoice,
        isTerminal: Bool,
        variables: [String: String],
        isOn: Bool
    ) {
        let settings = settings(color: choice, output: isTerminal, error: isTerminal, variables: variables)
        #expect(settings.outputPaint == Paint(isOn: isOn))
        #expect(settings.errorPaint == Paint(isOn: isOn))
    }

    @Test func `each stream has colours for itself`() {
        let settings = settings(output: false, error: true)
        #expect(!settings.outputPaint.isOn && settings.errorPaint.isOn)
    }

    @Test(
        arguments: [
            (true, true, Verbosity.normal, [:], ProgressMode.live),
            (true, true, .verbose, [:], .live),
            (true, false, .normal, [:], .lines),
            (true, true, .normal, ["CI": "1"], .lines),
            (true, true, .normal, ["TERM": "dumb"], .lines),
            (true, true, .normal, ["NO_COLOR": "1"], .live),
            (false, true, .normal, [:], .hidden),
            (false, false, .normal, [:], .hidden),
            (true, true, .quiet, [:], .hidden),
        ] as [(Bool, Bool, Verbosity, [String: String], ProgressMode)]
    )
    func `progress is live on a terminal, lines elsewhere, hidden when not wanted`(
        isWanted: Bool,
        isTerminal: Bool,
        verbosity: Verbosity,
        variables: [String: String],
        mode: ProgressMode
    ) {
        let settings = settings(
            showsProgress: isWanted,
            verbosity: verbosity,
            output: false,
            error: isTerminal,
            variables: variables
        )
        #expect(settings.progress == mode)
    }

    private func settings(
        color: ColorChoice = .auto,
        showsProgress: Bool = true,
        verbosity: Verbosity = .normal,
        output: Bool,
        error: Bool,
        variables: [String: String] = [:]
    ) -> ConsoleSettings {
        ConsoleSettings(
            color: color,
            showsProgress: showsProgress,
            verbosity: verbosity,
            surroundings: .init(
                outputIsTerminal: output,
                errorIsTerminal: error,
                environment: ProcessEnvironment(variables)
            )
        )
    }
}
