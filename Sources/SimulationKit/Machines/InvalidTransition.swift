/// A machine was given an input that its state does not allow.
package struct InvalidTransition: Error, Equatable {
    /// The machine's name.
    package let machine: String
    /// The state it was in, and still is.
    package let state: String
    /// The input it refused.
    package let input: String

    init(_ machine: String, from state: String, on input: String) {
        self.machine = machine
        self.state = state
        self.input = input
    }

    /// What went wrong, for people.
    package var message: String {
        "\(machine): \(input) is not possible while \(state)"
    }
}
