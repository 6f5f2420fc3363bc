/// What memory and processor time of `portsim run` do while it delivers ten times as much, and 300 times.
///
/// The stream grows longer, not denser: what a user costs who is there is paid for each of them.
struct GrowthRow {
    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Delivers to nginx, once each: the large run takes minutes, and its run file some gigabytes.
    func measure() throws(BenchError) -> RowResult.Outcome {
        guard let nginx = Peer.nginx.path else { return .noPeer(Peer.nginx.absence) }
        let sink = try NginxSink(path: nginx, scratch: bench.scratch)
        var runs: [Run] = []
        for (users, deliveriesMin) in bench.size.growth {
            let file = try bench.scratch.write(ScenarioText.longPopulation(users: users), to: "growth.json5")
            let (report, measurement) = try OurRun(bench, file: file, url: sink.url)
                .run(deliveriesMin: deliveriesMin)
            let run = Run(report, measurement)
            bench.note(
                "growth: \(report.deliveries) deliveries, \(FigureText.number(run.peakMegabytes)) MB, "
                    + "\(FigureText.number(run.processorMicroseconds)) µs"
            )
            runs.append(run)
        }
        return .figures(GrowthRow.figures(small: runs[0], usual: runs[1], large: runs[2]))
    }

    /// What one run cost.
    struct Run {
        let deliveries: Double
        let peakMegabytes: Double
        let processorMicroseconds: Double
        let wallMicroseconds: Double

        init(_ report: RunReport, _ measurement: Measurement) {
            deliveries = Double(report.deliveries)
            peakMegabytes = Double(measurement.peakMemoryBytes) / 1e6
            processorMicroseconds = measurement.processorSeconds * 1e6 / deliveries
            wallMicroseconds = measurement.wallSeconds * 1e6 / deliveries
        }

        fileprivate var label: String { "ours, \(FigureText.number(deliveries)) deliveries" }
    }

    /// The lines of the table.
    static func figures(small: Run, usual: Run, large: Run) -> [Figure] {
        let count = "\(FigureText.number(large.deliveries)) deliveries"
        return [
            Figure(
                name: "peak memory, \(count)",
                ours: large.peakMegabytes,
                unit: "MB",
                comparison: .peer(usual.label, figure: usual.peakMegabytes),
                target: .ratioBelow(1.1)
            ),
            Figure(name: "peak memory", ours: usual.peakMegabytes, unit: "MB", target: .below(128)),
            Figure(
                name: "CPU per delivery, \(count)",
                ours: large.processorMicroseconds,
                unit: "µs",
                comparison: .peer(small.label, figure: small.processorMicroseconds),
                target: .ratioBelow(1.15)
            ),
            Figure(
                name: "time per delivery, \(count)",
                ours: large.wallMicroseconds,
                unit: "µs",
                comparison: .peer(small.label, figure: small.wallMicroseconds)
            ),
        ]
    }
}
