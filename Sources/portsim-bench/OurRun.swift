/// A run of the binary that is measured: `portsim run` with a run file on disk and a report.
struct OurRun {
    /// The variable that holds the secret of every run.
    static let secret = (name: "PORTSIM_BENCH_SECRET", value: "whsec_of_the_bench")

    private let bench: BenchSetting
    private let arguments: [String]

    private static let secondsMax = 900

    /// Plans a run of a scenario file to one endpoint.
    init(_ bench: BenchSetting, file: String, url: String, flags: [String] = []) {
        self.bench = bench
        arguments =
            [
                "run", file, "--endpoint", url, "--secret-env", OurRun.secret.name,
                "--db", bench.scratch.path("run.sqlite"),
                "--report", "json=\(bench.scratch.path("report.json"))",
                "--concurrency", String(Load.connections), "--quiet", "--no-progress",
            ] + flags
    }

    /// Runs it to its end.
    ///
    /// - Throws: `unusable` unless everything was delivered, and enough of it.
    func run(deliveriesMin: Int) throws(BenchError) -> (RunReport, Measurement) {
        clear()
        defer { clear() }
        let measurement = try Measurement.of(program, secondsMax: OurRun.secondsMax)
        guard let json = ByteFile.bytes(bench.scratch.path("report.json")) else {
            throw .unusable(name: program.name, reason: "it wrote no report")
        }
        return (try RunReport(json: json, deliveriesMin: deliveriesMin), measurement)
    }

    private var program: Program {
        Program(path: bench.portsim, arguments: arguments, environment: [OurRun.secret])
    }

    private func clear() {
        bench.scratch.removeFiles { $0.hasPrefix("run.sqlite") || $0 == "report.json" }
    }
}
