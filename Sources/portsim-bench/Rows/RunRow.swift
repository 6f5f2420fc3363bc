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
        let file = try bench.scratch.write(ScenarioText.population(users: size.runUsers), to: "run.json5")

        var ours = OurSamples()
        var wrkSamples = Samples()
        var heySamples = Samples()
        for round in 1...size.rounds {
            if let wrk { wrkSamples.add(try wrk.run()) }
            let (report, measurement) = try deliver(file, to: sink)
            ours.add(report, measurement)
            if let hey { heySamples.add(try hey.run()) }
            let figures = [
                ("wrk", wrkSamples.perSecond), ("ours", ours.perSecond), ("hey", heySamples.perSecond),
            ]
            .compactMap { name, rates in rates.last.map { "\(name) \(FigureText.number($0))/s" } }
            bench.note("run \(round)/\(size.rounds): " + figures.joined(separator: ", "))
        }
        return .figures(RunRow.figures(ours, wrk: wrkSamples, hey: heySamples))
    }

    private func deliver(
        _ file: String,
        to sink: NginxSink
    ) throws(BenchError) -> (RunReport, Measurement) {
        bench.scratch.removeFiles { $0.hasPrefix("run.sqlite") || $0 == "report.json" }
        let reportPath = bench.scratch.path("report.json")
        let program = Program(
            path: bench.portsim,
            arguments: [
                "run", file, "--endpoint", sink.url, "--secret-env", "PORTSIM_BENCH_SECRET",
                "--db", bench.scratch.path("run.sqlite"), "--report", "json=\(reportPath)",
                "--concurrency", String(Load.connections), "--quiet", "--no-progress",
            ],
            environment: [("PORTSIM_BENCH_SECRET", "whsec_of_the_bench")]
        )
        let measurement = try Measurement.of(program)
        guard let json = ByteFile.bytes(reportPath) else {
            throw .unusable(name: program.name, reason: "it wrote no report")
        }
        return (try RunReport(json: json, deliveriesMin: bench.size.runDeliveriesMin), measurement)
    }

    /// The lines of the table.
    static func figures(_ ours: OurSamples, wrk: Samples, hey: Samples) -> [Figure] {
        let perSecond = ours.perSecond.median ?? 0
        let processorMicroseconds = ours.processorMicroseconds.median ?? 0
        return [
            Figure(
                name: "deliveries",
                ours: perSecond,
                unit: "/s",
                comparison: comparison(with: .wrk, Wrk.label, wrk.perSecond),
                target: .ratioAtLeast(0.35)
            ),
            Figure(
                name: "deliveries",
                ours: perSecond,
                unit: "/s",
                comparison: comparison(with: .hey, Hey.label, hey.perSecond)
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
