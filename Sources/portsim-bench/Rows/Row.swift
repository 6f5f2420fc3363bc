/// What is measured together, named as `--only` names it.
enum Row: String, CaseIterable {
    case generate
    case run
    case growth
    case lateness
    case slowConsumer = "slow-consumer"
    case send
    case firstRequest = "first-request"

    /// What of it is measured, in one line.
    var summary: String {
        switch self {
        case .generate: "events that 'portsim generate' prints, per second on one core"
        case .run: "deliveries of 'portsim run' to nginx, durable and signed, and its memory"
        case .growth: "memory and CPU of 'portsim run', from 10,000 deliveries to 3,000,000"
        case .lateness: "how late deliveries arrive in real time, at 2,000 a second"
        case .slowConsumer: "deliveries to a consumer that takes 5 ms for each answer"
        case .send: "from the start of 'portsim send' to its end"
        case .firstRequest: "from the start of 'portsim run' to the first byte of a request"
        }
    }

    /// Measures it.
    ///
    /// - Throws: what kept it from being measured; a missing peer does not.
    func measure(_ bench: BenchSetting) throws(BenchError) -> RowResult.Outcome {
        switch self {
        case .generate: try GenerateRow(bench).measure()
        case .run: try RunRow(bench).measure()
        case .growth: try GrowthRow(bench).measure()
        case .lateness: try LatenessRow(bench).measure()
        case .slowConsumer: try SlowConsumerRow(bench).measure()
        case .send: try SendRow(bench).measure()
        case .firstRequest: try FirstRequestRow(bench).measure()
        }
    }
}

/// What became of a row.
struct RowResult {
    enum Outcome {
        case figures([Figure])
        /// Without this peer there is nothing to measure against.
        case noPeer(String)
        case failed(BenchError)
    }

    let row: Row
    let outcome: Outcome
}

/// What rows need to be measured.
struct BenchSetting {
    /// The binary that is measured.
    let portsim: String
    let size: BenchSize
    let scratch: ScratchDirectory
    /// Tells somebody who waits what was just measured.
    let note: (String) -> Void
}
