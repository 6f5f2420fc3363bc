/// Deliveries to a consumer that takes 5 ms for each answer: 64 connections cannot carry more than 12,800/s.
struct SlowConsumerRow {
    private static let answerMilliseconds = 5
    private static let users = 1_000

    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    func measure() throws(BenchError) -> RowResult.Outcome {
        let integrations = bench.size.slowIntegrationsPerUser
        let scenario = ScenarioText.liveUsers(SlowConsumerRow.users, integrations: integrations)
        let file = try bench.scratch.write(scenario, to: "slow.json5")
        let milliseconds = SlowConsumerRow.answerMilliseconds
        let consumer = try BenchConsumer(.slow(nanoseconds: Int64(milliseconds) * 1_000_000))
        let run = OurRun(bench, file: file, url: consumer.url)
        var rates: [Double] = []
        for round in 1...bench.size.rounds {
            let (report, _) = try run.run(deliveriesMin: SlowConsumerRow.users * integrations * 3)
            rates.append(report.deliveriesPerSecond)
            bench.note(
                "slow-consumer \(round)/\(bench.size.rounds): \(FigureText.number(rates.last ?? 0))/s"
            )
        }
        let possible = Double(Load.connections * 1_000 / milliseconds)
        return .figures([
            Figure(
                name: "deliveries, each answered after \(milliseconds) ms",
                ours: rates.median ?? 0,
                unit: "/s",
                comparison: .peer("\(Load.connections) connections ÷ \(milliseconds) ms", figure: possible),
                target: .ratioAtLeast(0.95)
            )
        ])
    }
}
