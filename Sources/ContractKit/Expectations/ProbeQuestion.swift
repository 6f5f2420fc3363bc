/// What a consumer is asked about itself, and what it must say.
package struct ProbeQuestion: Equatable, Sendable {
    /// The name of the read in the probe's definition, such as `integration`.
    package var read: String
    /// Whom it is about; nil for nobody.
    package var user: EventSelector.User?
    /// Which integration it is about; nil for none.
    package var wallet: EventSelector.Wallet?
    /// What it must say.
    package var value: ValueCondition
    /// How long to ask again until it says so, in real milliseconds; nil for the patience of the run.
    package var withinMilliseconds: Int64?

    /// Asks a question.
    package init(
        read: String,
        user: EventSelector.User? = nil,
        wallet: EventSelector.Wallet? = nil,
        value: ValueCondition,
        withinMilliseconds: Int64? = nil
    ) {
        self.read = read
        self.user = user
        self.wallet = wallet
        self.value = value
        self.withinMilliseconds = withinMilliseconds
    }

    /// What is asked, in a few words: `integration of alice/main`.
    package var subject: String {
        if let wallet { return "\(read) of \(wallet.name)" }
        return user.map { "\(read) of \($0.name)" } ?? read
    }

    /// The question as part of a sentence: `integration of alice/main: "COMPLETED"`.
    package var description: String { "\(subject): \(value.description)" }
}
