import Testing

@testable import portsim

@Suite struct UsageErrorTests {
    @Test(
        arguments: [
            (
                .commandUnknown("runn", suggestion: "run"), "there is no command 'runn'",
                ["did you mean 'run'?", "'portsim --help' lists the commands"]
            ),
            (
                .flagUnknown("--sede", command: .run, suggestion: "--seed"), "'run' has no flag '--sede'",
                ["did you mean '--seed'?", "'portsim run --help' lists its flags"]
            ),
            (
                .argumentUnwanted(.listen, "x"), "'listen' takes no arguments, but 'x' is given",
                ["usage: portsim listen [FLAGS]"]
            ),
            (
                .argumentUnwanted(.list, "x"), "'list' takes one argument, but 'x' is given too",
                ["usage: portsim list [FLAGS] KIND"]
            ),
            (
                .argumentMissing(.run, placeholder: "FILE"), "'run' needs FILE",
                ["usage: portsim run [FLAGS] FILE…"]
            ),
            (
                .flagNeeds(.resume, other: .database), "--resume needs --db FILE",
                ["'portsim COMMAND --help' says what each flag takes"]
            ),
            (
                .flagBeforeCommand("--seed"), "flags follow the command, but '--seed' comes first",
                ["write 'portsim COMMAND --seed'; 'portsim --help' lists the commands"]
            ),
            (
                .valueInvalid(.speed, value: "fast", expected: "instant", suggestion: nil),
                "--speed cannot be 'fast': expected instant",
                ["'portsim COMMAND --help' says what each flag takes"]
            ),
            (
                .secretUnusable(.empty), "the value of --secret is empty",
                ["'portsim COMMAND --help' says what each flag takes"]
            ),
        ] as [(UsageError, String, [String])]
    )
    func `an error says what is wrong and what helps`(error: UsageError, message: String, help: [String]) {
        #expect(error.message == message)
        #expect(error.help == help)
    }

    @Test func `what the user typed cannot move the cursor`() {
        let error = UsageError.commandUnknown("\u{1B}[2J", suggestion: nil)
        #expect(error.message == "there is no command '\\u{1b}[2J'")
    }
}
