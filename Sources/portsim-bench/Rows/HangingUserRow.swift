/// How late the deliveries of 31 users arrive in real time while the consumer's path for another one hangs.
struct HangingUserRow {
    private static let users = 32

    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Runs without and with the hang in turn; of both, the deliveries of the user who is heard of first are left out.
    func measure() throws(BenchError) -> RowResult.Outcome {
        let integrations = bench.size.hangingIntegrationsPerUser
        let scenario = ScenarioText.liveUsers(Self.users, integrations: integrations, takes: "9s")
        let file = try bench.scratch.write(scenario, to: "hanging.json5")
        // Shorter than the timeout, so that everything is delivered in the end.
        let hang = Int64(bench.size.hangMilliseconds) * 1_000_000
        var without: [Double] = []
        var with: [Double] = []
        for round in 1...bench.size.rounds {
            without.append(try percentile(.prompt, file))
            with.append(try percentile(.hanging(nanoseconds: hang), file))
            bench.note(
                "hanging-user \(round)/\(bench.size.rounds): p99 \(FigureText.number(with.last ?? 0)) ms, "
                    + "\(FigureText.number(without.last ?? 0)) ms without"
            )
        }
        return .figures([
            Figure(
                name: "lateness of the others, p99, while 1 of \(Self.users) users hangs",
                ours: with.median ?? 0,
                unit: "ms",
                comparison: .peer("ours, nobody hangs", figure: without.median ?? 0),
                target: .ratioBelow(2)
            )
        ])
    }

    private func percentile(_ conduct: BenchConsumer.Conduct, _ file: String) throws(BenchError) -> Double {
        let consumer = try BenchConsumer(conduct)
        let run = OurRun(bench, file: file, url: consumer.url, flags: ["--speed", "realtime"])
        _ = try run.run(deliveriesMin: Self.users * bench.size.hangingIntegrationsPerUser * 3)
        let arrivals = consumer.takeArrivals()
        return arrivals.lateness(withoutUser: arrivals.firstUser).percentile(99) ?? 0
    }
}
