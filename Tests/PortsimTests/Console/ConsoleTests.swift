import Glibc
import Testing

@testable import portsim

@Suite struct ConsoleTests {
    // MARK: Results

    @Test func `results are collected until they are flushed`() throws {
        let (console, output, error) = console()
        try console.write("one\n")
        try console.write(bytes: [0x00, 0xFF])
        #expect(output.writeCount == 0)
        try console.flush()
        try console.flush()
        #expect(output.taken == Array("one\n".utf8) + [0x00, 0xFF])
        #expect(output.writeCount == 1)
        #expect(error.taken.isEmpty)
    }

    @Test func `results flow once enough has come together`() throws {
        let (console, output, _) = console()
        let line = String(repeating: "x", count: 1_024)
        for _ in 0..<63 { try console.write(line) }
        #expect(output.writeCount == 0)
        try console.write(line)
        #expect(output.taken.count == Console.pendingBytesMax)
    }

    @Test func `interrupted, short and put off writes are gone on with`() throws {
        let (console, output, _) = console(output: [
            .failed(errorNumber: EINTR), .wrote(count: 2), .failed(errorNumber: EAGAIN), .wrote(count: 0),
            .failed(errorNumber: EINTR),
        ])
        try console.write("abcdef")
        try console.flush()
        #expect(output.text == "abcdef")
        #expect(output.waitCount == 1)
    }

    @Test(arguments: [EPIPE, ECONNRESET])
    func `a reader that goes away is no failure, and nobody is told`(errorNumber: Int32) throws {
        let (console, output, _) = console(output: [.wrote(count: 1), .failed(errorNumber: errorNumber)])
        try console.write("abc")
        let failure = #expect(throws: ConsoleError.self) { try console.flush() }
        #expect(failure?.exitCode == .success)
        #expect(failure?.message == nil)
        #expect(output.text == "a")
    }

    @Test func `a full disk is code 74 and a sentence`() throws {
        let (console, _, _) = console(output: [.failed(errorNumber: ENOSPC)])
        try console.write("abc")
        let failure = #expect(throws: ConsoleError.self) { try console.flush() }
        #expect(failure?.exitCode == .inputOutput)
        #expect(failure?.message == "standard output cannot be written: No space left on device")
    }

    @Test func `a stdout that failed once is not tried again`() throws {
        let (console, output, _) = console(output: [.failed(errorNumber: ENOSPC)])
        try console.write("abc")
        #expect(throws: ConsoleError(errorNumber: ENOSPC)) { try console.flush() }
        #expect(throws: ConsoleError(errorNumber: ENOSPC)) { try console.flush() }
        #expect(throws: ConsoleError(errorNumber: ENOSPC)) {
            try console.write(bytes: [UInt8](repeating: 0, count: Console.pendingBytesMax))
        }
        #expect(output.writeCount == 1)
    }

    // MARK: Everything else

    @Test(arguments: [
        (Verbosity.quiet, "warning: w\nerror: e\nhelp: h\n"),
        (.normal, "note\nwarning: w\nerror: e\nhelp: h\n"),
        (.verbose, "note\ndetail\nwarning: w\nerror: e\nhelp: h\n"),
    ])
    func `how much is said follows the flags, errors always`(verbosity: Verbosity, text: String) {
        let (console, output, error) = console(verbosity: verbosity)
        console.note("note")
        console.detail("detail")
        console.warn("w")
        console.fail("e", help: ["h"])
        #expect(error.text == text)
        #expect(output.taken.isEmpty)
    }

    @Test func `colours mark the kind of a message alone`() {
        let (console, _, error) = console(color: .always)
        console.fail("e", help: ["h"])
        console.warn("w")
        #expect(
            error.text
                == "\u{1B}[31merror:\u{1B}[0m e\n\u{1B}[36mhelp:\u{1B}[0m h\n\u{1B}[33mwarning:\u{1B}[0m w\n"
        )
    }

    @Test func `a stderr that fails is given up without a word`() {
        let (console, _, error) = console(error: [.failed(errorNumber: EPIPE)])
        console.note("one")
        console.note("two")
        #expect(error.writeCount == 1)
    }

    // MARK: Progress

    @Test func `the live line is rewritten, and gone before anything else is printed`() throws {
        let (console, output, error) = console(isTerminal: true, columns: 20)
        console.progress(nowMilliseconds: 0) { "never seen" }
        console.progress(nowMilliseconds: 100) { "one" }
        console.progress(nowMilliseconds: 150) { "too early" }
        console.progress(nowMilliseconds: 200) { "two" }
        console.note("note")
        console.note("note")
        console.progress(nowMilliseconds: 300) { "three" }
        try console.write("result")
        try console.flush()
        console.eraseProgress()
        let erase = "\r\u{1B}[K"
        #expect(
            error.text == "\rone\u{1B}[K\rtwo\u{1B}[K\(erase)note\nnote\n\rthree\u{1B}[K\(erase)"
        )
        #expect(output.text == "result")
    }

    @Test func `the live line stays within the window, whatever its width just now`() {
        var columns: Int? = 6
        let error = ScriptedSink()
        let console = Console(
            output: ScriptedSink(),
            error: error,
            settings: settings(isTerminal: true),
            columns: { (nil, columns) }
        )
        console.progress(nowMilliseconds: 0) { "" }
        console.progress(nowMilliseconds: 100) { "abcdefgh" }
        columns = 4
        console.progress(nowMilliseconds: 200) { "abcdefgh" }
        columns = nil
        console.progress(nowMilliseconds: 300) { "abcdefgh" }
        #expect(error.text == "\rabcd…\u{1B}[K\rab…\u{1B}[K\rabcdefgh\u{1B}[K")
    }

    @Test func `in a log progress is a line now and then`() {
        let (console, _, error) = console(isTerminal: false)
        for second in 0...21 {
            console.progress(nowMilliseconds: Int64(second) * 1_000) { "\(second) s" }
        }
        console.eraseProgress()
        #expect(error.text == "1 s\n11 s\n21 s\n")
    }

    @Test func `hidden progress is not even put into words`() {
        let (console, _, error) = console(verbosity: .quiet, isTerminal: true)
        console.progress(nowMilliseconds: 0) { "" }
        console.progress(nowMilliseconds: .max) {
            Issue.record("asked for")
            return ""
        }
        #expect(error.taken.isEmpty)
    }

    // MARK: Fixtures

    private func settings(
        verbosity: Verbosity = .normal,
        color: ColorChoice = .never,
        isTerminal: Bool = false
    ) -> ConsoleSettings {
        ConsoleSettings(
            color: color,
            verbosity: verbosity,
            surroundings: .init(
                outputIsTerminal: isTerminal,
                errorIsTerminal: isTerminal,
                environment: ProcessEnvironment()
            )
        )
    }

    private func console(
        output: [ByteSinkOutcome] = [],
        error: [ByteSinkOutcome] = [],
        verbosity: Verbosity = .normal,
        color: ColorChoice = .never,
        isTerminal: Bool = false,
        columns: Int? = nil
    ) -> (Console, ScriptedSink, ScriptedSink) {
        let outputSink = ScriptedSink(output)
        let errorSink = ScriptedSink(error)
        let console = Console(
            output: outputSink,
            error: errorSink,
            settings: settings(verbosity: verbosity, color: color, isTerminal: isTerminal),
            columns: { (nil, columns) }
        )
        return (console, outputSink, errorSink)
    }
}
