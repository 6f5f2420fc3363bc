/// From the start of `portsim send` to its end, beside curl that posts as much.
struct SendRow {
    private let bench: BenchSetting

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Both take turns; a curl that is missing is passed over.
    func measure() throws(BenchError) -> RowResult.Outcome {
        guard let nginx = Peer.nginx.path else { return .noPeer(Peer.nginx.absence) }
        let sink = try NginxSink(path: nginx, scratch: bench.scratch)
        let ours = Program(
            path: bench.portsim,
            arguments: [
                "send", "integration.created", sink.url, "--secret-env", OurRun.secret.name, "--quiet",
            ],
            environment: [OurRun.secret]
        )
        let curl = Peer.curl.path.map { path in
            Program(
                path: path,
                arguments: [
                    "--silent", "--show-error", "--fail", "--output", "/dev/null",
                    "--header", "Content-Type: application/json", "--data", Load.body, sink.url,
                ]
            )
        }
        var samples: [Double] = []
        var curlSamples: [Double] = []
        for _ in 1...bench.size.starts {
            if let curl { curlSamples.append(try Measurement.of(curl).wallSeconds * 1_000) }
            samples.append(try Measurement.of(ours).wallSeconds * 1_000)
        }
        let median = samples.median ?? 0
        bench.note("send: median \(FigureText.number(median)) ms of \(samples.count)")
        return .figures([
            Figure(
                name: "one delivery, start to end, median",
                ours: median,
                unit: "ms",
                comparison: curlSamples.median.map { .peer("curl", figure: $0) }
                    ?? .noPeer(Peer.curl.absence),
                target: .ratioBelow(5)
            )
        ])
    }
}
