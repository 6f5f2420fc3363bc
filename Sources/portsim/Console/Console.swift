import Glibc

/// The two streams a command writes: its result on stdout, everything else on stderr.
///
/// Bytes go to the descriptors themselves: the C library's buffers would be lost in a crash.
/// One thread owns a console. Nothing here reads a clock, an environment or a terminal.
package final class Console {
    /// What was decided about colours, progress and how much to say.
    package let settings: ConsoleSettings

    private let output: any ByteSink
    private let error: any ByteSink
    private let columns: () -> (output: Int?, error: Int?)
    private var pending: [UInt8] = []
    private var outputFailure: ConsoleError?
    private var errorIsGone = false
    private var progressLine: ProgressLine

    /// Bytes of results that are collected before they are written.
    package static let pendingBytesMax = 65_536

    /// A console over two sinks.
    ///
    /// - Parameters:
    ///   - output: where results go.
    ///   - error: where progress, notes and errors go.
    ///   - settings: the decisions of `ConsoleSettings`.
    ///   - columns: the widths of the terminals behind both, asked each time: windows are resized.
    package init(
        output: any ByteSink,
        error: any ByteSink,
        settings: ConsoleSettings,
        columns: @escaping () -> (output: Int?, error: Int?) = { (nil, nil) }
    ) {
        self.output = output
        self.error = error
        self.settings = settings
        self.columns = columns
        progressLine = ProgressLine(mode: settings.progress)
    }

    /// The width of the terminal that results go to; nil where they go to none.
    package var outputColumns: Int? { columns().output }
    /// The width of the terminal that all else goes to; nil where it goes to none.
    package var errorColumns: Int? { columns().error }

    // MARK: Results

    /// Adds text to the result; it is on its way after the next `flush`, or when enough has come together.
    package func write(_ text: String) throws(ConsoleError) {
        pending += text.utf8
        if pending.count >= Console.pendingBytesMax { try flush() }
    }

    /// Adds bytes to the result, as they are.
    package func write(bytes: [UInt8]) throws(ConsoleError) {
        // Much at once goes out as it is: collecting it would copy it.
        if pending.isEmpty, bytes.count >= Console.pendingBytesMax { return try send(bytes) }
        pending += bytes
        if pending.count >= Console.pendingBytesMax { try flush() }
    }

    /// Writes what has been collected.
    ///
    /// - Throws: what is wrong with stdout, the same again on every later call.
    package func flush() throws(ConsoleError) {
        if let outputFailure { throw outputFailure }
        guard !pending.isEmpty else { return }
        // Emptied whatever comes of it.
        defer { pending.removeAll(keepingCapacity: true) }
        try send(pending)
    }

    private func send(_ bytes: [UInt8]) throws(ConsoleError) {
        if let outputFailure { throw outputFailure }
        eraseProgress()
        guard let errorNumber = Console.writeAll(bytes, to: output) else { return }
        let failure = ConsoleError(errorNumber: errorNumber)
        outputFailure = failure
        throw failure
    }

    // MARK: Everything else

    /// Prints a line for people on stderr, unless they asked for quiet.
    package func note(_ line: String) {
        if settings.verbosity != .quiet { writeError(line + "\n") }
    }

    /// Prints a line on stderr for those who asked for more.
    package func detail(_ line: String) {
        if settings.verbosity == .verbose { writeError(line + "\n") }
    }

    /// Prints a warning on stderr, also under `--quiet`: it is about what the user should change.
    package func warn(_ message: String) {
        writeError(settings.errorPaint("warning:", .yellow) + " \(message)\n")
    }

    /// Prints an error on stderr, and under it what helps.
    package func fail(_ message: String, help: [String] = []) {
        var text = settings.errorPaint("error:", .red) + " \(message)\n"
        for line in help {
            text += settings.errorPaint("help:", .cyan) + " \(line)\n"
        }
        writeError(text)
    }

    /// Prints errors on stderr that bring headings of their own, as those of a scenario do.
    package func failRendered(_ text: String) {
        writeError(text + "\n")
    }

    // MARK: Progress

    /// Shows how far the command is, if it is time to: a live line on a terminal, else a line now and then.
    ///
    /// - Parameters:
    ///   - nowMilliseconds: of any clock that does not run back.
    ///   - text: made only when it is shown.
    package func progress(nowMilliseconds: Int64, text: () -> String) {
        guard progressLine.isDue(nowMilliseconds: nowMilliseconds) else { return }
        put(progressLine.show(text(), nowMilliseconds: nowMilliseconds, columns: errorColumns))
    }

    /// Takes the live line off the terminal, at the end of the work or before other text.
    package func eraseProgress() {
        put(progressLine.erase())
    }

    private func writeError(_ text: String) {
        eraseProgress()
        put(text)
    }

    // Trouble with stderr has nowhere to be told, and the result matters more.
    private func put(_ text: String) {
        guard !text.isEmpty, !errorIsGone else { return }
        if Console.writeAll(Array(text.utf8), to: error) != nil { errorIsGone = true }
    }

    private static func writeAll(_ bytes: [UInt8], to sink: any ByteSink) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch sink.write(rest) {
            case .wrote(let count): rest = rest.dropFirst(count)
            case .failed(EINTR): continue
            case .failed(EAGAIN): sink.waitUntilWritable()
            case .failed(let errorNumber): return errorNumber
            }
        }
        return nil
    }
}

/// What is wrong with stdout.
package struct ConsoleError: Error, Equatable, Sendable {
    /// The number write(2) answered with.
    package let errorNumber: Int32

    /// An error as write(2) reported it.
    package init(errorNumber: Int32) {
        self.errorNumber = errorNumber
    }

    /// Whether the reader went away, as `head` does once it has enough; that is no failure.
    package var isReaderGone: Bool { errorNumber == EPIPE || errorNumber == ECONNRESET }

    /// The code to end with when nothing else went wrong.
    package var exitCode: ExitCode { isReaderGone ? .success : .inputOutput }

    /// One sentence without a full stop; nil when there is nobody to tell.
    package var message: String? {
        isReaderGone ? nil : "standard output cannot be written: \(ErrorNumber.message(errorNumber))"
    }
}
