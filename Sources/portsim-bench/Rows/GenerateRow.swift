import WireKit

/// Events that `portsim generate FILE > /dev/null` prints, per second on one core.
struct GenerateRow {
    /// What the rounds gave of one crowd.
    private struct Samples {
        var perSecond: [Double] = []
        var processorMicroseconds: [Double] = []
        var peakMegabytes: [Double] = []

        mutating func add(_ measurement: Measurement, events: Int) {
            // With more than one thread, its processor time is what a single core would have needed.
            let seconds = max(measurement.wallSeconds, measurement.processorSeconds)
            perSecond.append(Double(events) / seconds)
            processorMicroseconds.append(measurement.processorSeconds * 1e6 / Double(events))
            peakMegabytes.append(Double(measurement.peakMemoryBytes) / 1e6)
        }
    }

    /// The Python generator, or why there is no comparison with it.
    private enum PythonPeer {
        case usable(PythonGenerator)
        case none(String)
    }

    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Counts the events in a first round, which also warms up, then times rounds to /dev/null.
    func measure() throws(BenchError) -> RowResult.Outcome {
        let size = bench.size
        let fixed = try program(ScenarioText.population(users: size.generateUsers), "generate.json5")
        let usual = try program(ScenarioText.defaultPopulation(users: size.generateUsers), "usual.json5")
        let fixedEvents = try count(fixed)
        let usualEvents = try count(usual)
        let peer = try pythonPeer()

        var fixedSamples = Samples()
        var usualSamples = Samples()
        var peerRates: [Double] = []
        for round in 1...size.rounds {
            if case .usable(let generator) = peer {
                peerRates.append(try generator.eventsPerSecond(users: size.pythonUsers))
            }
            fixedSamples.add(try Measurement.of(fixed), events: fixedEvents)
            usualSamples.add(try Measurement.of(usual), events: usualEvents)
            let figures = [
                ("python3", peerRates), ("ours", fixedSamples.perSecond),
                ("default population", usualSamples.perSecond),
            ]
            .compactMap { name, rates in rates.last.map { "\(name) \(FigureText.number($0))/s" } }
            bench.note("generate \(round)/\(size.rounds): " + figures.joined(separator: ", "))
        }
        let comparison: Figure.Comparison =
            switch peer {
            case .usable: .peer(PythonGenerator.label, figure: peerRates.median ?? 0)
            case .none(let absence): .noPeer(absence)
            }
        return .figures(GenerateRow.figures(fixedSamples, usual: usualSamples, comparison))
    }

    private static func figures(
        _ fixed: Samples,
        usual: Samples,
        _ comparison: Figure.Comparison
    ) -> [Figure] {
        let perSecond = fixed.perSecond.median ?? 0
        return [
            Figure(name: "events on one core", ours: perSecond, unit: "/s", target: .atLeast(1_000_000)),
            Figure(
                name: "events, the same bodies",
                ours: perSecond,
                unit: "/s",
                comparison: comparison,
                target: .ratioAtLeast(20)
            ),
            Figure(name: "CPU per event", ours: fixed.processorMicroseconds.median ?? 0, unit: "µs"),
            Figure(name: "peak memory", ours: fixed.peakMegabytes.median ?? 0, unit: "MB"),
            Figure(
                name: "events, default population",
                ours: usual.perSecond.median ?? 0,
                unit: "/s",
                target: .atLeast(1_000_000)
            ),
            Figure(
                name: "CPU per event, default population",
                ours: usual.processorMicroseconds.median ?? 0,
                unit: "µs"
            ),
        ]
    }

    private func program(_ scenario: String, _ name: String) throws(BenchError) -> Program {
        let file = try bench.scratch.write(scenario, to: name)
        return Program(path: bench.portsim, arguments: ["generate", "--quiet", "--no-progress", file])
    }

    private func count(_ program: Program) throws(BenchError) -> Int {
        let events = try Measurement.of(program, capturesOutput: true).outputLineCount
        guard events >= bench.size.generateEventsMin else {
            let reason = "\(events) events, expected \(bench.size.generateEventsMin) or more"
            throw .unusable(name: program.name, reason: reason)
        }
        return events
    }

    /// Only a generator of the very same bytes is compared with.
    private func pythonPeer() throws(BenchError) -> PythonPeer {
        guard let path = Peer.python3.path, try PythonGenerator.isUsable(path: path) else {
            return .none(Peer.python3.absence)
        }
        let generator = try PythonGenerator(path: path, scratch: bench.scratch)
        let users = bench.size.comparedUsers
        let ours = try Measurement.of(
            program(ScenarioText.population(users: users), "compared.json5"),
            capturesOutput: true
        )
        let bodies = try generator.bodies(users: users, seed: ScenarioText.seed)
        guard bodies == ours.output, bodies.count < CapturedOutput.bytesKeptMax else {
            return .none("python3 writes other bodies")
        }
        let digest = SHA256.digest(of: bodies).hex
        bench.note("generate: python3 writes the same \(ours.outputLineCount) bodies, SHA-256 \(digest)")
        return .usable(generator)
    }
}
