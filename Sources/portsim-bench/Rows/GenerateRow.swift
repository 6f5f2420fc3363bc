/// Events that `portsim generate FILE > /dev/null` prints, per second on one core.
struct GenerateRow {
    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Counts the events in a first round, which also warms up, then times rounds to /dev/null.
    func measure() throws(BenchError) -> RowResult.Outcome {
        let scenario = ScenarioText.population(users: bench.size.generateUsers)
        let file = try bench.scratch.write(scenario, to: "generate.json5")
        let program = Program(path: bench.portsim, arguments: ["generate", "--quiet", "--no-progress", file])

        let events = try Measurement.of(program, capturesOutput: true).outputLineCount
        guard events >= bench.size.generateEventsMin else {
            let reason = "\(events) events, expected \(bench.size.generateEventsMin) or more"
            throw .unusable(name: program.name, reason: reason)
        }
        let generator = try pythonGenerator()
        var rates: [Double] = []
        var generatorRates: [Double] = []
        var processorMicroseconds: [Double] = []
        var peaks: [Double] = []
        for round in 1...bench.size.rounds {
            if let generator { generatorRates.append(try generator.eventsPerSecond()) }
            let measurement = try Measurement.of(program)
            // With more than one thread, its processor time is what a single core would have needed.
            let seconds = max(measurement.wallSeconds, measurement.processorSeconds)
            rates.append(Double(events) / seconds)
            processorMicroseconds.append(measurement.processorSeconds * 1e6 / Double(events))
            peaks.append(Double(measurement.peakMemoryBytes) / 1e6)
            let figures = [("python3", generatorRates), ("ours", rates)]
                .compactMap { name, rates in rates.last.map { "\(name) \(FigureText.number($0))/s" } }
            bench.note("generate \(round)/\(bench.size.rounds): " + figures.joined(separator: ", "))
        }
        return .figures([
            Figure(
                name: "events on one core",
                ours: rates.median ?? 0,
                unit: "/s",
                comparison: generatorRates.median.map { .peer(PythonGenerator.label, figure: $0) }
                    ?? .noPeer(Peer.python3.absence),
                target: .atLeast(500_000)
            ),
            Figure(name: "CPU per event", ours: processorMicroseconds.median ?? 0, unit: "µs"),
            Figure(name: "peak memory", ours: peaks.median ?? 0, unit: "MB"),
        ])
    }

    private func pythonGenerator() throws(BenchError) -> PythonGenerator? {
        guard let path = Peer.python3.path, try PythonGenerator.isUsable(path: path) else { return nil }
        return try PythonGenerator(path: path, users: bench.size.pythonUsers, scratch: bench.scratch)
    }
}
