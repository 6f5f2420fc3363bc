import Glibc

/// What a program cost, from its start to its end.
struct Measurement {
    /// How a program ended.
    enum Ending: Equatable, CustomStringConvertible {
        case exited(code: Int32)
        case killed(signal: Int32)

        /// Reads the status of wait(2), whose macros Swift does not see.
        init(status: Int32) {
            let signal = status & 0x7f
            self = signal == 0 ? .exited(code: (status >> 8) & 0xff) : .killed(signal: signal)
        }

        var description: String {
            switch self {
            case .exited(let code): "ended with code \(code)"
            case .killed(let signal): "was killed by signal \(signal)"
            }
        }
    }

    let ending: Ending
    /// From before its start until its end was seen.
    let wallSeconds: Double
    /// User and system time of all its threads.
    let processorSeconds: Double
    /// The most memory it had resident.
    ///
    /// Linux carries the peak of the process that started it across exec(2), so the bench's own few
    /// megabytes are the least that can be told.
    let peakMemoryBytes: Int
    /// The first bytes it wrote to stdout, where they were captured.
    let output: [UInt8]
    /// Lines it wrote to stdout, where they were captured.
    let outputLineCount: Int
    /// The first bytes it wrote to stderr.
    let errorOutput: [UInt8]

    /// The text on stdout.
    var outputText: String { String(decoding: output, as: UTF8.self) }

    /// The last line on stderr that says something.
    var lastErrorLine: String {
        let lines = errorOutput.split(separator: UInt8(ascii: "\n"))
        return lines.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - program: what to run.
    ///   - capturesOutput: without it stdout is /dev/null.
    ///   - secondsMax: after which it is killed.
    /// - Returns: what it cost.
    /// - Throws: `programFailed` unless it exits with 0.
    static func of(
        _ program: Program,
        capturesOutput: Bool = false,
        secondsMax: Int = 300
    ) throws(BenchError) -> Measurement {
        let child = try Child(program, capturesOutput: capturesOutput)
        let measurement = try child.waitForEnd(secondsMax: secondsMax)
        guard measurement.ending == .exited(code: 0) else {
            throw .programFailed(
                name: program.name,
                ending: measurement.ending,
                lastLine: measurement.lastErrorLine
            )
        }
        return measurement
    }
}
