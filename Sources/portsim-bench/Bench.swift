import Glibc

/// The process: words in, a table out.
@main
enum Bench {
    static func main() {
        Signals.begin()
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    private static func run(_ words: [String]) -> Int32 {
        do throws(BenchError) {
            let arguments = try BenchArguments(words)
            if arguments.wantsHelp {
                try ByteFile.write(Array(BenchArguments.help.utf8), to: STDOUT_FILENO, named: "stdout")
                return 0
            }
            let report = try measure(arguments)
            let output = arguments.isJSON ? report.json : Array(report.text.utf8)
            try ByteFile.write(output, to: STDOUT_FILENO, named: "stdout")
            return report.hasFailure ? 1 : 0
        } catch {
            note("error: \(error.message)")
            if let help = error.help { note("help: \(help)") }
            return error.exitCode
        }
    }

    private static func measure(_ arguments: BenchArguments) throws(BenchError) -> BenchReport {
        #if DEBUG
        note("warning: this is a debug build, and so is the portsim beside it")
        #endif
        let portsim = arguments.portsimPath ?? binaryBeside()
        guard ByteFile.isExecutable(portsim) else { throw .noBinary(path: portsim) }
        let scratch = try ScratchDirectory()
        let machine = Machine(directory: scratch.path)
        let version = try Measurement.of(
            Program(path: portsim, arguments: ["--version"]),
            capturesOutput: true
        )
        let setting = BenchSetting(portsim: portsim, size: arguments.size, scratch: scratch, note: note)
        var results: [RowResult] = []
        for row in arguments.rows { results.append(try measure(row, setting)) }
        return BenchReport(
            machine: machine,
            size: arguments.size,
            version: String(version.outputText.prefix { $0 != "\n" }),
            results: results
        )
    }

    /// One row that cannot be measured does not keep the others from it; only a signal does.
    private static func measure(_ row: Row, _ setting: BenchSetting) throws(BenchError) -> RowResult {
        do throws(BenchError) {
            return RowResult(row: row, outcome: try row.measure(setting))
        } catch {
            if case .interrupted = error { throw error }
            note("\(row.rawValue): \(error.message)")
            return RowResult(row: row, outcome: .failed(error))
        }
    }

    private static func binaryBeside() -> String {
        let own = ByteFile.target(ofLink: "/proc/self/exe") ?? ""
        return own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/portsim"
    }

    private static func note(_ line: String) {
        // Nothing can be done about a stderr that is gone.
        try? ByteFile.write(Array("\(line)\n".utf8), to: STDERR_FILENO, named: "stderr")
    }
}
