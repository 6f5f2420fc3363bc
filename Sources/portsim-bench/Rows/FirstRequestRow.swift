import Glibc
import WireKit

/// Milliseconds from the start of `portsim run` until the first byte of its first request arrives.
struct FirstRequestRow {
    private let bench: BenchSetting
    private static let millisecondsMax = 10_000

    init(_ bench: BenchSetting) {
        self.bench = bench
    }

    /// Starts it again and again; each is killed once it has been heard of.
    func measure() throws(BenchError) -> RowResult.Outcome {
        let file = try bench.scratch.write(ScenarioText.firstConnection, to: "first-request.json5")
        var samples: [Double] = []
        for _ in 1...bench.size.starts { samples.append(try start(file)) }
        let median = samples.median ?? 0
        let slowest = samples.max() ?? 0
        bench.note("first-request: median \(FigureText.number(median)) ms of \(samples.count) starts")
        return .figures([
            Figure(name: "start to first byte, median", ours: median, unit: "ms", target: .below(30)),
            Figure(name: "start to first byte, slowest", ours: slowest, unit: "ms"),
        ])
    }

    private func start(_ file: String) throws(BenchError) -> Double {
        let (socket, port) = try LoopbackSocket.listening()
        let program = Program(
            path: bench.portsim,
            arguments: [
                "run", file, "--endpoint", "http://127.0.0.1:\(port)/", "--secret-env",
                "PORTSIM_BENCH_SECRET", "--quiet", "--no-progress",
            ],
            environment: [("PORTSIM_BENCH_SECRET", "whsec_of_the_bench")]
        )
        let child = try Child(program)
        while true {
            if socket.hasFirstByte() {
                return Double(MonotonicClock.nanoseconds() - child.startNanoseconds) / 1e6
            }
            if let end = child.takeEnd() {
                throw .programFailed(name: program.name, ending: end.ending, lastLine: end.lastErrorLine)
            }
            let passed = Int((MonotonicClock.nanoseconds() - child.startNanoseconds) / 1_000_000)
            guard passed < FirstRequestRow.millisecondsMax else {
                throw .tookTooLong(
                    name: "the first request of \(program.name)",
                    secondsMax: FirstRequestRow.millisecondsMax / 1_000
                )
            }
            try Signals.wait(
                for: [socket.awaitedDescriptor],
                milliseconds: FirstRequestRow.millisecondsMax - passed
            )
        }
    }
}
