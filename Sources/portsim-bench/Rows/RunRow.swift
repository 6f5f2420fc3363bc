/// Deliveries of `portsim run` to nginx, signed, strict and durable, beside load generators that post a
/// static body to the same nginx in turns with it.
struct RunRow {
    /// What one round gave of one contestant.
    struct Samples {
        var perSecond: [Double] = []
        var processorMicroseconds: [Double] = []

        mutating func add(_ run: (load: Load, measurement: Measurement)) {
            perSecond.append(run.load.requestsPerSecond)
            processorMicroseconds.append(run.measurement.processorSeconds * 1e6 / Double(run.load.requests))
        }
    }

    /// The samples of ours, which has more to tell.
    struct OurSamples {
        var perSecond: [Double] = []
        var perSecondOfProcess: [Double] = []
        var processorMicroseconds: [Double] = []
        var peakMegabytes: [Double] = []

        mutating func add(_ report: RunReport, _ measurement: Measurement) {
            let deliveries = Double(report.deliveries)
            perSecond.append(report.deliveriesPerSecond)
            perSecondOfProcess.append(deliveries / measurement.wallSeconds)
            processorMicroseconds.append(measurement.processorSeconds * 1e6 / deliveries)
            peakMegabytes.append(Double(measurement.peakMemoryBytes) / 1e6)
        }
    }

    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Lets all take turns; a peer that is missing is passed over.
    func measure() throws(BenchError) -> RowResult.Outcome {
        guard let nginx = Peer.nginx.path else { return .noPeer(Peer.nginx.absence) }
        let size = bench.size
        let sink = try NginxSink(path: nginx, scratch: bench.scratch)
        var wrk: Wrk?
        if let path = Peer.wrk.path {
            wrk = try Wrk(path: path, url: sink.url, seconds: size.wrkSeconds, scratch: bench.scratch)
        }
        let hey = Peer.hey.path.map { Hey(path: $0, url: sink.url, requests: size.heyRequests) }
        let queue = try pythonQueue(sink)
        let file = try bench.scratch.write(ScenarioText.population(users: size.runUsers), to: "run.json5")

        var ours = OurSamples()
        var wrkSamples = Samples()
        var heySamples = Samples()
        var queueSamples = Samples()
        let run = OurRun(bench, file: file, url: sink.url)
        for round in 1...size.rounds {
            if let wrk { wrkSamples.add(try wrk.run()) }
            let (report, measurement) = try run.run(deliveriesMin: size.runDeliveriesMin)
            ours.add(report, measurement)
            if let hey { heySamples.add(try hey.run()) }
            if let queue { queueSamples.add(try queue.run(deliveries: size.queueDeliveries)) }
            let figures = [
                ("wrk", wrkSamples.perSecond), ("ours", ours.perSecond), ("hey", heySamples.perSecond),
                ("huey", queueSamples.perSecond),
            ]
            .compactMap { name, rates in rates.last.map { "\(name) \(FigureText.number($0))/s" } }
            bench.note("run \(round)/\(size.rounds): " + figures.joined(separator: ", "))
        }
        return .figures(RunRow.figures(ours, wrk: wrkSamples, hey: heySamples, queue: queueSamples))
    }

    private func pythonQueue(_ sink: NginxSink) throws(BenchError) -> PythonQueue? {
        guard let path = Peer.python3.path, try PythonQueue.isUsable(path: path) else { return nil }
        return try PythonQueue(path: path, url: sink.url, scratch: bench.scratch)
    }

    /// The lines of the table.
    static func figures(_ ours: OurSamples, wrk: Samples, hey: Samples, queue: Samples) -> [Figure] {
        let perSecond = ours.perSecond.median ?? 0
        let processorMicroseconds = ours.processorMicroseconds.median ?? 0
        return [
            Figure(
                name: "deliveries",
                ours: perSecond,
                unit: "/s",
                comparison: comparison(with: .wrk, Wrk.label, wrk.perSecond),
                target: .ratioAtLeast(0.5)
            ),
            Figure(
                name: "deliveries",
                ours: perSecond,
                unit: "/s",
                comparison: comparison(with: .hey, Hey.label, hey.perSecond),
                target: .ratioAtLeast(1)
            ),
            Figure(
                name: "deliveries",
                ours: perSecond,
                unit: "/s",
                comparison: queue.perSecond.median.map { .peer(PythonQueue.label, figure: $0) }
                    ?? .noPeer(PythonQueue.absence),
                target: .ratioAtLeast(30)
            ),
            Figure(
                name: "deliveries, start to exit",
                ours: ours.perSecondOfProcess.median ?? 0,
                unit: "/s"
            ),
            Figure(
                name: "CPU per delivery",
                ours: processorMicroseconds,
                unit: "µs",
                comparison: comparison(with: .wrk, Wrk.label, wrk.processorMicroseconds)
            ),
            Figure(
                name: "CPU per delivery",
                ours: processorMicroseconds,
                unit: "µs",
                comparison: comparison(with: .hey, Hey.label, hey.processorMicroseconds)
            ),
            Figure(
                name: "peak memory",
                ours: ours.peakMegabytes.max() ?? 0,
                unit: "MB",
                target: .below(128)
            ),
        ]
    }

    private static func comparison(
        with peer: Peer,
        _ label: String,
        _ samples: [Double]
    ) -> Figure.Comparison {
        guard let median = samples.median else { return .noPeer(peer.absence) }
        return .peer(label, figure: median)
    }
}
