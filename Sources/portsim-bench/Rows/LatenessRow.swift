/// How late deliveries of `portsim run --speed realtime` arrive that are planned at 2,000 a second.
struct LatenessRow {
    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    func measure() throws(BenchError) -> RowResult.Outcome {
        let scenario = ScenarioText.realtimePopulation(seconds: bench.size.latenessSeconds)
        let file = try bench.scratch.write(scenario, to: "lateness.json5")
        let consumer = try BenchConsumer(.prompt)
        let run = OurRun(bench, file: file, url: consumer.url, flags: ["--speed", "realtime"])
        var medians: [Double] = []
        var percentiles: [Double] = []
        var rates: [Double] = []
        for round in 1...bench.size.rounds {
            _ = try run.run(deliveriesMin: bench.size.latenessSeconds * 1_500)
            let arrivals = consumer.takeArrivals()
            let lateness = arrivals.lateness()
            medians.append(lateness.percentile(50) ?? 0)
            percentiles.append(lateness.percentile(99) ?? 0)
            rates.append(arrivals.plannedPerSecond)
            bench.note(
                "lateness \(round)/\(bench.size.rounds): p99 \(FigureText.number(percentiles.last ?? 0)) ms, "
                    + "\(arrivals.count) deliveries"
            )
        }
        return .figures([
            Figure(name: "deliveries in real time", ours: rates.median ?? 0, unit: "/s"),
            Figure(name: "lateness, median", ours: medians.median ?? 0, unit: "ms"),
            Figure(name: "lateness, p99", ours: percentiles.median ?? 0, unit: "ms", target: .below(5)),
        ])
    }
}
